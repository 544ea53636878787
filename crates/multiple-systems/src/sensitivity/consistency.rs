//! Each list as if it were the whole population.
//!
//! Binette & Steorts (2022): among the people of one list, whose number is known, the other lists
//! are lists like any; the method is asked for the number it cannot see. A method that fails here
//! must not be trusted where nobody can look.

use super::{bounded, finite};
use crate::CaptureTable;
use crate::stepwise::{self, Threshold};
use serde::Serialize;

/// One list's known size against the estimate from the other lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consistency {
    /// The list.
    pub list: String,
    /// People on it.
    pub known: u64,
    /// People on it that other lists see.
    pub seen: u64,
    /// Stepwise estimate of its size from the others; `None` when they do not give one.
    pub estimate: Option<f64>,
    /// Wald interval at 95 %.
    pub wald95: Option<(f64, f64)>,
    /// Whether the interval holds the known size.
    pub covered: Option<bool>,
}

/// The check for every list of `table`.
#[must_use]
pub fn consistency(table: &CaptureTable, threshold: Threshold) -> Vec<Consistency> {
    (0..table.lists())
        .map(|list| check(table, list, threshold))
        .collect()
}

fn check(table: &CaptureTable, list: usize, threshold: Threshold) -> Consistency {
    let known = table.people_on(1 << list);
    let inside = within(table, list);
    let chosen = inside
        .as_ref()
        .map(|inside| stepwise::select(inside, threshold));
    let wald95 = chosen
        .as_ref()
        .and_then(|chosen| chosen.fit.wald(0.95))
        .and_then(bounded);
    let size = known as f64;
    Consistency {
        list: table.names()[list].to_string(),
        known,
        seen: inside.map_or(0, |inside| inside.observed()),
        estimate: chosen.and_then(|chosen| finite(chosen.population)),
        wald95,
        covered: wald95.map(|(low, high)| low <= size && size <= high),
    }
}

/// The people of one list, over those other lists that share somebody with it.
fn within(table: &CaptureTable, list: usize) -> Option<CaptureTable> {
    let shares = |other: &usize| *other != list && table.people_on(1 << list | 1 << other) > 0;
    let others: Vec<usize> = (0..table.lists()).filter(shares).collect();
    let names = others
        .iter()
        .map(|&other| table.names()[other].clone())
        .collect();
    let mut counts = vec![0; 1 << others.len()];
    for (cell, &count) in table
        .counts()
        .iter()
        .enumerate()
        .filter(|(c, _)| c >> list & 1 == 1)
    {
        let bits = others
            .iter()
            .enumerate()
            .map(|(new, &old)| (cell >> old & 1) << new);
        counts[bits.sum::<usize>()] += count;
    }
    counts[0] = 0;
    CaptureTable::new(names, counts).ok()
}
