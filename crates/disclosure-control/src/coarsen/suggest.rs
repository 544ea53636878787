//! The search: every number of periods pooled with every combination of levels, the best first. The
//! same counts always give the same suggestions in the same order.

use super::{
    candidate::{self, Choice, Inner},
    hide::{Hidden, Policy, hide},
};
use crate::{Dimension, Error, table::Levels};

/// The most combinations of levels.
const MOST_COMBINATIONS: usize = 2_000;

/// How far to search and how much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Tables with more cells are not tried.
    pub cells: u64,
    /// Suggestions of which at least so many in a hundred cells can be published come first.
    pub share: usize,
    /// At most so many suggestions.
    pub suggestions: usize,
}

impl Default for Limits {
    /// Tables of up to 1,500 cells, nine in ten of them publishable, ten suggestions.
    fn default() -> Self {
        Self {
            cells: 1_500,
            share: 90,
            suggestions: 10,
        }
    }
}

/// One way, and what it would bring. Counts of cells are over all its tables together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The periods of each table, pooled; periods before the first full pool are left out.
    pub pools: Vec<Vec<String>>,
    /// What becomes of each dimension.
    pub choices: Vec<(String, Choice)>,
    /// Cells, zeros and totals included.
    pub cells: usize,
    /// Cells that could be published.
    pub publishable: usize,
    /// Of those, the ones that are not zero.
    pub telling: usize,
    /// Cells hidden because they are small.
    pub small: usize,
    /// Cells hidden to protect those.
    pub beside: usize,
}

impl Suggestion {
    /// In English: "3 years pooled and age as child, adult only: 26 of 28 cells publishable".
    #[must_use]
    pub fn english(&self, period: &str) -> String {
        let pooled = self.pools.first().map_or(1, Vec::len);
        let mut parts = vec![match pooled {
            1 => format!("each {period} by itself"),
            many => format!("{many} {period}s pooled"),
        }];
        for (dimension, choice) in &self.choices {
            match choice {
                Choice::Kept => {}
                Choice::Coarser(codes) if codes.len() <= 6 => {
                    parts.push(format!("{dimension} as {} only", codes.join(", ")));
                }
                Choice::Coarser(codes) => {
                    parts.push(format!("{dimension} in {} coarser codes", codes.len()));
                }
                Choice::LeftOut => parts.push(format!("without {dimension}")),
            }
        }
        format!(
            "{}: {} of {} cells publishable",
            parts.join("; "),
            self.publishable,
            self.cells
        )
    }
}

/// Searches.
///
/// # Errors
/// [`Error::Infeasible`] when there are too many ways or none can be published, and
/// [`Error::UnknownCode`] for a record with a code that its dimension lacks.
pub fn suggest(
    dimensions: &[Dimension],
    periods: &[String],
    counts: &[Inner],
    policy: &Policy,
    limits: Limits,
) -> Result<Vec<Suggestion>, Error> {
    let levels = dimensions
        .iter()
        .map(Levels::of)
        .collect::<Result<Vec<_>, _>>()?;
    let mut by_period: Vec<Vec<(Vec<u32>, i64)>> = vec![Vec::new(); periods.len()];
    for inner in counts {
        let codes = dimensions.iter().zip(&inner.codes);
        let codes = codes.map(|(dimension, code)| dimension.place(code));
        by_period[inner.period].push((codes.collect::<Result<_, _>>()?, inner.count));
    }
    let mut found: Vec<(Vec<usize>, Suggestion)> = Vec::new();
    for chosen in combinations(&levels)? {
        for pooled in 1..=periods.len() {
            let first = periods.len() % pooled;
            let pools = by_period[first..].chunks(pooled);
            let Some(hidden) = all_hidden(dimensions, &levels, &chosen, pools, policy, limits)?
            else {
                continue;
            };
            let names = periods[first..].chunks(pooled);
            let choices = dimensions.iter().enumerate().map(|(place, dimension)| {
                let level = chosen[place];
                let choice = if level == 0 {
                    Choice::Kept
                } else if level + 1 == levels[place].codes.len() {
                    Choice::LeftOut
                } else {
                    Choice::Coarser(candidate::codes(dimension, &levels[place], level))
                };
                (dimension.name().to_owned(), choice)
            });
            let suggestion = Suggestion {
                pools: names.map(<[String]>::to_vec).collect(),
                choices: choices.collect(),
                cells: hidden.cells,
                publishable: hidden.cells - hidden.small - hidden.beside,
                telling: hidden.telling,
                small: hidden.small,
                beside: hidden.beside,
            };
            found.push((chosen.clone(), suggestion));
        }
    }
    if found.is_empty() {
        return Err(Error::Infeasible {
            reason: format!(
                "no way leads to a table of at most {} cells in which anything could be published",
                limits.cells
            ),
        });
    }
    Ok(ranked(found, limits))
}

/// The best first: those that reach the share and of which no finer one does, by how much they tell;
/// then those that do not reach it; last those of which a finer one reaches it too.
fn ranked(found: Vec<(Vec<usize>, Suggestion)>, limits: Limits) -> Vec<Suggestion> {
    let pooled = |one: &Suggestion| one.pools.first().map_or(0, Vec::len);
    let reaches = |one: &Suggestion| one.publishable * 100 >= one.cells * limits.share;
    let reaching: Vec<(&Vec<usize>, usize)> = found
        .iter()
        .filter(|(_, one)| reaches(one))
        .map(|(chosen, one)| (chosen, pooled(one)))
        .collect();
    let is_coarser = |chosen: &Vec<usize>, own: usize| {
        reaching.iter().any(|&(finer, periods)| {
            let is_other = finer != chosen || periods != own;
            let is_finer = finer.iter().zip(chosen).all(|(finer, own)| finer <= own);
            is_other && is_finer && periods <= own
        })
    };
    let mut keyed: Vec<_> = found
        .iter()
        .map(|(chosen, one)| {
            let class = match (reaches(one), is_coarser(chosen, pooled(one))) {
                (true, false) => 0,
                (false, _) => 1,
                (true, true) => 2,
            };
            let hidden = one.cells - one.publishable;
            let telling = std::cmp::Reverse(one.telling);
            ((class, telling, hidden, pooled(one), chosen), one)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    let best = keyed.into_iter().map(|(_, one)| one.clone());
    best.take(limits.suggestions).collect()
}

/// All pools hidden one by one; `None` when one of them is too large or cannot be published.
fn all_hidden<'a>(
    dimensions: &[Dimension],
    levels: &[Levels],
    chosen: &[usize],
    pools: impl Iterator<Item = &'a [Vec<(Vec<u32>, i64)>]>,
    policy: &Policy,
    limits: Limits,
) -> Result<Option<Hidden>, Error> {
    let mut sum = Hidden {
        cells: 0,
        small: 0,
        beside: 0,
        telling: 0,
    };
    for pool in pools {
        let table = candidate::table(dimensions, levels, chosen, &pool.concat())?;
        if table.combinations() > limits.cells {
            return Ok(None);
        }
        let Some(hidden) = hide(&table, policy)? else {
            return Ok(None);
        };
        sum.cells += hidden.cells;
        sum.small += hidden.small;
        sum.beside += hidden.beside;
        sum.telling += hidden.telling;
    }
    Ok(Some(sum))
}

fn combinations(levels: &[Levels]) -> Result<Vec<Vec<usize>>, Error> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for own in levels {
        if found.len() * own.codes.len() > MOST_COMBINATIONS {
            return Err(Error::Infeasible {
                reason: format!(
                    "there are more than {MOST_COMBINATIONS} ways to make the dimensions coarser; leave some out"
                ),
            });
        }
        let mut next = Vec::new();
        for before in &found {
            for level in 0..own.codes.len() {
                next.push([before.as_slice(), &[level]].concat());
            }
        }
        found = next;
    }
    Ok(found)
}
