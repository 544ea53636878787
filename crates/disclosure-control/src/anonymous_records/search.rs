//! Which levels lose least. Every combination of levels is tried, so the same file always gives the
//! same answer; what would have to leave out too many people is passed over.

use super::{ANY, LEAST_K, LEAST_RECORDS, check::smallest_group};
use crate::{Dimension, Error, table::Levels};
use rustc_hash::FxHashMap;

/// The most combinations of levels.
const MOST_COMBINATIONS: usize = 50_000;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Every combination occurs at least so often.
    pub k: usize,
    /// At most so many in a thousand records may be left out.
    pub left_out_per_mille: usize,
}

impl Default for Asked {
    /// k = 11, and at most one record in twenty left out.
    fn default() -> Self {
        Self {
            k: 11,
            left_out_per_mille: 50,
        }
    }
}

/// Records that may be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anonymised {
    /// The records, in the order of their codes: the order of the file tells nothing.
    pub rows: Vec<Vec<String>>,
    /// The level of each column: 0 is the code itself, the highest is "not told".
    pub levels: Vec<usize>,
    /// How many records were left out.
    pub left_out: usize,
    /// How often the rarest combination occurs.
    pub smallest_group: usize,
}

/// Anonymises records, each with a code for every dimension.
///
/// # Errors
/// [`Error::Option`] for a k below [`LEAST_K`], [`Error::Infeasible`] for fewer than
/// [`LEAST_RECORDS`] records or when nothing would be told, [`Error::Dimension`] for a column that
/// tells nearly every record apart, and [`Error::UnknownCode`].
pub fn anonymise(
    dimensions: &[Dimension],
    records: &[Vec<&str>],
    asked: Asked,
) -> Result<Anonymised, Error> {
    check_asked(records.len(), asked)?;
    let places = places(dimensions, records)?;
    let levels = dimensions
        .iter()
        .map(Levels::of)
        .collect::<Result<Vec<_>, _>>()?;
    let most = records.len() * asked.left_out_per_mille / 1_000;
    let mut best: Option<(f64, Vec<usize>)> = None;
    for chosen in combinations(&levels)? {
        let loss = loss(&levels, &chosen);
        if best.as_ref().is_some_and(|(least, _)| loss > *least) {
            continue;
        }
        let small = left_out(&levels, &places, &chosen, asked.k);
        if small > most {
            continue;
        }
        // Of the same precision, the one that keeps more people.
        let loss = loss + small as f64 / records.len() as f64 * 1e-3;
        if best.as_ref().is_none_or(|(least, _)| loss < *least) {
            best = Some((loss, chosen));
        }
    }
    let tells = |chosen: &[usize]| {
        chosen
            .iter()
            .zip(&levels)
            .any(|(&level, of)| level + 1 < of.codes.len())
    };
    let Some((_, chosen)) = best.filter(|(_, chosen)| tells(chosen)) else {
        return Err(Error::Infeasible {
            reason: format!(
                "with k = {} nothing could be told about anybody; leave columns out, give hierarchies to make codes coarser, or pool more years",
                asked.k
            ),
        });
    };
    finish(dimensions, &levels, &places, chosen, asked.k)
}

fn check_asked(records: usize, asked: Asked) -> Result<(), Error> {
    if asked.k < LEAST_K {
        return Err(Error::Option {
            option: "k".to_owned(),
            reason: format!("it is {LEAST_K} or more; those who collect such files ask for 11"),
        });
    }
    if asked.left_out_per_mille > 200 {
        return Err(Error::Option {
            option: "left out".to_owned(),
            reason: "at most one record in five may be left out; coarser codes say more".to_owned(),
        });
    }
    if records < LEAST_RECORDS {
        return Err(Error::Infeasible {
            reason: format!(
                "the file has {records} records, and records can be handed out from {LEAST_RECORDS} on: of fewer people, too many are alone with what would be told of them. Pool more years, or hand out a rounded table (table protect)"
            ),
        });
    }
    Ok(())
}

/// The codes as numbers; a column that tells nearly everybody apart is no code at all.
fn places(dimensions: &[Dimension], records: &[Vec<&str>]) -> Result<Vec<Vec<u32>>, Error> {
    let places = records
        .iter()
        .map(|record| {
            let fields = dimensions.iter().zip(record);
            fields
                .map(|(dimension, code)| dimension.place(code))
                .collect()
        })
        .collect::<Result<Vec<Vec<u32>>, _>>()?;
    for (column, dimension) in dimensions.iter().enumerate() {
        let mut seen: Vec<u32> = places.iter().map(|record| record[column]).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() * 2 > records.len() {
            return Err(Error::Dimension {
                dimension: dimension.name().to_owned(),
                reason: "it differs in most records, so it tells who somebody is; leave it out"
                    .to_owned(),
            });
        }
    }
    Ok(places)
}

/// Every combination of levels, in order.
fn combinations(levels: &[Levels]) -> Result<Vec<Vec<usize>>, Error> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for own in levels {
        if found.len() * own.codes.len() > MOST_COMBINATIONS {
            return Err(Error::Infeasible {
                reason: format!(
                    "there are more than {MOST_COMBINATIONS} ways to make the codes coarser; leave columns out"
                ),
            });
        }
        found = found
            .into_iter()
            .flat_map(|before| {
                (0..own.codes.len()).map(move |level| [before.as_slice(), &[level]].concat())
            })
            .collect();
    }
    Ok(found)
}

/// The mean share of each column's levels that is given up: 0 tells all, 1 nothing.
fn loss(levels: &[Levels], chosen: &[usize]) -> f64 {
    let shares = levels.iter().zip(chosen).map(|(of, &level)| {
        let highest = (of.codes.len() - 1).max(1);
        level as f64 / highest as f64
    });
    shares.sum::<f64>() / levels.len().max(1) as f64
}

/// How many records stand in groups of fewer than k.
fn left_out(levels: &[Levels], places: &[Vec<u32>], chosen: &[usize], k: usize) -> usize {
    let mut groups = FxHashMap::<Vec<u32>, usize>::default();
    for record in places {
        *groups.entry(raised(levels, record, chosen)).or_insert(0) += 1;
    }
    groups.into_values().filter(|&size| size < k).sum()
}

fn raised(levels: &[Levels], record: &[u32], chosen: &[usize]) -> Vec<u32> {
    let columns = record.iter().zip(levels).zip(chosen);
    columns
        .map(|((&code, of), &level)| of.codes[level][code as usize])
        .collect()
}

/// Writes the records out, and counts them again.
fn finish(
    dimensions: &[Dimension],
    levels: &[Levels],
    places: &[Vec<u32>],
    chosen: Vec<usize>,
    k: usize,
) -> Result<Anonymised, Error> {
    let mut groups = FxHashMap::<Vec<u32>, usize>::default();
    for record in places {
        *groups.entry(raised(levels, record, &chosen)).or_insert(0) += 1;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (group, size) in groups.into_iter().filter(|&(_, size)| size >= k) {
        let codes = group.iter().zip(dimensions);
        let text = |(&code, dimension): (&u32, &Dimension)| match dimension.total() {
            Some(total) if total == code => ANY.to_owned(),
            _ => dimension.codes()[code as usize].clone(),
        };
        let row: Vec<String> = codes.map(text).collect();
        rows.extend(std::iter::repeat_n(row, size));
    }
    rows.sort_unstable();
    match smallest_group(&rows) {
        Some(smallest) if smallest >= k => Ok(Anonymised {
            left_out: places.len() - rows.len(),
            levels: chosen,
            smallest_group: smallest,
            rows,
        }),
        _ => Err(Error::Infeasible {
            reason: format!(
                "counted again, a combination occurs fewer than {k} times (a code is called \"{ANY}\" or stands for two groups); rename it"
            ),
        }),
    }
}
