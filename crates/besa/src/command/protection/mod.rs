//! `besa table perturb`, `suggest`, `noise` and `anonymise`: files in, protected files out. Everything
//! that decides is in `disclosure_control`; nothing here may write what that refused.

mod anonymise;
mod noise;
mod perturb;
mod register;
mod suggest;

pub use anonymise::Anonymise;
pub use noise::Noise;
pub use perturb::Perturb;
pub use suggest::Suggest;

use super::table_sheet::SheetOptions;
use crate::{
    file::{Readers, write_new},
    output::line,
};
use clap::Args;
use disclosure_control::{Error, reader::Cells};
use serde_json::Value;
use std::{path::PathBuf, process::ExitCode};

/// A file of people or counts.
#[derive(Args)]
struct Source {
    /// CSV or workbook with a column for each thing that is known: one row for each person, or for
    /// each count where there is a column with values; or a wide sheet of counts.
    file: PathBuf,
    #[command(flatten)]
    sheets: SheetOptions,
    /// The column with the counts, where there is one.
    #[arg(long, default_value = "value")]
    value: String,
    /// The code that stands for the total of a dimension.
    #[arg(long, default_value = "Total")]
    total: String,
    /// A dimension of several levels: CSV with child,parent.
    #[arg(long, value_name = "DIMENSION=FILE", value_parser = super::hierarchy::hierarchy)]
    hierarchy: Vec<(String, PathBuf)>,
}

impl Source {
    /// What a workbook or a wide sheet holds; `None` for a CSV that the engine reads by itself.
    fn sheet(&self, headings: &[&str]) -> anyhow::Result<Option<Cells>> {
        let own = [headings, &[self.value.as_str()]].concat();
        let wide = Some((self.value.as_str(), self.total.as_str()));
        self.sheets.read(&self.file, &own, wide)
    }
}

/// Where the protected file goes.
#[derive(Args)]
struct Target {
    /// A new file for what may be published; without it, it is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say what was done as JSON; otherwise as a short text.
    #[arg(long)]
    json: bool,
}

impl Target {
    /// Writes a protected file and says what was done.
    fn hand_over(&self, csv: String, mut report: Value, text: &str) -> anyhow::Result<ExitCode> {
        match &self.output {
            Some(path) => write_new(path, csv.as_bytes(), Readers::Anybody)?,
            None if self.json => report["table"] = csv.into(),
            None => {
                line(csv.trim_end());
                return Ok(ExitCode::SUCCESS);
            }
        }
        line(&if self.json {
            serde_json::to_string_pretty(&report)?
        } else {
            text.to_owned()
        });
        Ok(ExitCode::SUCCESS)
    }

    /// Refuses a place that is taken, before anything is spent or drawn.
    fn check(&self) -> anyhow::Result<()> {
        match &self.output {
            Some(path) if path.exists() => {
                anyhow::bail!("{} is there already; name a new file", path.display())
            }
            _ => Ok(()),
        }
    }
}

/// What cannot be protected is a finding, not a fault.
fn refused(error: Error) -> anyhow::Result<ExitCode> {
    match error {
        Error::Infeasible { .. } => {
            line(&error.to_string());
            Ok(ExitCode::from(1))
        }
        other => Err(other.into()),
    }
}

/// The warnings of a report as lines of text.
fn notes(report: &Value) -> String {
    let notes = report["warnings"].as_array().into_iter().flatten();
    let lines = notes.filter_map(|note| Some(format!("note: {}\n", note.as_str()?)));
    lines.collect()
}
