//! `besa table suggest`.

use super::{Source, notes, refused};
use crate::output::line;
use clap::Args;
use disclosure_control::{
    coarsen::{Limits, Policy},
    command::{SuggestOptions, parse_attacker, suggest},
};
use std::process::ExitCode;

/// Find out which years to pool and what to make coarser, so that most cells may be published.
///
/// Tries every number of years pooled with every level of every dimension (its hierarchy, or leaving it
/// out), hides small counts and what is needed beside them, audits each, and lists the best. It writes
/// no table.
///
///   besa table suggest victims.csv --time year --hierarchy age=ages.csv
///
/// Ends with 0 when there are suggestions, 1 when there are none, 2 when the files are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Suggest {
    #[command(flatten)]
    source: Source,
    /// The column with the periods.
    #[arg(long, default_value = "year")]
    time: String,
    /// Counts from 1 up to this are hidden.
    #[arg(long, default_value_t = 3)]
    threshold: i64,
    /// How far apart the possible counts of a hidden cell must be.
    #[arg(long, default_value_t = 3)]
    width: i64,
    /// Who reads it, as in table audit.
    #[arg(long, default_value = "strong")]
    attacker: String,
    /// Suggestions of which at least so many in a hundred cells can be published come first.
    #[arg(long, default_value_t = 90)]
    share: usize,
    /// Tables with more cells are not tried.
    #[arg(long, default_value_t = 1_500)]
    cells: u64,
    /// At most so many suggestions.
    #[arg(long, default_value_t = 10)]
    most: usize,
    /// As JSON; otherwise one line for each.
    #[arg(long)]
    json: bool,
}

impl Suggest {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let options = SuggestOptions {
            file: self.source.file.clone(),
            sheet: self.source.sheet(&[self.time.as_str()])?,
            value: self.source.value.clone(),
            total: self.source.total.clone(),
            time: self.time.clone(),
            hierarchies: self.source.hierarchy.clone(),
            policy: Policy {
                threshold: self.threshold,
                width: self.width,
                attacker: parse_attacker(&self.attacker)?,
            },
            limits: Limits {
                cells: self.cells,
                share: self.share,
                suggestions: self.most,
            },
        };
        let report = match suggest(&options) {
            Ok(report) => report,
            Err(error) => return refused(error),
        };
        if self.json {
            line(&serde_json::to_string_pretty(&report)?);
            return Ok(ExitCode::SUCCESS);
        }
        let listed = report["suggestions"].as_array().into_iter().flatten();
        for one in listed {
            let words = one["words"].as_str().unwrap_or_default();
            line(&format!(
                "{words} ({} small, {} hidden beside them)",
                one["small"], one["hidden_beside"]
            ));
        }
        line(notes(&report).trim_end());
        Ok(ExitCode::SUCCESS)
    }
}
