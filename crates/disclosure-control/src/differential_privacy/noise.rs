//! A table of counts with noise. Every cell that could be in the table gets its noise, whether or not
//! somebody is in it; what is too small afterwards is not shown, so that nobody is invented. The
//! ledger is charged before anything is drawn.

use super::{Ledger, RandomBytes, Spend, choose::Noise, size};
use crate::{
    Dimension, Error, Table,
    table::{Entry, Missing, Published},
};
use num_traits::ToPrimitive;

/// The most cells of a release.
const MOST_CELLS: usize = 1_000_000;

/// Which distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// Discrete Laplace: pure differential privacy of what is released, for few counts. Whether anything
    /// is released is decided on the true counts, before anything is spent: that answer is the owner's,
    /// lies outside the guarantee and must not be published.
    Laplace,
    /// Discrete Gaussian: less noise where a person is in many counts, with a small δ.
    Gaussian,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The distribution.
    pub mechanism: Mechanism,
    /// At most so many dimensions are crossed; the others stand at their total.
    pub length: usize,
    /// What it costs, and what for.
    pub spend: Spend,
}

/// Noisy counts.
#[derive(Debug, Clone)]
pub struct Noisy {
    /// What may be published. Cells without an entry are not published; that says nothing of them.
    pub table: Table,
    /// Noisy counts below are not shown.
    pub threshold: i64,
    /// How far a count shown is from the true one on average, in thousandths of a person.
    pub error_thousandths: u64,
    /// How many cells got noise.
    pub cells: usize,
    /// How many of them one person can be in.
    pub each: u64,
}

/// Adds noise to a table of counts (all exact, with totals, what is not listed being zero).
///
/// # Errors
/// [`Error::Infeasible`] for fewer than [`size`'s limit](super::LEAST_RECORDS) people, for noise that
/// would hide half of the counts, and for a budget that is spent; [`Error::Option`] and
/// [`Error::Table`] for what is asked wrongly. The ledger is charged only when counts come out.
pub fn noise(
    counts: &Table,
    asked: &Asked,
    ledger: &mut Ledger,
    random: &mut dyn RandomBytes,
) -> Result<Noisy, Error> {
    let fault = |reason: &str| Error::Table {
        table: counts.name().to_owned(),
        reason: reason.to_owned(),
    };
    let totals = counts.dimensions().iter().map(Dimension::total);
    let totals: Vec<u32> = totals
        .collect::<Option<_>>()
        .ok_or_else(|| fault("every dimension needs its total"))?;
    let count_at = |position: u64| match counts.entry(position).map(|entry| entry.published) {
        Some(Published::Exact(count)) => Some(count),
        None if counts.missing() == Missing::Zero => Some(0),
        _ => None,
    };
    let everybody = count_at(counts.position_of(&totals));
    let everybody = everybody.ok_or_else(|| fault("its counts must be known"))?;
    size::check_records(u64::try_from(everybody).unwrap_or(0))?;
    let budget = (
        asked.spend.epsilon_millionths,
        asked.spend.delta_trillionths,
    );
    size::check_epsilon(budget.0)?;
    // δ is at most 1 / (100 n): a larger one would let a method publish somebody whole.
    if u128::from(budget.1) * everybody as u128 * 100 > 1_000_000_000_000 {
        return Err(Error::Option {
            option: "delta".to_owned(),
            reason: format!("for {everybody} people it is at most one in a hundred times as many"),
        });
    }
    let cells = positions(counts, &totals, asked.length)
        .ok_or_else(|| fault("it has more than a million cells; cross fewer dimensions"))?;
    let each = each(counts, asked.length);
    let drawn = Noise::of(asked.mechanism, budget, each, cells.len() as u64);
    let drawn = drawn.ok_or_else(|| Error::Option {
        option: "delta".to_owned(),
        reason: "the discrete Gaussian needs a δ above 0, and an ε that is not all but 0"
            .to_owned(),
    })?;
    let known = cells
        .iter()
        .map(|&position| count_at(position).ok_or_else(|| fault("its counts must be known")))
        .collect::<Result<Vec<i64>, _>>()?;
    let filled = known.iter().filter(|&&count| count > 0).count();
    let large = known
        .iter()
        .filter(|&&count| count >= drawn.threshold)
        .count();
    if large * 2 < filled {
        return Err(Error::Infeasible {
            reason: format!(
                "fewer than half of the counts are as large as {}, from where on a count is not mere noise; cross fewer dimensions, take coarser ones or pool more years. Nothing was spent",
                drawn.threshold
            ),
        });
    }
    ledger.spend(asked.spend.clone())?;
    let mut table = Table::new(
        counts.name(),
        counts.dimensions().to_vec(),
        Missing::Unknown,
    )?;
    for (&position, count) in cells.iter().zip(known) {
        let noisy = drawn.draw(random) + count;
        let Some(noisy) = noisy.to_i64().filter(|&noisy| noisy >= drawn.threshold) else {
            continue;
        };
        let entry = Entry {
            published: Published::Exact(noisy),
            truth: None,
        };
        table.set_at(position, entry)?;
    }
    Ok(Noisy {
        table,
        threshold: drawn.threshold,
        error_thousandths: drawn.error_thousandths,
        cells: cells.len(),
        each,
    })
}

/// Every cell with at most so many codes other than totals; `None` when there are too many.
fn positions(counts: &Table, totals: &[u32], length: usize) -> Option<Vec<u64>> {
    let mut found = vec![(counts.position_of(totals), 0_usize)];
    for (place, dimension) in counts.dimensions().iter().enumerate() {
        for known in 0..found.len() {
            let (position, crossed) = found[known];
            if crossed >= length {
                continue;
            }
            let codes = 0..dimension.codes().len() as u32;
            for code in codes.filter(|&code| code != totals[place]) {
                found.push((counts.moved(position, place, code), crossed + 1));
            }
            if found.len() > MOST_CELLS {
                return None;
            }
        }
    }
    Some(found.into_iter().map(|(position, _)| position).collect())
}

/// In how many of those cells one person can be, whoever it is: it follows from the codes alone.
fn each(counts: &Table, length: usize) -> u64 {
    let mut by_length = vec![1_u64];
    for dimension in counts.dimensions() {
        let deep = dimension
            .ancestors()
            .into_iter()
            .map(|above| above.len() as u64 - 1);
        let deep = deep.max().unwrap_or(0);
        by_length.push(0);
        for crossed in (1..by_length.len()).rev() {
            by_length[crossed] += by_length[crossed - 1] * deep;
        }
    }
    by_length.iter().take(length + 1).sum()
}
