//! What zeros give away: where all parts of a group but one are certainly zero, everybody in the
//! group has the attribute of that one. It holds for published zeros as for those found out; the
//! audit reports it, and must never count it as the disclosure of a hidden cell.

use super::CellAudit;
use crate::{
    System,
    attacker::Bounds,
    constraints::{Label, Origin},
};

/// Everybody in a group is known to share an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeDisclosure {
    /// The group: a cell that is certainly not zero.
    pub group: usize,
    /// The only part of it that is not zero.
    pub part: usize,
    /// The dimension along which the group is divided.
    pub dimension: String,
    /// The code that everybody shares.
    pub code: String,
    /// The fewest and the most people of whom this is known.
    pub people: (i64, Option<i64>),
}

impl AttributeDisclosure {
    /// In English: "all of “Kukës, 2014” are girls".
    #[must_use]
    pub fn english(&self, system: &System) -> String {
        let Label { words, .. } = system.label(self.group);
        format!("all of “{words}” are “{}”", self.code)
    }
}

/// Looks at every sum inside a table that has at least two parts.
pub(super) fn find(
    system: &System,
    bounds: &Bounds,
    cells: &[CellAudit],
) -> Vec<AttributeDisclosure> {
    let mut low: Vec<i64> = bounds.low.iter().map(|low| low.unwrap_or(0)).collect();
    let mut high = bounds.high.clone();
    for cell in cells {
        low[cell.cell] = cell.low.unwrap_or(0);
        high[cell.cell] = cell.high;
    }
    let mut found = Vec::new();
    for equation in system.equations() {
        let Origin::Sum { table, dimension } = equation.origin else {
            continue;
        };
        let group = equation.whole as usize;
        if low[group] < 1 || equation.parts.is_empty() {
            continue;
        }
        let mut possible = equation
            .parts
            .iter()
            .filter(|&&part| high[part as usize] != Some(0));
        let (Some(&part), None) = (possible.next(), possible.next()) else {
            continue;
        };
        let table = &system.tables()[table as usize];
        let dimension = &table.dimensions()[dimension as usize];
        let is_divided = dimension.groups().iter().any(|sum| sum.children.len() > 1);
        let code = system.codes(part as usize).remove(dimension.name());
        if let (true, Some(code)) = (is_divided, code) {
            found.push(AttributeDisclosure {
                group,
                part: part as usize,
                dimension: dimension.name().to_owned(),
                code,
                people: (low[group], high[group]),
            });
        }
    }
    found
}
