//! `besa table perturb`.

use super::{Source, Target, notes, refused};
use crate::file::{Readers, write_new};
use clap::Args;
use disclosure_control::{
    cell_key::Design,
    command::{Keys, PerturbOptions, Probabilities, perturb},
};
use std::{path::PathBuf, process::ExitCode};

/// Change counts by cell key, for large tables of risk indicators.
///
/// Every record has a key for life; a cell's change follows from the sum of its records' keys and a
/// published table of probabilities. The same people always give the same count. What comes out does
/// not add up. Not for victims: round those (table protect).
///
///   besa table perturb pupils.csv --maximum 3 --variance 1.5 -o public.csv --write-ptable ptable.csv
///   besa table perturb cells.csv --key ckey --ptable ptable.csv --json
///
/// Ends with 0 when the table was written, 1 when a small count could still be told, 2 when the files
/// are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Perturb {
    #[command(flatten)]
    source: Source,
    /// The column with the keys: whole numbers below 2^32, or fractions such as 0.0625. With counts in
    /// the file, the keys of the cells.
    #[arg(long, default_value = "key")]
    key: String,
    /// Whole-number keys are below 2^64.
    #[arg(long)]
    wide_keys: bool,
    /// A file with 64 hexadecimal digits; keys are made from it and from --identifier. Keep it for
    /// life: with another one every table changes.
    #[arg(long, value_name = "FILE", requires = "identifier")]
    secret: Option<PathBuf>,
    /// The column with each record's lasting identifier; it is not told.
    #[arg(long, value_name = "COLUMN", requires = "secret")]
    identifier: Option<String>,
    /// A published table of probabilities (columns i, j, p_int_ub).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["maximum", "variance", "small", "stay"])]
    ptable: Option<PathBuf>,
    /// Without --ptable: the largest change.
    #[arg(long, default_value_t = 3)]
    maximum: i64,
    /// Without --ptable: the variance of the change.
    #[arg(long, default_value_t = 1.5)]
    variance: f64,
    /// Without --ptable: no count from 1 up to this is published.
    #[arg(long, default_value_t = 0)]
    small: i64,
    /// Without --ptable: the chance that a count stays as it is.
    #[arg(long)]
    stay: Option<f64>,
    /// A new file for the table of probabilities, which is published with the counts.
    #[arg(long, value_name = "FILE")]
    write_ptable: Option<PathBuf>,
    /// Counts from 1 up to this must not be told to anybody.
    #[arg(long, default_value_t = 3)]
    threshold: i64,
    #[command(flatten)]
    target: Target,
}

impl Perturb {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        self.target.check()?;
        let keys = match (&self.secret, &self.identifier) {
            (Some(path), Some(heading)) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
                let secret = super::super::table::seed(text.trim()).map_err(|_| {
                    anyhow::anyhow!("{}: a secret is 64 hexadecimal digits", path.display())
                })?;
                Keys::Secret {
                    heading: heading.clone(),
                    secret,
                }
            }
            _ => Keys::Column {
                heading: self.key.clone(),
                is_wide: self.wide_keys,
            },
        };
        let probabilities = match &self.ptable {
            Some(path) => Probabilities::File(path.clone()),
            None => Probabilities::Design(Design {
                maximum: self.maximum,
                variance: self.variance,
                small: self.small,
                stay: self.stay,
            }),
        };
        let options = PerturbOptions {
            file: self.source.file.clone(),
            sheet: self.source.sheet(&[
                self.key.as_str(),
                self.identifier.as_deref().unwrap_or_default(),
            ])?,
            value: self.source.value.clone(),
            total: self.source.total.clone(),
            hierarchies: self.source.hierarchy.clone(),
            keys,
            probabilities,
            threshold: self.threshold,
        };
        let outcome = match perturb(&options) {
            Ok(outcome) => outcome,
            Err(error) => return refused(error),
        };
        if let Some(path) = &self.write_ptable {
            write_new(path, outcome.probabilities.as_bytes(), Readers::Anybody)?;
        }
        let report = outcome.report;
        let text = format!(
            "{}{} of {} counts changed, by {} at most; probabilities SHA-256 {}",
            notes(&report),
            report["changed"],
            report["cells"],
            report["largest_change"],
            report["p_table_sha256"].as_str().unwrap_or_default(),
        );
        self.target.hand_over(outcome.csv, report, &text)
    }
}
