//! `besa table anonymise`.

use super::super::table_sheet::SheetOptions;
use super::{Target, notes, refused, register::Register};
use clap::Args;
use disclosure_control::{
    anonymous_records::Asked,
    command::{AnonymiseOptions, anonymise},
};
use std::{path::PathBuf, process::ExitCode};

/// Make records of a pooled national file in which nobody stands out (k-anonymity).
///
/// Every combination of everything that is told occurs at least k times: codes are made coarser along
/// their hierarchies, and records that still stand out are left out. What comes out was counted again.
/// Places below the country belong into --without, or into a hierarchy that ends at the country. Files
/// of fewer than 2,000 records or three periods are refused.
///
///   besa table anonymise 2015-2023.csv --time year --without qark --hierarchy age=ages.csv -o out.csv
///
/// Ends with 0 when records were written, 1 when they were refused, 2 when the files are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Anonymise {
    /// CSV or workbook with one row for each person, without names or numbers that tell who it is.
    file: PathBuf,
    #[command(flatten)]
    sheets: SheetOptions,
    /// The column with the periods; they are pooled, and not told.
    #[arg(long, default_value = "year")]
    time: String,
    /// A column that is not told; may be repeated.
    #[arg(long, value_name = "COLUMN")]
    without: Vec<String>,
    /// A column of several levels: CSV with child,parent.
    #[arg(long, value_name = "COLUMN=FILE", value_parser = super::super::hierarchy::hierarchy)]
    hierarchy: Vec<(String, PathBuf)>,
    /// The code that stands for the total in hierarchies.
    #[arg(long, default_value = "Total")]
    total: String,
    /// Every combination occurs at least so often; at least 10.
    #[arg(short, default_value_t = 11)]
    k: usize,
    /// At most so many in a thousand records may be left out.
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    left_out: usize,
    #[command(flatten)]
    register: Register,
    #[command(flatten)]
    target: Target,
}

impl Anonymise {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        self.target.check()?;
        let options = AnonymiseOptions {
            file: self.file.clone(),
            sheet: self.sheets.read(&self.file, &[], None)?,
            total: self.total.clone(),
            hierarchies: self.hierarchy.clone(),
            time: self.time.clone(),
            without: self.without.clone(),
            asked: Asked {
                k: self.k,
                left_out_per_mille: self.left_out,
            },
        };
        let outcome = match anonymise(&options) {
            Ok(outcome) => outcome,
            Err(error) => return refused(error),
        };
        if let Some(register) = self.register.open().await? {
            let what = format!("records, every combination {} times or more", self.k);
            register.keep(&what, &outcome.csv).await?;
        }
        let report = outcome.report;
        let text = format!(
            "{}{} records; every combination occurs {} times or more; {} records are left out",
            notes(&report),
            report["records"],
            report["smallest_group"],
            report["left_out"],
        );
        self.target.hand_over(outcome.csv, report, &text)
    }
}
