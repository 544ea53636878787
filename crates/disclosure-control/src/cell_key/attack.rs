//! What somebody finds out who has the perturbed table, the published table of probabilities and
//! paper: every count lies within reach of what is printed, and true counts add up although printed
//! ones do not. Keys are not known to that person, and must never be.

use super::{PerturbationTable, Perturbed};
use crate::{
    Attacker, Catalogue, Error, System, Table,
    audit::{self, Options},
    table::{Entry, Missing, Published},
};

/// Up to this many cells all sums are solved together; above, they are followed one by one, again and
/// again, which finds less than everything.
const LARGEST_SOLVED: u64 = 3_000;

/// Rounds of following single sums; each must have narrowed something.
const MOST_ROUNDS: usize = 1_000;

/// What came of it.
#[derive(Debug, Clone)]
pub struct Attack {
    /// Cells, by their codes, of which only one count is left, and that count.
    pub told: Vec<(Vec<String>, i64)>,
    /// The number of cells looked at, zeros included.
    pub cells: usize,
    /// Whether all sums were solved together.
    pub is_complete: bool,
}

/// Attacks a perturbed table; `counts` is where it came from, and serves to check the attack alone.
///
/// # Errors
/// [`Error::Table`] for a table of more than [`crate::constraints::LARGEST`] combinations, and
/// whatever the audit refuses.
pub fn attack(
    counts: &Table,
    perturbed: &Perturbed,
    probabilities: &PerturbationTable,
) -> Result<Attack, Error> {
    let published = &perturbed.table;
    if published.combinations() > crate::constraints::LARGEST as u64 {
        return Err(Error::Table {
            table: published.name().to_owned(),
            reason: "it has too many combinations to be looked at; use fewer dimensions".to_owned(),
        });
    }
    let mut known = Table::new(
        published.name(),
        published.dimensions().to_vec(),
        Missing::Unknown,
    )?;
    for position in 0..published.combinations() {
        let value = match published.entry(position).map(|entry| entry.published) {
            Some(Published::Exact(value)) => value,
            _ => 0,
        };
        let behind = probabilities.behind(value);
        let entry = Entry {
            published: Published::Hidden {
                low: behind.first().copied(),
                high: behind.last().copied(),
            },
            truth: Some(
                counts
                    .entry(position)
                    .and_then(|entry| entry.truth)
                    .unwrap_or(0),
            ),
        };
        known.set_at(position, entry)?;
    }
    let is_complete = known.combinations() <= LARGEST_SOLVED;
    let mut catalogue = Catalogue::new();
    catalogue.publish(known)?;
    let system = catalogue.system()?;
    let told: Vec<(usize, i64)> = if is_complete {
        let report = audit::audit(&system, &Attacker::weak(), &Options::default())?;
        let told = report.disclosed();
        told.filter_map(|cell| Some((cell.cell, cell.low?)))
            .collect()
    } else {
        let ranges = follow(&system);
        let ends = ranges.into_iter().enumerate();
        ends.filter(|(_, (low, high))| low == high)
            .map(|(cell, (low, _))| (cell, low))
            .collect()
    };
    let told = told.into_iter().filter_map(|(cell, count)| {
        let (table, position) = system.place(cell)?;
        let codes = system.tables()[table].codes_at(position);
        Some((codes.into_iter().map(str::to_owned).collect(), count))
    });
    Ok(Attack {
        told: told.collect(),
        cells: system.cells().len(),
        is_complete,
    })
}

/// The range of every cell after single sums were followed until nothing changed.
fn follow(system: &System) -> Vec<(i64, i64)> {
    const FAR: i64 = 1 << 50;
    let mut ranges: Vec<(i64, i64)> = system
        .cells()
        .iter()
        .map(|cell| {
            let (low, high) = cell.published.range();
            (low.unwrap_or(0), high.unwrap_or(FAR))
        })
        .collect();
    for _ in 0..MOST_ROUNDS {
        let mut is_narrower = false;
        for equation in system.equations() {
            let (low, high) = equation.parts.iter().fold((0_i64, 0_i64), |sum, &part| {
                let (low, high) = ranges[part as usize];
                (sum.0.saturating_add(low), sum.1.saturating_add(high))
            });
            let whole = ranges[equation.whole as usize];
            is_narrower |= narrow(&mut ranges[equation.whole as usize], low, high);
            for &part in equation.parts {
                // The whole less the most and the least that the other parts can be.
                let own = ranges[part as usize];
                let most = whole.1.saturating_sub(low - own.0);
                let least = whole.0.saturating_sub(high - own.1);
                is_narrower |= narrow(&mut ranges[part as usize], least, most);
            }
        }
        if !is_narrower {
            break;
        }
    }
    ranges
}

fn narrow(range: &mut (i64, i64), low: i64, high: i64) -> bool {
    let is_narrower = low > range.0 || high < range.1;
    *range = (range.0.max(low), range.1.min(high));
    is_narrower
}
