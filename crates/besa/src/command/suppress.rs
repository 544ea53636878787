//! `besa table protect --suppress`: the options of suppression, and what is said about its result.
//! The engine decides; here is only what a person types and reads.

use crate::{
    file::{Readers, write_new},
    output::line,
};
use anyhow::Context as _;
use clap::Args;
use disclosure_control::{
    Error,
    attacker::Contribution,
    command::{AuditOptions, SuppressOptions, suppress},
    suppression::{Cost, Dominance, Options, Rules},
};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// How to suppress.
#[derive(Args)]
#[command(next_help_heading = "Suppression (with --suppress)")]
pub struct Suppress {
    /// What hiding a cell that is not unsafe costs: its count (values), or one (cells).
    #[arg(long, default_value = "values", value_parser = ["values", "cells"], requires = "suppress")]
    cost: String,
    /// How far apart the possible counts of the other hidden cells must be; as --width by default.
    #[arg(long, value_name = "WIDTH", requires = "suppress")]
    complement_width: Option<i64>,
    /// How far below its count another must be possible for an unsafe cell; 1 with `--above 1`,
    /// `--width 1` and `--attacker weak` asks what other programs ask.
    #[arg(
        long,
        value_name = "COUNTS",
        default_value_t = 0,
        requires = "suppress"
    )]
    below: i64,
    /// How far above its count another must be possible for an unsafe cell.
    #[arg(
        long,
        value_name = "COUNTS",
        default_value_t = 0,
        requires = "suppress"
    )]
    above: i64,
    /// Zeros are unsafe too, and are hidden; every cell must have its row then.
    #[arg(long, requires = "suppress")]
    hide_zeros: bool,
    /// Hide the zeros that would show that everybody in a group shares an attribute.
    #[arg(long, requires = "suppress")]
    hide_telling_zeros: bool,
    /// A cell is unsafe in which so many of the largest contributors have more than so many per cent.
    #[arg(long, value_name = "N:PERCENT", value_parser = dominance, requires = "contributions")]
    dominance: Option<Dominance>,
    /// What contributors have in single cells: JSON, a list of {"contributor", "cell": {dimension:
    /// code}, "own"}. A cell is unsafe that leaves one of them with few others.
    #[arg(long, value_name = "FILE", requires = "suppress")]
    contributions: Option<PathBuf>,
    /// Cells that must be published: CSV with headings of the table. A column that is left out is
    /// taken at its total, and * stands for every code.
    #[arg(long, value_name = "FILE", requires = "suppress")]
    must_publish: Option<PathBuf>,
    /// Cells that must be hidden, in the same form.
    #[arg(long, value_name = "FILE", requires = "suppress")]
    never_publish: Option<PathBuf>,
    /// Write the smallest and the largest count that any reader can find for a hidden cell.
    #[arg(long, requires = "suppress")]
    ranges: bool,
    /// Write the proof, two complete tables for each hidden cell, to a new file. Keep it: it must not
    /// be published.
    #[arg(long, value_name = "FILE", requires = "suppress")]
    certificate: Option<PathBuf>,
    /// Stop looking for a cheaper pattern after so many seconds. The result is safe in any case; the
    /// gap says how much could at most be saved.
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 60,
        requires = "suppress"
    )]
    seconds: u64,
}

fn dominance(text: &str) -> Result<Dominance, String> {
    let fault = || "write it as N:PERCENT, such as 2:80".to_owned();
    let (contributors, percent) = text.split_once(':').ok_or_else(fault)?;
    Ok(Dominance {
        contributors: contributors.parse().map_err(|_| fault())?,
        percent: percent.parse().map_err(|_| fault())?,
    })
}

impl Suppress {
    fn options(
        &self,
        mut reading: AuditOptions,
        threshold: Option<i64>,
    ) -> anyhow::Result<SuppressOptions> {
        let contributions: Vec<Contribution> = match &self.contributions {
            None => Vec::new(),
            Some(path) => {
                let text = std::fs::read(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                serde_json::from_slice(&text)
                    .with_context(|| format!("{} lists no contributions", path.display()))?
            }
        };
        let usual = Rules::default();
        let width = reading.width;
        reading.certificate = self.certificate.is_some();
        Ok(SuppressOptions {
            suppression: Options {
                rules: Rules {
                    threshold: threshold.unwrap_or(usual.threshold),
                    zeros: self.hide_zeros,
                    attributes: self.hide_telling_zeros,
                    dominance: self.dominance,
                    contributions,
                },
                width,
                below: self.below,
                above: self.above,
                complement_width: self.complement_width.unwrap_or(width),
                cost: match self.cost.as_str() {
                    "cells" => Cost::Cells,
                    _ => Cost::Values,
                },
                ..Options::default()
            },
            reading,
            must_publish: self.must_publish.clone(),
            never_publish: self.never_publish.clone(),
            ranges: self.ranges,
        })
    }

    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub fn run(
        &self,
        reading: AuditOptions,
        threshold: Option<i64>,
        output: Option<&Path>,
        json: bool,
    ) -> anyhow::Result<ExitCode> {
        let options = self.options(reading, threshold)?;
        let (begun, limit) = (Instant::now(), Duration::from_secs(self.seconds));
        let outcome = match suppress(&options, &mut || begun.elapsed() >= limit) {
            Ok(outcome) => outcome,
            Err(error @ Error::Infeasible { .. }) => {
                line(&error.to_string());
                return Ok(ExitCode::from(1));
            }
            Err(error) => return Err(error.into()),
        };
        if let (Some(path), Some(certificate)) = (&self.certificate, &outcome.certificate) {
            let mut text = serde_json::to_vec(certificate)?;
            text.push(b'\n');
            write_new(path, &text, Readers::Owner)?;
        }
        let mut report = outcome.report;
        match output {
            Some(path) => write_new(path, outcome.csv.as_bytes(), Readers::Anybody)?,
            None if json => report["table"] = outcome.csv.into(),
            None => {
                line(outcome.csv.trim_end());
                return Ok(ExitCode::SUCCESS);
            }
        }
        line(&if json {
            serde_json::to_string_pretty(&report)?
        } else {
            as_text(&report)
        });
        Ok(ExitCode::SUCCESS)
    }
}

fn as_text(report: &Value) -> String {
    let count = |list: &str| report[list].as_array().map_or(0, Vec::len);
    let mut lines: Vec<String> = report["warnings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|warning| Some(format!("note: {}", warning.as_str()?)))
        .collect();
    let price = if report["cheapest"] == true {
        "no safe pattern costs less".to_owned()
    } else {
        let gap = report["gap"].as_f64().unwrap_or(1.0) * 100.0;
        format!("at most {gap:.0} % of that could be saved")
    };
    lines.push(format!(
        "{} unsafe cells and {} others hidden, which cost {}; {price}. A reader can narrow none of them below {}",
        count("primary"),
        count("secondary"),
        report["objective"],
        report["summary"]["width"],
    ));
    lines.join("\n")
}
