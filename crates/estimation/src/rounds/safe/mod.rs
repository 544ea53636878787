//! What may be said of a matched round: numbers as classes of five, and nothing that would let
//! somebody who knows the size of every list narrow a small count down.
//!
//! Overlaps are given as "0–4", "5–9" and so on. The total of different people is not published at
//! all: it is the range that follows from the overlaps, so it adds nothing to them. Before anything
//! is said, the disclosure-control engine audits the whole table of combinations (on a list, not on
//! it, either) against a reader who knows the exact size of each list: every combination of fewer
//! than [`THRESHOLD`] people has to stay undecided over [`WIDTH`] counts or more. Where it does not,
//! the overlaps of most lists are left out, level by level, and in the end everything.
//!
//! More than [`MOST_EXACT`] lists make too many combinations for an exact audit; `many` then looks for
//! witnesses that every small count is undecided, and where it finds none, less is said.
//!
//! Limit: the audit's reader does not ask why a level was left out.

mod many;

use crate::EstimationError;
use disclosure_control::{
    Attacker, Catalogue, Dimension, Missing, Published, System, Table,
    audit::{Audit, Options, audit},
};
use linkage::totals::HistoryTable;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts below this are small: the practice of UNODC for whole countries.
pub const THRESHOLD: u64 = 5;
/// How far apart the possible values of a small count have to lie at least.
pub const WIDTH: i64 = 3;
/// Most lists whose combinations are audited exactly: 729 cells. Each further list makes three times
/// as many.
const MOST_EXACT: usize = 6;
/// How wide a class is.
const CLASS: u64 = 5;

const TOTAL: &str = "total";
const ON: &str = "on";
const OFF: &str = "off";

/// A class of counts, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The smallest count.
    pub low: u64,
    /// The largest count.
    pub high: u64,
}

impl Band {
    /// The class that a count lies in.
    #[must_use]
    pub const fn of(count: u64) -> Self {
        let low = count - count % CLASS;
        Self {
            low,
            high: low + CLASS - 1,
        }
    }
}

/// How many different people, as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeTotal {
    /// The middle of what follows from the overlaps, to the next five.
    pub about: u64,
    /// The lowest number that overlaps and doubt about links allow, down to the next five.
    pub low: u64,
    /// The highest, up to the next five.
    pub high: u64,
}

/// How many people are on all of several lists, whether or not on others too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeOverlap {
    /// Two lists or more.
    pub lists: Vec<String>,
    /// How many people.
    pub people: Band,
}

/// What may be said of a round. It is all that stays of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SafeResult {
    /// The lists with the class of their size.
    pub lists: Vec<(String, Band)>,
    /// Different people; nothing where nothing can be said safely.
    pub distinct: Option<SafeTotal>,
    /// Overlaps, pairs first; those that cannot be said are not here.
    pub overlaps: Vec<SafeOverlap>,
    /// Whether overlaps were left out because they would have given a small count away.
    pub is_reduced: bool,
    /// Expected share of links that are right, in whole percents, rounded down.
    pub precision: Option<u8>,
    /// Expected share of links that were found, in whole percents, rounded down.
    pub recall: Option<u8>,
    /// Whether probabilities are rough: the model did not settle, or its assumption fails.
    pub is_rough: bool,
}

/// Lets pass what is safe. `draws` are the capture histories of all draws, `interval` the middle
/// 95 % of their numbers of people.
///
/// # Errors
/// [`EstimationError::Corrupt`] where the histories contradict themselves.
pub fn protect(
    lists: &[String],
    draws: &[HistoryTable],
    interval: [u64; 2],
) -> Result<SafeResult, EstimationError> {
    let corrupt = || EstimationError::Corrupt("capture histories");
    let truth = central(draws).ok_or_else(corrupt)?;
    let mut result = SafeResult {
        lists: lists
            .iter()
            .enumerate()
            .map(|(list, name)| (name.clone(), Band::of(truth.on_all(1 << list))))
            .collect(),
        ..SafeResult::default()
    };
    for level in levels(lists.len()) {
        if let Some(ends) = judged(lists.len(), truth, level)? {
            result.distinct = Some(total(ends, interval).ok_or_else(corrupt)?);
            result.overlaps = overlaps(lists, truth, level);
            return Ok(result);
        }
        result.is_reduced = true;
    }
    Ok(result)
}

/// Of how many lists at most overlaps may be told, the most first. Of many lists not every level is
/// tried, because each takes time.
fn levels(lists: usize) -> impl Iterator<Item = usize> {
    let is_tried = move |level: &usize| lists <= MOST_EXACT || *level == lists || *level <= 4;
    (2..=lists).rev().filter(is_tried)
}

/// The lowest and highest number of different people that follow from what is said, if overlaps of
/// up to `level` lists can be said.
fn judged(
    lists: usize,
    truth: &HistoryTable,
    level: usize,
) -> Result<Option<(i64, i64)>, EstimationError> {
    let corrupt = || EstimationError::Corrupt("capture histories");
    if lists > MOST_EXACT {
        let is_safe = many::is_safe(lists, truth, level);
        return Ok(is_safe.then(|| many::total(lists, truth)));
    }
    let system = system(lists, truth, level).map_err(|_| corrupt())?;
    let options = Options {
        width: WIDTH,
        ..Options::default()
    };
    let audited = audit(&system, &Attacker::weak(), &options).map_err(|_| corrupt())?;
    if !is_safe(&system, &audited) {
        return Ok(None);
    }
    ends(&system, &audited).ok_or_else(corrupt).map(Some)
}

/// The draw that lies nearest to the mean of all, so that its counts are whole and add up.
fn central(draws: &[HistoryTable]) -> Option<&HistoryTable> {
    let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
    for (set, count) in draws.iter().flat_map(|draw| &draw.counts) {
        *sums.entry(*set).or_default() += count;
    }
    let number = draws.len() as u64;
    let distance = |draw: &&HistoryTable| -> u64 {
        let count = |set| draw.counts.get(set).copied().unwrap_or_default();
        let sets = sums.iter();
        sets.map(|(set, sum)| (count(set) * number).abs_diff(*sum))
            .sum()
    };
    draws.iter().min_by_key(distance)
}

/// One cell of the table: for each list whether people are on it, not on it, or either.
fn cells(lists: usize) -> Vec<Vec<&'static str>> {
    (0..lists).fold(vec![Vec::new()], |cells, _| {
        let longer = |cell: &Vec<&'static str>| {
            [TOTAL, ON, OFF].map(|code| [cell.as_slice(), &[code]].concat())
        };
        cells.iter().flat_map(longer).collect()
    })
}

/// All that a reader has before them: sizes of lists, classes of overlaps of up to `level` lists,
/// and that nobody on no list is counted.
fn system(
    lists: usize,
    truth: &HistoryTable,
    level: usize,
) -> Result<System, disclosure_control::Error> {
    let dimensions: Result<Vec<Dimension>, _> = (0..lists)
        .map(|list| Dimension::flat(&list.to_string(), TOTAL, [ON, OFF]))
        .collect();
    let mut table = Table::new("round", dimensions?, Missing::Unknown)?;
    for cell in cells(lists) {
        let count = people(truth, &cell);
        let on = cell.iter().filter(|code| **code == ON).count();
        let published = if cell.iter().all(|code| *code == OFF) || (on == 1 && !is_off(&cell)) {
            Published::Exact(count)
        } else if (2..=level).contains(&on) && !is_off(&cell) {
            let band = Band::of(count.unsigned_abs());
            Published::Hidden {
                low: i64::try_from(band.low).ok(),
                high: i64::try_from(band.high).ok(),
            }
        } else {
            Published::hidden()
        };
        table.set_true(&cell, published, count)?;
    }
    let mut catalogue = Catalogue::new();
    catalogue.publish(table)?;
    catalogue.system()
}

fn is_off(cell: &[&str]) -> bool {
    cell.contains(&OFF)
}

/// The people in a cell.
fn people(truth: &HistoryTable, cell: &[&str]) -> i64 {
    let fits = |set: u32| {
        let mut lists = cell.iter().enumerate();
        lists.all(|(list, code)| match *code {
            ON => set >> list & 1 == 1,
            OFF => set >> list & 1 == 0,
            _ => true,
        })
    };
    let counts = truth.counts.iter().filter(|(set, _)| fits(**set));
    let sum: u64 = counts.map(|(_, count)| count).sum();
    i64::try_from(sum).unwrap_or(i64::MAX)
}

/// Whether every small count stays undecided.
fn is_safe(system: &System, audited: &Audit) -> bool {
    audited.cells.iter().all(|cell| {
        let truth = system.cells()[cell.cell].truth;
        let is_small = truth.is_none_or(|truth| truth.unsigned_abs() < THRESHOLD);
        !is_small || !(cell.disclosed || cell.narrow)
    })
}

/// The lowest and highest total that follow from everything said.
fn ends(system: &System, audited: &Audit) -> Option<(i64, i64)> {
    let is_total = |cell: usize| system.codes(cell).values().all(|code| code == TOTAL);
    let found = audited.cells.iter().find(|cell| is_total(cell.cell))?;
    Some((found.low?, found.high?))
}

/// The range of the total, widened by the doubt about links.
fn total((low, high): (i64, i64), interval: [u64; 2]) -> Option<SafeTotal> {
    let (low, high) = (u64::try_from(low).ok()?, u64::try_from(high).ok()?);
    Some(SafeTotal {
        about: ((low + high) / 2 + CLASS / 2) / CLASS * CLASS,
        low: low.min(interval[0]) / CLASS * CLASS,
        high: high.max(interval[1]).div_ceil(CLASS) * CLASS,
    })
}

fn overlaps(lists: &[String], truth: &HistoryTable, level: usize) -> Vec<SafeOverlap> {
    let mut sets: Vec<u32> = (1..1_u32 << lists.len())
        .filter(|set| (2..=level).contains(&(set.count_ones() as usize)))
        .collect();
    sets.sort_by_key(|set| (set.count_ones(), std::cmp::Reverse(set.reverse_bits())));
    let name = |set: u32| {
        let inside = lists.iter().enumerate();
        let inside = inside.filter(move |(list, _)| set >> list & 1 == 1);
        inside.map(|(_, name)| name.clone()).collect()
    };
    let overlap = |set| SafeOverlap {
        lists: name(set),
        people: Band::of(truth.on_all(set)),
    };
    sets.into_iter().map(overlap).collect()
}

#[cfg(test)]
mod tests;
