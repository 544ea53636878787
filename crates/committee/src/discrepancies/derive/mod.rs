//! From figures to findings: a pure function, so that the same figures always raise the same
//! discrepancies, in whatever order they came in.

mod copies;
mod layout;
mod parts;
mod sheet;
mod side_by_side;

use super::{
    finding::{Finding, Settled, Significance},
    group::{Cell, Figure, Group, Knowledge},
};
use layout::Layouts;
use sheet::Sheets;
use std::collections::HashMap;
use vocabulary::Period;

/// Everything that one group gives rise to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derivation {
    /// What is known of each cell.
    pub settled: Vec<Settled>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// Compares figures, and keeps what it works out about the cells that they fill.
#[derive(Debug)]
pub struct Comparison<'a> {
    knowledge: Knowledge<'a>,
    significance: Significance,
    layouts: Layouts,
}

impl<'a> Comparison<'a> {
    /// Compares by this knowledge, and weighs by this significance.
    #[must_use]
    pub fn new(knowledge: Knowledge<'a>, significance: Significance) -> Self {
        Self {
            knowledge,
            significance,
            layouts: Layouts::default(),
        }
    }

    /// What each wanted group of one indicator and place gives rise to: all its figures are compared
    /// with each other, and with those of the periods of the same kind just before and after, where
    /// these are among the groups. Beside each derivation stands the place of its group.
    ///
    /// Deterministic and independent of the order of groups, cells and figures.
    pub fn series(
        &mut self,
        groups: &[Group],
        is_wanted: impl Fn(Period) -> bool,
    ) -> Vec<(usize, Derivation)> {
        let sheets: Vec<Sheets<'_>> = groups
            .iter()
            .map(|group| Sheets::of(group, &mut self.layouts, &self.knowledge))
            .collect();
        let by_period: HashMap<Period, &Sheets<'_>> = sheets
            .iter()
            .map(|sheets| (sheets.group.period, sheets))
            .collect();
        sheets
            .iter()
            .enumerate()
            .filter(|(_, sheets)| is_wanted(sheets.group.period))
            .map(|(place, sheets)| {
                let period = sheets.group.period;
                let neighbours = [period.previous(), period.next()];
                let neighbours = neighbours.map(|period| by_period.get(&period?).copied());
                (place, self.group(sheets, neighbours))
            })
            .collect()
    }

    fn group(&self, sheets: &Sheets<'_>, neighbours: [Option<&Sheets<'_>>; 2]) -> Derivation {
        let (knowledge, significance) = (&self.knowledge, self.significance);
        let mut derivation = Derivation::default();
        side_by_side::compare(sheets, knowledge, significance, &mut derivation);
        parts::compare(sheets, knowledge, significance, &mut derivation);
        for neighbour in neighbours.into_iter().flatten() {
            copies::compare(sheets, neighbour, &mut derivation);
        }
        derivation.findings.sort_by(|one, other| {
            (one.breakdown, one.kind, one.institution, &one.dimension).cmp(&(
                other.breakdown,
                other.kind,
                other.institution,
                &other.dimension,
            ))
        });
        derivation
    }
}

/// A hash over everything that institutions say about one fact: what a decision rests on.
#[must_use]
pub fn inputs_fingerprint(cell: &Cell) -> String {
    fingerprint(
        "inputs",
        cell.figures.iter().map(|figure| (cell.breakdown, figure)),
    )
}

/// A hash over what was compared, in an order that does not depend on the input's. What institutions
/// had said before is no part of it: where that is the finding, the label carries it.
fn fingerprint<'a>(label: &str, figures: impl IntoIterator<Item = (i64, &'a Figure)>) -> String {
    let mut lines: Vec<String> = figures
        .into_iter()
        .map(|(breakdown, figure)| {
            format!(
                "{breakdown}|{}|{}|{:?}|{:?}",
                figure.institution,
                figure.value.state().code(),
                figure.value.number(),
                figure.rule,
            )
        })
        .collect();
    lines.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    hasher.update(label.as_bytes());
    for line in &lines {
        hasher.update(b"\n");
        hasher.update(line.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
