//! `besa table noise`.

use super::{Source, Target, notes, refused, register::Register};
use access::OperatingSystemRandom;
use clap::Args;
use disclosure_control::{
    Error,
    command::{NoiseOptions, NoiseOutcome, noise},
    differential_privacy::{Mechanism, parse_delta, parse_epsilon},
    reader::Cells,
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
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
///   besa table noise 2019-2023.csv --epsilon 0.5 --directory besa-data --people "leavers" --budget 4
///   besa table noise 2019-2023.csv --epsilon 0.5 --database-url postgres://besa@db/besa --people "leavers"
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
    /// A file can be copied and spent twice: with --people the register keeps it.
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "people",
        conflicts_with = "people"
    )]
    ledger: Option<PathBuf>,
    #[command(flatten)]
    register: Register,
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
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        self.target.check()?;
        let sheet = self.source.sheet(&[])?;
        let outcome = match (self.register.open().await?, &self.ledger) {
            (Some(register), _) => {
                let (before, aside) = register.budget().await?;
                let outcome = self.noise(&aside.ledger(), sheet);
                let ledger = std::fs::read_to_string(aside.ledger());
                drop(aside);
                if let Ok(outcome) = &outcome {
                    register
                        .spend(before.as_ref(), &ledger?, &outcome.csv)
                        .await?;
                }
                outcome
            }
            (None, Some(ledger)) => self.noise(ledger, sheet),
            (None, None) => anyhow::bail!("name a --ledger, or --people and where the register is"),
        };
        let outcome = match outcome {
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

    /// Draws, and pays out of a ledger.
    fn noise(&self, ledger: &Path, sheet: Option<Cells>) -> Result<NoiseOutcome, Error> {
        let options = NoiseOptions {
            file: self.source.file.clone(),
            sheet,
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
            ledger: ledger.to_owned(),
            new_ledger: self.budget.map(|budget| (budget, self.budget_delta)),
        };
        let mut random = |bytes: &mut [u8]| OperatingSystemRandom.fill(bytes);
        noise(&options, &mut random)
    }
}
