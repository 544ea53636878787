//! `besa estimate`

use super::progress::Tenths;
use crate::output::line;
use anyhow::Context;
use clap::Args;
use multiple_systems::{
    bootstrap::Replication,
    estimate::{Method, Options, estimate},
    stepwise::Threshold,
};
use std::{fs::File, path::PathBuf, process::ExitCode};

/// Estimate how many people are on no list, from capture histories.
///
/// The file has one column of 0 and 1 for each list, and `count`: how many people are on exactly
/// these lists. All methods are shown, with their range and whether the number may be used at all.
///
///   besa estimate histories.csv
///   besa estimate histories.csv --method dga --method lcmcr --json
///   besa estimate histories.csv --lists police,shelter,hotline --replicates 2000
///
/// Ends with 1 when the number may not be used.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Estimate {
    /// The file: CSV.
    file: PathBuf,
    /// Show this method first: stepwise, bic, dga, lcmcr or bayesian-threshold.
    #[arg(long)]
    method: Vec<String>,
    /// The probability below which a pair of lists enters the stepwise model.
    #[arg(long)]
    threshold: Option<f64>,
    /// Bootstrap replicates, 100 to 100000.
    #[arg(long, default_value_t = 1000)]
    replicates: usize,
    /// The seed of all random numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Use only these lists.
    #[arg(long, value_delimiter = ',')]
    lists: Option<Vec<String>>,
    /// As JSON; otherwise a short text.
    #[arg(long)]
    json: bool,
}

impl Estimate {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file or an option is faulty.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let file = File::open(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let options = Options {
            first: self
                .method
                .iter()
                .map(|name| Method::parse(name))
                .collect::<Result<_, _>>()?,
            threshold: self
                .threshold
                .map_or(Ok(Threshold::USUAL), Threshold::parse)?,
            replication: Replication::parse(self.replicates, self.seed)?,
            lists: self.lists.clone(),
            ..Options::default()
        };
        let tenths = Tenths::default();
        let report = estimate(file, &options, &|step| tenths.tell(step))?;
        let json = serde_json::to_value(&report)?;
        if self.json {
            line(&serde_json::to_string_pretty(&json)?);
        } else {
            line(&as_text(&json));
        }
        let is_estimable = json["gate"]["estimable"].as_bool().unwrap_or(false);
        Ok(if is_estimable {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }
}

fn as_text(report: &serde_json::Value) -> String {
    let number = |value: &serde_json::Value| {
        value
            .as_f64()
            .map_or_else(|| "–".to_owned(), |number| format!("{number:.0}"))
    };
    let mut lines = vec![format!("observed: {}", number(&report["observed"]))];
    for method in report["methods"].as_array().into_iter().flatten() {
        let interval = &method["interval95"];
        lines.push(format!(
            "{:<22} {:>9}   95 %: {} to {}",
            method["name"].as_str().unwrap_or_default(),
            number(&method["estimate"]),
            number(&interval[0]),
            number(&interval[1]),
        ));
    }
    let range = &report["range"];
    lines.push(format!(
        "range over the methods: {} to {}",
        number(&range[0]),
        number(&range[1])
    ));
    if report["gate"]["estimable"].as_bool() == Some(false) {
        lines.push("not estimable:".to_owned());
        for reason in report["gate"]["reasons"].as_array().into_iter().flatten() {
            lines.push(format!(
                "- {}",
                reason
                    .as_str()
                    .map_or_else(|| reason.to_string(), str::to_owned)
            ));
        }
    }
    lines.join("\n")
}
