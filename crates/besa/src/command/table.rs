//! `besa table audit`, `besa table protect` and `besa table verify`
//!
//! Files in, a report and an exit code out; everything that decides is in `disclosure_control`.

use super::hierarchy::hierarchy;
use super::protection::{Anonymise, Noise, Perturb, Suggest};
use super::suppress::Suppress;
use super::table_sheet::SheetOptions;
use crate::{
    file::{Readers, write_new},
    output::line,
};
use access::OperatingSystemRandom;
use anyhow::bail;
use clap::{Args, Subcommand};
use disclosure_control::{
    Error, Missing,
    command::{AuditOptions, ProtectOptions, audit, parse_attacker, protect, verify},
    rounding,
};
use serde_json::{Value, json};
use std::{path::PathBuf, process::ExitCode};
use vocabulary::RandomSource as _;

/// Find out what a published table gives away, and prove that it does not.
#[derive(Args)]
pub struct Table {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Audit(Audit),
    Protect(Protect),
    Verify(Verify),
    Suggest(Suggest),
    Perturb(Perturb),
    Noise(Noise),
    Anonymise(Anonymise),
}

/// The table and who reads it.
#[derive(Args)]
struct Reading {
    /// The table: CSV, one row for each cell, one column for each dimension and one for the value; or
    /// a workbook (XLSX, ODS) as people lay tables out.
    file: PathBuf,
    #[command(flatten)]
    sheets: SheetOptions,
    /// The column with the values: a number, or empty, <5, c, x, * or : for a hidden cell.
    #[arg(long, default_value = "value")]
    value: String,
    /// The code that stands for the total of a dimension.
    #[arg(long, default_value = "Total")]
    total: String,
    /// A dimension of several levels: CSV with child,parent.
    #[arg(long, value_name = "DIMENSION=FILE", value_parser = hierarchy)]
    hierarchy: Vec<(String, PathBuf)>,
    /// A table that was released before, in the same form; may be repeated.
    #[arg(long, value_name = "FILE")]
    released: Vec<PathBuf>,
    /// A table that was released before and was rounded: its base, and the steps where they are more
    /// than one.
    #[arg(long, value_name = "FILE=BASE[:STEPS]", value_parser = rounded)]
    released_rounded: Vec<(PathBuf, (i64, i64))>,
    /// A cell without a row: not published (unknown), or a published zero (zero).
    #[arg(long, default_value = "unknown", value_parser = ["unknown", "zero"])]
    missing: String,
    /// Who reads it: strong (whole numbers, from 1 on where zeros are printed), weak (from 0 on), or
    /// a JSON file.
    #[arg(long, default_value = "strong")]
    attacker: String,
    /// The reader knows that no hidden count is larger, because nothing larger is ever hidden.
    #[arg(long)]
    threshold: Option<i64>,
    /// How far apart the possible counts of a hidden cell must be.
    #[arg(long, default_value_t = 3)]
    width: i64,
}

/// What a reader can find out about every hidden cell.
///
/// Each hidden cell gets the smallest and the largest count that agree with all sums of the table,
/// with everything released before, and with what the reader knows. A cell for which only one count
/// is left is disclosed; one whose counts lie less than the width apart is narrow. A dimension whose
/// total is not in the file (years, say) makes independent tables; with a --hierarchy it tells
/// which periods add up to which.
///
///   besa table audit victims.csv --value txtVALUE
///   besa table audit new.csv --released old.csv --hierarchy place=places.csv --json
///   besa table audit victims.xlsx --sheet "2024" --total Gjithsej
///
/// Ends with 0 when no cell is disclosed, 1 when one is, 2 when the files are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Audit {
    #[command(flatten)]
    reading: Reading,
    /// Write the proof, two complete tables for each hidden cell, to a new file. Keep it: it must not
    /// be published.
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// The table is rounded to multiples of this.
    #[arg(long, value_name = "BASE")]
    round: Option<i64>,
    /// How many bases a rounded value may be away from its count.
    #[arg(long, default_value_t = 1, requires = "round")]
    steps: i64,
    /// As JSON; otherwise a short text.
    #[arg(long)]
    json: bool,
}

/// Check a certificate by additions alone: no solver, and none of the audit's code.
///
/// Ends with 0 when it holds for the table, the earlier releases, the attacker and the width given,
/// and with 1 when it does not.
///
///   besa table verify public.csv --certificate proof.json
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Verify {
    #[command(flatten)]
    reading: Reading,
    /// The certificate.
    #[arg(long, value_name = "FILE")]
    certificate: PathBuf,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Round a table, or hide cells of it, so that no small count can be told.
///
/// Every count becomes a multiple of the base next to it, zero stays zero, and everything that adds
/// up still adds up, together with what was released before. The side of each count is drawn by
/// chance: nobody can reckon back. The result was audited; what is not safe is not written.
///
///   besa table protect counts.csv --round 5 -o public.csv
///   besa table protect 2024.csv --round 3 --released-rounded 2023.csv=3 -o public.csv --json
///   besa table audit public.csv --round 5
///
/// With --suppress, small counts are hidden instead, and as few others as are needed so that nobody
/// can reckon them back: not with the sums, not with what was released before, and not by knowing
/// that zeros are printed. At a dozen people this hides much; rounding is the better way then.
///
///   besa table protect counts.csv --suppress --threshold 3 -o public.csv --certificate proof.json
///   besa table protect counts.csv --suppress --cost cells --must-publish totals.csv --ranges
///   besa table verify public.csv --certificate proof.json
///
/// Ends with 0 when the table was written, 1 when it cannot be protected in this way, 2 when the
/// files are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Protect {
    #[command(flatten)]
    reading: Reading,
    /// The base: 3 for tables of a whole country, 5 for everything below.
    #[arg(long, value_name = "BASE", default_value_t = 5)]
    round: i64,
    /// Hide cells instead of rounding.
    #[arg(long, conflicts_with_all = ["round", "seed"])]
    suppress: bool,
    /// 64 hexadecimal digits that the draw starts from; secret, and by default fresh. With the same
    /// seed the same table comes out.
    #[arg(long, value_parser = seed)]
    seed: Option<[u8; 32]>,
    /// A new file for the protected table; without it, it is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say what was done as JSON; otherwise as a short text.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    suppression: Suppress,
}

fn rounded(text: &str) -> Result<(PathBuf, (i64, i64)), String> {
    let fault = || "write it as FILE=BASE or FILE=BASE:STEPS, such as 2023.csv=3".to_owned();
    let (file, how) = text.rsplit_once('=').ok_or_else(fault)?;
    let (base, steps) = how.split_once(':').unwrap_or((how, "1"));
    let number = |text: &str| text.parse::<i64>().map_err(|_| fault());
    Ok((file.into(), (number(base)?, number(steps)?)))
}

pub(super) fn seed(text: &str) -> Result<[u8; 32], String> {
    let fault = || "a seed is 64 hexadecimal digits".to_owned();
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(fault());
    }
    let mut bytes = [0; 32];
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(digits).map_err(|_| fault())?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| fault())?;
    }
    Ok(bytes)
}

impl Table {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::Audit(command) => command.run(),
            Verb::Protect(command) => command.run(),
            Verb::Verify(command) => command.run(),
            Verb::Suggest(command) => command.run(),
            Verb::Perturb(command) => command.run(),
            Verb::Noise(command) => command.run().await,
            Verb::Anonymise(command) => command.run().await,
        }
    }
}

impl Reading {
    fn options(
        &self,
        certificate: bool,
        rounded: Option<(i64, i64)>,
    ) -> anyhow::Result<AuditOptions> {
        let mut attacker = parse_attacker(&self.attacker)?;
        attacker.threshold = self.threshold.or(attacker.threshold);
        let others = self.released_rounded.iter().map(|(path, _)| path);
        let paths = std::iter::once(&self.file)
            .chain(&self.released)
            .chain(others);
        let mut sheets = Vec::new();
        for path in paths {
            if let Some(cells) = self.sheets.cells(path, &self.value, &self.total)? {
                sheets.push((path.clone(), cells));
            }
        }
        Ok(AuditOptions {
            file: self.file.clone(),
            value: self.value.clone(),
            total: self.total.clone(),
            missing: match self.missing.as_str() {
                "zero" => Missing::Zero,
                _ => Missing::Unknown,
            },
            hierarchies: self.hierarchy.clone(),
            rounded,
            released: self
                .released
                .iter()
                .map(|path| (path.clone(), None))
                .chain(
                    self.released_rounded
                        .iter()
                        .map(|(path, how)| (path.clone(), Some(*how))),
                )
                .collect(),
            attacker,
            width: self.width,
            certificate,
            sheets,
        })
    }
}

impl Audit {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let rounded = self.round.map(|base| (base, self.steps));
        let options = self.reading.options(self.certificate.is_some(), rounded)?;
        let outcome = audit(&options)?;
        if self.json {
            line(&serde_json::to_string_pretty(&outcome.report)?);
        } else {
            line(&as_text(&outcome.report));
        }
        match (&self.certificate, outcome.certificate) {
            (Some(path), Some(certificate)) => {
                let text = serde_json::to_string(&certificate)? + "\n";
                write_new(path, text.as_bytes(), Readers::Owner)?;
            }
            (Some(path), None) if !outcome.disclosed => bail!(
                "{} was not written: some cells are narrower than {}",
                path.display(),
                self.reading.width
            ),
            _ => {}
        }
        Ok(if outcome.disclosed {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        })
    }
}

impl Protect {
    fn run(&self) -> anyhow::Result<ExitCode> {
        if self.suppress {
            let mut reading = self.reading.options(false, None)?;
            // What is unsafe is the owner's rule; what a reader concludes from it is the attacker's.
            reading.attacker.threshold = parse_attacker(&self.reading.attacker)?.threshold;
            let threshold = self.reading.threshold;
            return self
                .suppression
                .run(reading, threshold, self.output.as_deref(), self.json);
        }
        let seed = match self.seed {
            Some(seed) => seed,
            None => {
                let mut fresh = [0; 32];
                OperatingSystemRandom.fill(&mut fresh);
                fresh
            }
        };
        let options = ProtectOptions {
            reading: self.reading.options(false, None)?,
            rounding: rounding::Options::unbiased(self.round, seed),
        };
        let outcome = match protect(&options) {
            Ok(outcome) => outcome,
            Err(error @ Error::Infeasible { .. }) => {
                line(&error.to_string());
                return Ok(ExitCode::from(1));
            }
            Err(error) => return Err(error.into()),
        };
        let mut report = outcome.report;
        match &self.output {
            Some(path) => write_new(path, outcome.csv.as_bytes(), Readers::Anybody)?,
            None if self.json => report["table"] = outcome.csv.into(),
            None => {
                line(outcome.csv.trim_end());
                return Ok(ExitCode::SUCCESS);
            }
        }
        line(&if self.json {
            serde_json::to_string_pretty(&report)?
        } else {
            format!(
                "{} cells rounded to {}; the largest change is {}; a reader who knows the rule can tell no count",
                report["cells"], report["base"], report["largest_change"]
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl Verify {
    fn run(&self) -> anyhow::Result<ExitCode> {
        match verify(&self.reading.options(true, None)?, &self.certificate) {
            Ok(()) => {
                line(&if self.json {
                    json!({"holds": true}).to_string()
                } else {
                    "the certificate holds".to_owned()
                });
                Ok(ExitCode::SUCCESS)
            }
            Err(error @ Error::Certificate { .. }) => {
                line(&if self.json {
                    json!({"holds": false, "reason": error.to_string()}).to_string()
                } else {
                    error.to_string()
                });
                Ok(ExitCode::from(1))
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn as_text(report: &Value) -> String {
    let list = |name: &str| report[name].as_array().into_iter().flatten();
    let mut lines: Vec<String> = list("warnings")
        .filter_map(|warning| Some(format!("note: {}", warning.as_str()?)))
        .collect();
    let word = |cell: &Value| {
        if cell["disclosed"] == true {
            "disclosed"
        } else {
            "narrow"
        }
    };
    for cell in list("cells").filter(|cell| cell["narrow"] == true) {
        let why = cell["why"].as_str().unwrap_or_default();
        lines.push(format!("{}: {why}", word(cell)));
    }
    let summary = &report["summary"];
    lines.push(format!(
        "{} hidden cells: {} disclosed, {} narrower than {}; {} groups whose zeros show what all of them share",
        summary["hidden"],
        summary["disclosed"],
        summary["narrow"],
        summary["width"],
        list("attributes").count(),
    ));
    lines.join("\n")
}
