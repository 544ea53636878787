//! `besa table noise`: counts with noise, paid for out of a ledger. The ledger is written before the
//! counts are handed over: what was paid and not shown is lost, never the other way round.

use super::{audit::name, counts::Counts, long};
use crate::{
    Error, Table,
    differential_privacy::{self, Asked, Ledger, Mechanism, RandomBytes, Spend},
    reader::Cells,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

/// What is asked.
#[derive(Debug, Clone)]
pub struct NoiseOptions {
    /// Records, one for each person, or innermost counts.
    pub file: PathBuf,
    /// What was read out of the file, where it is no CSV.
    pub sheet: Option<Cells>,
    /// The heading of the counts.
    pub value: String,
    /// The code of the totals.
    pub total: String,
    /// Dimension and file (child,parent).
    pub hierarchies: Vec<(String, PathBuf)>,
    /// The distribution.
    pub mechanism: Mechanism,
    /// ε of this release, in millionths.
    pub epsilon_millionths: u64,
    /// δ of this release, in trillionths.
    pub delta_trillionths: u64,
    /// At most so many dimensions are crossed.
    pub length: usize,
    /// The ledger.
    pub ledger: PathBuf,
    /// The limits of a new ledger, ε in millionths and δ in trillionths; `None`: it is there already.
    pub new_ledger: Option<(u64, u64)>,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct NoiseOutcome {
    /// The counts that may be published: long CSV.
    pub csv: String,
    /// The report: `shown`, `cells`, `threshold`, `mean_error`, `epsilon_left`, `additive`.
    pub report: Value,
}

/// Adds noise to a file's counts.
///
/// # Errors
/// Whatever is wrong with the files; [`Error::Infeasible`] for too few people, too much noise, or a
/// budget that is spent.
pub fn noise(options: &NoiseOptions, random: &mut dyn RandomBytes) -> Result<NoiseOutcome, Error> {
    let words = (options.value.as_str(), options.total.as_str());
    let counts = Counts::read(
        (&options.file, options.sheet.as_ref()),
        words,
        &options.hierarchies,
        &[],
    )?;
    let rows = counts.rows()?;
    let rows = rows.into_iter().map(|(_, codes, count)| (codes, count));
    let table = Table::tabulate(&name(&options.file), counts.dimensions.clone(), rows)?;
    let lock = Lock::take(&options.ledger)?;
    let mut ledger = open_ledger(options)?;
    let mechanism = match options.mechanism {
        Mechanism::Laplace => "discrete Laplace",
        Mechanism::Gaussian => "discrete Gaussian",
    };
    let delta_trillionths = match options.mechanism {
        Mechanism::Laplace => 0,
        Mechanism::Gaussian => options.delta_trillionths,
    };
    let asked = Asked {
        mechanism: options.mechanism,
        length: options.length,
        spend: Spend {
            what: format!("{mechanism}, up to {} dimensions crossed", options.length),
            records_sha256: hash(&options.file)?,
            epsilon_millionths: options.epsilon_millionths,
            delta_trillionths,
        },
    };
    let noisy = differential_privacy::noise(&table, &asked, &mut ledger, random)?;
    replace(&options.ledger, &ledger.text())?;
    drop(lock);
    let (epsilon_left, delta_left) = ledger.left();
    Ok(NoiseOutcome {
        csv: long::csv_of(&noisy.table, &options.value)?,
        report: json!({
            "method": mechanism,
            "cells": noisy.cells,
            "shown": noisy.table.positions().len(),
            "threshold": noisy.threshold,
            "mean_error": noisy.error_thousandths as f64 / 1_000.0,
            "cells_of_one_person": noisy.each,
            "epsilon": options.epsilon_millionths as f64 / 1e6,
            "delta": delta_trillionths as f64 / 1e12,
            "epsilon_left": epsilon_left as f64 / 1e6,
            "delta_left": delta_left as f64 / 1e12,
            "additive": false,
            "warnings": [
                "the cells do not add up to their totals, and a cell without a row is not published: it need not be 0",
                "this holds for people who are in the file once each, and for codes that everybody may know",
            ],
        }),
    })
}

fn open_ledger(options: &NoiseOptions) -> Result<Ledger, Error> {
    let file = name(&options.ledger);
    let fault = |reason: &str| Error::File {
        file: file.clone(),
        reason: reason.to_owned(),
    };
    match (std::fs::read_to_string(&options.ledger), options.new_ledger) {
        (Ok(text), None) => Ledger::read(&file, &text),
        (Ok(_), Some(_)) => Err(fault(
            "there is a ledger already; its limits were set once and for all, so leave the new ones out",
        )),
        (Err(_), Some((epsilon, delta))) => Ledger::new(&name(&options.file), epsilon, delta),
        (Err(error), None) => Err(fault(&format!(
            "the ledger cannot be read ({error}); begin one by saying how much may be spent on these people in all"
        ))),
    }
}

fn hash(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|error| unwritable(path, &error))?;
    let digest = Sha256::digest(&bytes);
    Ok(digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Writes a file anew, all or nothing.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let beside = beside(path, ".new");
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    };
    write().map_err(|error| unwritable(path, &error))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::File {
        file: name(path),
        reason: format!("cannot be read or written ({error})"),
    }
}

/// Two releases at once would each believe that the budget is theirs.
struct Lock(PathBuf);

impl Lock {
    fn take(ledger: &Path) -> Result<Self, Error> {
        let path = beside(ledger, ".lock");
        let made = OpenOptions::new().write(true).create_new(true).open(&path);
        made.map(|_| Self(path.clone()))
            .map_err(|error| Error::File {
                file: name(ledger),
                reason: format!(
                    "another release is using the ledger ({error}); if none is, delete {}",
                    name(&path)
                ),
            })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}
