//! `besa table noise`.

use super::{Source, Target, notes, refused};
use access::OperatingSystemRandom;
use clap::Args;
use disclosure_control::{
    command::{NoiseOptions, noise},
    differential_privacy::{Mechanism, parse_delta, parse_epsilon},
};
use std::{path::PathBuf, process::ExitCode};
use vocabulary::RandomSource as _;

/// Add noise to the counts of a pooled national file, paid for out of a ledger (differential privacy).
///
/// Whether any one person is in the file hardly changes what comes out. The noise is drawn from the
/// operating system's randomness; there is no seed. Each release is charged to the ledger, and nothing
/// gives it back. Files of fewer than 2,000 people and an ε above 4 are refused: what comes out would
/// be worthless, or speak of people who are not there.
///
///   besa table noise 2019-2023.csv --epsilon 1 --ledger ledger.json --budget 4 -o public.csv
///   besa table noise 2019-2023.csv --epsilon 0.5 --ledger ledger.json --length 2 --json
///
/// Ends with 0 when counts were written, 1 when they were refused, 2 when the files are faulty.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Noise {
    #[command(flatten)]
    source: Source,
    /// What this release may give away (ε), such as 0.5.
    #[arg(long, value_parser = parse_epsilon)]
    epsilon: u64,
    /// The chance that it gives away more (δ), for the Gaussian.
    #[arg(long, default_value = "0.0000001", value_parser = parse_delta)]
    delta: u64,
    /// The distribution: gaussian for many counts, laplace (no δ) for few.
    #[arg(long, default_value = "gaussian", value_parser = ["gaussian", "laplace"])]
    mechanism: String,
    /// At most so many dimensions are crossed.
    #[arg(long, default_value_t = 2)]
    length: usize,
    /// The ledger of what was spent on these people; one for each group of people, kept for good.
    #[arg(long, value_name = "FILE")]
    ledger: PathBuf,
    /// Begins the ledger: what may be spent on these people in all (ε), at most 4.
    #[arg(long, value_name = "EPSILON", value_parser = parse_epsilon)]
    budget: Option<u64>,
    /// With --budget: the sum of δ in all.
    #[arg(long, default_value = "0.000001", value_parser = parse_delta)]
    budget_delta: u64,
    #[command(flatten)]
    target: Target,
}

impl Noise {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file or an option is faulty.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        self.target.check()?;
        let options = NoiseOptions {
            file: self.source.file.clone(),
            sheet: self.source.sheet(&[])?,
            value: self.source.value.clone(),
            total: self.source.total.clone(),
            hierarchies: self.source.hierarchy.clone(),
            mechanism: match self.mechanism.as_str() {
                "laplace" => Mechanism::Laplace,
                _ => Mechanism::Gaussian,
            },
            epsilon_millionths: self.epsilon,
            delta_trillionths: self.delta,
            length: self.length,
            ledger: self.ledger.clone(),
            new_ledger: self.budget.map(|budget| (budget, self.budget_delta)),
        };
        let mut random = |bytes: &mut [u8]| OperatingSystemRandom.fill(bytes);
        let outcome = match noise(&options, &mut random) {
            Ok(outcome) => outcome,
            Err(error) => return refused(error),
        };
        let report = outcome.report;
        let text = format!(
            "{}{} of {} counts are shown, {} off on average; smaller than {} none; ε {} is left",
            notes(&report),
            report["shown"],
            report["cells"],
            report["mean_error"],
            report["threshold"],
            report["epsilon_left"],
        );
        self.target.hand_over(outcome.csv, report, &text)
    }
}
