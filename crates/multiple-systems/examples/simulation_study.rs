//! How often the intervals hold the truth: populations of known size, lists drawn from them.
//!
//! For each kind of population, people are put on lists at random, the bootstrap intervals are
//! computed from the lists alone, and the share that holds the known size is reported beside the
//! nominal one. Small by default; `-- POPULATIONS REPLICATES` makes it larger. It must print every
//! kind, also those at which a method fails.

use multiple_systems::ModelFit;
use multiple_systems::bootstrap::{self, Estimator, Replication};
use multiple_systems::information::{self, Scope, TopModels};
use multiple_systems::stepwise::{self, Threshold};
use multiple_systems::{CaptureTable, ListName, Model, Silent};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::error::Error;
use std::io::{self, Write};

/// A kind of population.
struct Kind {
    name: &'static str,
    size: u32,
    /// Chance of each list.
    chances: &'static [f64],
    /// The second list's chance for people on the first one, where they depend.
    referred: Option<f64>,
    /// Share of people who are hard to reach, and the factor on their chances.
    hidden: Option<(f64, f64)>,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "independent lists, 1,000 people",
        size: 1_000,
        chances: &[0.15, 0.2, 0.25, 0.1],
        referred: None,
        hidden: None,
    },
    Kind {
        name: "one pair refers, 2,000 people",
        size: 2_000,
        chances: &[0.12, 0.15, 0.2, 0.1],
        referred: Some(0.6),
        hidden: None,
    },
    Kind {
        name: "sparse lists, 5,000 people",
        size: 5_000,
        chances: &[0.05, 0.04, 0.06, 0.03, 0.05],
        referred: None,
        hidden: None,
    },
    Kind {
        name: "a third hard to reach, 2,000 people",
        size: 2_000,
        chances: &[0.15, 0.2, 0.25, 0.1],
        referred: None,
        hidden: Some((0.33, 0.4)),
    },
];

fn draw(kind: &Kind, generator: &mut ChaCha8Rng) -> Option<CaptureTable> {
    let mut counts = vec![0; 1 << kind.chances.len()];
    for _ in 0..kind.size {
        let hidden = kind
            .hidden
            .filter(|(share, _)| generator.random::<f64>() < *share);
        let factor = hidden.map_or(1.0, |(_, factor)| factor);
        let mut cell = 0usize;
        for (list, &chance) in kind.chances.iter().enumerate() {
            let referred = kind.referred.filter(|_| list == 1 && cell & 1 == 1);
            if generator.random::<f64>() < referred.unwrap_or(chance) * factor {
                cell |= 1 << list;
            }
        }
        counts[cell] += 1;
    }
    counts[0] = 0;
    let name = |list| ListName::parse(&format!("list {list}"), list);
    let names: Result<Vec<_>, _> = (1..=kind.chances.len()).map(name).collect();
    CaptureTable::new(names.ok()?, counts).ok()
}

/// Counts of intervals that hold the truth, of intervals, and the sum of relative errors.
#[derive(Default)]
struct Tally {
    held80: u32,
    held95: u32,
    given: u32,
    refused: u32,
    error: f64,
}

impl Tally {
    fn add(
        &mut self,
        table: &CaptureTable,
        estimator: &dyn Estimator,
        estimate: f64,
        (size, replication): (f64, Replication),
    ) -> Result<(), Box<dyn Error>> {
        let listener: (&dyn multiple_systems::Progress, _) = (&Silent, "simulation");
        let bca = bootstrap::run_until_placed(table, estimator, estimate, replication, listener)?;
        match (bca.interval(0.8), bca.interval(0.95)) {
            (Ok(inner), Ok(outer)) => {
                let holds = |(low, high): (f64, f64)| u32::from(low <= size && size <= high);
                self.held80 += holds(inner);
                self.held95 += holds(outer);
                self.given += 1;
                self.error += estimate / size - 1.0;
            }
            _ => self.refused += 1,
        }
        Ok(())
    }

    fn line(&self, name: &str) -> String {
        let share = |held: u32| 100.0 * f64::from(held) / f64::from(self.given.max(1));
        format!(
            "  {name:<34} 80 %: {:5.1} %   95 %: {:5.1} %   bias {:+5.1} %   refused {}",
            share(self.held80),
            share(self.held95),
            100.0 * self.error / f64::from(self.given.max(1)),
            self.refused
        )
    }
}

fn wald_line(held: u32, given: u32) -> String {
    let share = 100.0 * f64::from(held) / f64::from(given.max(1));
    format!(
        "  {:<34} {:>14}95 %: {share:5.1} %",
        "independence, Wald", ""
    )
}

fn study(kind: &Kind, populations: u64, replicates: usize) -> Result<String, Box<dyn Error>> {
    let (mut by_steps, mut by_bic) = (Tally::default(), Tally::default());
    let (mut held, mut given) = (0, 0);
    let size = f64::from(kind.size);
    for index in 0..populations {
        let mut generator = ChaCha8Rng::seed_from_u64(2_026);
        generator.set_stream(index);
        let Some(table) = draw(kind, &mut generator) else {
            continue;
        };
        let goal = (size, Replication::parse(replicates, index)?);
        let chosen = stepwise::select(&table, Threshold::USUAL);
        by_steps.add(&table, &Threshold::USUAL, chosen.population, goal)?;
        let selection = information::select(&table, Scope::usual(table.lists()));
        let top = TopModels::new(&table, &selection, 100)?;
        by_bic.add(&table, &top, selection.top[0].population, goal)?;
        if let Some((low, high)) = ModelFit::of(&table, &Model::independence()).wald(0.95) {
            held += u32::from(low <= size && size <= high);
            given += 1;
        }
    }
    let lines = [
        by_steps.line("stepwise, BCa"),
        by_bic.line("BIC among the top 100, BCa"),
    ];
    Ok(format!(
        "{}\n{}\n{}",
        kind.name,
        lines.join("\n"),
        wald_line(held, given)
    ))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let populations = arguments.next().map_or(Ok(40), |text| text.parse())?;
    let replicates = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let mut out = io::stdout();
    writeln!(
        out,
        "{populations} populations of each kind, {replicates} replicates or more"
    )?;
    for kind in &KINDS {
        writeln!(out, "{}", study(kind, populations, replicates)?)?;
    }
    Ok(())
}
