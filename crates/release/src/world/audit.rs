//! Judging a year: what the strongest reader can find out about every cell that was not printed.

use super::{World, sheet};
use crate::CellKey;
use disclosure_control::{
    Attacker, Error, System,
    audit::{self, Options},
    certificate::Certificate,
};
use std::collections::{BTreeMap, HashMap};

/// A cell of which too much can be found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which cell.
    pub cell: CellKey,
    /// The smallest count that could be shown to be possible.
    pub low: Option<i64>,
    /// The largest.
    pub high: Option<i64>,
    /// How far apart they have to be.
    pub width: i64,
}

/// The judgement.
#[derive(Debug)]
pub(crate) struct Judged {
    /// What is too narrow.
    pub(crate) findings: Vec<Finding>,
    /// How many cells were looked at.
    pub(crate) cells: usize,
    /// The smallest distance between the possible counts of any of them.
    pub(crate) narrowest: Option<i64>,
    /// The least width asked for.
    pub(crate) width: i64,
    /// The system, with which the certificate is checked.
    pub(crate) system: System,
    /// The proof, where nothing is too narrow.
    pub(crate) certificate: Option<Certificate>,
}

/// Judges a system made of a world.
pub(crate) fn judge(world: &World<'_>, system: System) -> Result<Judged, Error> {
    let width = required(world).map(|(_, width)| width).min().unwrap_or(1);
    let attacker = Attacker::default();
    let options = Options {
        width,
        ..Options::default()
    };
    let found = audit::audit(&system, &attacker, &options)?;
    let shown: HashMap<usize, Option<(i64, i64)>> = found
        .cells
        .iter()
        .map(|cell| (cell.cell, cell.shown))
        .collect();
    let numbers: BTreeMap<BTreeMap<String, String>, usize> = (0..system.cells().len())
        .map(|cell| (system.codes(cell), cell))
        .collect();
    let mut judged = Judged {
        findings: Vec::new(),
        cells: 0,
        narrowest: None,
        width,
        certificate: None,
        system,
    };
    for ((key, state), width) in required(world) {
        if world
            .printed
            .get(key)
            .is_some_and(|value| is_own(world, key, state, *value))
        {
            continue;
        }
        let number = numbers.get(&sheet::codes(key, state));
        let interval = number
            .and_then(|number| shown.get(number))
            .copied()
            .flatten();
        let distance = interval.map_or(0, |(low, high)| high - low);
        judged.cells += 1;
        judged.narrowest = Some(
            judged
                .narrowest
                .map_or(distance, |least| least.min(distance)),
        );
        if distance < width {
            judged.findings.push(Finding {
                cell: key.clone(),
                low: interval.map(|(low, _)| low),
                high: interval.map(|(_, high)| high),
                width,
            });
        }
    }
    if judged.findings.is_empty() && found.is_safe() {
        judged.certificate = Certificate::of(&judged.system, &found).ok();
    }
    Ok(judged)
}

/// Every cell that was not printed as it is, with the width that its policy asks for.
fn required<'a>(world: &'a World<'_>) -> impl Iterator<Item = ((&'a CellKey, i64), i64)> + use<'a> {
    world.states.iter().flat_map(|(state, sheets)| {
        sheets
            .iter()
            .flatten()
            .filter(|said| said.published.is_some_and(|one| !one.is_exact()))
            .map(|said| ((&said.key, *state), said.width))
    })
}

/// Whether what was printed is the committee's own count in that state, or may be.
fn is_own(world: &World<'_>, key: &CellKey, state: i64, value: i64) -> bool {
    let said = world.states.get(&state).into_iter().flatten().flatten();
    let counts = said
        .filter(|one| one.key == *key)
        .filter_map(|one| one.count);
    counts.into_iter().all(|count| count == value)
}
