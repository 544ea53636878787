//! From figures to findings: a pure function, so that the same figures always raise the same
//! discrepancies, in whatever order they came in.

mod copies;
mod parts;
mod side_by_side;

use super::{
    finding::{Finding, Settled, Significance},
    group::{Cell, Figure, Group, Knowledge},
};

/// Everything that one group gives rise to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derivation {
    /// What is known of each cell.
    pub settled: Vec<Settled>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// Compares all figures of one group, and with the periods of the same kind just before and after.
///
/// Deterministic and independent of the order of cells and figures.
#[must_use]
pub fn derive(
    group: &Group,
    neighbours: [Option<&Group>; 2],
    knowledge: &Knowledge<'_>,
    significance: Significance,
) -> Derivation {
    let mut derivation = Derivation::default();
    side_by_side::compare(group, knowledge, significance, &mut derivation);
    parts::compare(group, knowledge, significance, &mut derivation);
    for neighbour in neighbours.into_iter().flatten() {
        copies::compare(group, neighbour, knowledge, &mut derivation);
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
