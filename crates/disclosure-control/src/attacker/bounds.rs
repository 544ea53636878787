//! From assumptions to numbers: the smallest and the largest count of every cell before any equation
//! is used. A bound must follow from the attacker alone, never from the truth.

use super::{Attacker, Zeros};
use crate::{
    Error, System,
    constraints::{Cell, Kind},
    table::Published,
};
use std::collections::BTreeMap;

/// Bounds of all cells. Values are kept below 2⁴⁰ in size, so that sums cannot overflow.
#[derive(Debug, Clone)]
pub(crate) struct Bounds {
    pub(crate) low: Vec<Option<i64>>,
    pub(crate) high: Vec<Option<i64>>,
}

/// The largest count that is reckoned with.
const LARGEST_COUNT: i64 = 1 << 40;

impl Bounds {
    /// The bounds that the attacker starts from.
    pub(crate) fn of(system: &System, attacker: &Attacker) -> Result<Self, Error> {
        let is_positive = hidden_is_positive(system, attacker);
        let mut bounds = Self {
            low: Vec::with_capacity(system.cells().len()),
            high: Vec::with_capacity(system.cells().len()),
        };
        for (number, cell) in system.cells().iter().enumerate() {
            let (mut low, mut high) = cell.published.range();
            if cell.kind == Kind::Count && attacker.non_negative {
                low = Some(low.unwrap_or(0).max(0));
            }
            let is_hidden = matches!(cell.published, Published::Hidden { .. }) && cell.listed;
            if is_hidden && is_positive(cell) {
                low = low.max(Some(1));
            }
            if is_hidden && let Some(threshold) = attacker.threshold {
                high = Some(high.map_or(threshold, |high| high.min(threshold)));
            }
            let too_large = |value: Option<i64>| value.is_some_and(|v| v.abs() > LARGEST_COUNT);
            if too_large(low) || too_large(high) {
                return Err(Error::Cell {
                    table: system.label(number).table.unwrap_or_default(),
                    cell: system.label(number).words,
                    reason: "its count is too large to be reckoned with (2⁴⁰ is the most)"
                        .to_owned(),
                });
            }
            bounds.low.push(low);
            bounds.high.push(high);
        }
        bounds.add_knowledge(system, attacker)?;
        bounds.refuse_false_beliefs(system)?;
        Ok(bounds)
    }

    /// Whether only one count is left.
    pub(crate) fn is_fixed(&self, cell: usize) -> bool {
        self.low[cell].is_some() && self.low[cell] == self.high[cell]
    }

    /// Whether no count is left.
    pub(crate) fn is_empty(&self, cell: usize) -> bool {
        matches!((self.low[cell], self.high[cell]), (Some(low), Some(high)) if low > high)
    }

    /// The bounds that make sign · count least and most.
    pub(crate) fn signed(&self, cell: usize, sign: i64) -> (Option<i64>, Option<i64>) {
        if sign > 0 {
            (self.low[cell], self.high[cell])
        } else {
            (self.high[cell], self.low[cell])
        }
    }

    /// Narrows a cell; says whether that changed anything.
    pub(crate) fn narrow(&mut self, cell: usize, low: Option<i64>, high: Option<i64>) -> bool {
        let mut is_narrower = false;
        if low > self.low[cell] {
            self.low[cell] = low;
            is_narrower = true;
        }
        if let Some(high) = high
            && self.high[cell].is_none_or(|known| high < known)
        {
            self.high[cell] = Some(high);
            is_narrower = true;
        }
        is_narrower
    }

    /// Adds priors and contributions: own people are in the count, so it is at least as large.
    fn add_knowledge(&mut self, system: &System, attacker: &Attacker) -> Result<(), Error> {
        if attacker.priors.is_empty() && attacker.contributions.is_empty() {
            return Ok(());
        }
        let mut own = BTreeMap::<usize, i64>::new();
        let cells = by_codes(system);
        let find = |cell: &BTreeMap<String, String>| {
            cells.get(cell).copied().ok_or_else(|| Error::Option {
                option: "attacker".to_owned(),
                reason: format!(
                    "no table shows the cell {}; name it by its dimensions and codes, totals left out",
                    cell.iter()
                        .map(|(name, code)| format!("{name}={code}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            })
        };
        for prior in &attacker.priors {
            let cell = find(&prior.cell)?;
            self.low[cell] = self.low[cell].max(prior.low);
            self.high[cell] = match (self.high[cell], prior.high) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        for contribution in &attacker.contributions {
            let sum = own.entry(find(&contribution.cell)?).or_insert(0);
            *sum = sum.saturating_add(contribution.own);
        }
        for (cell, own) in own {
            self.low[cell] = self.low[cell].max(Some(own));
        }
        Ok(())
    }

    /// An attacker who is wrong about a cell would be audited to a wrong result.
    fn refuse_false_beliefs(&self, system: &System) -> Result<(), Error> {
        for (number, cell) in system.cells().iter().enumerate() {
            let (low, high) = (self.low[number], self.high[number]);
            if let (Some(low), Some(high)) = (low, high)
                && low > high
            {
                return Err(Error::Contradiction {
                    reason: format!(
                        "{} would have to be at least {low} and at most {high}",
                        system.label(number).words
                    ),
                });
            }
            let Some(truth) = cell.truth else { continue };
            let belief = if low.is_some_and(|low| truth < low) {
                format!("at least {}", low.unwrap_or_default())
            } else if high.is_some_and(|high| truth > high) {
                format!("at most {}", high.unwrap_or_default())
            } else {
                continue;
            };
            return Err(Error::FalseBelief {
                cell: system.label(number).words,
                belief,
                advice: "change the attacker, or what is published".to_owned(),
            });
        }
        Ok(())
    }
}

/// Which hidden cells a reader knows not to be zero.
fn hidden_is_positive(system: &System, attacker: &Attacker) -> impl Fn(&Cell) -> bool {
    let count = 1 + system
        .cells()
        .iter()
        .flat_map(Cell::tables)
        .max()
        .unwrap_or(0);
    let mut prints_zeros = vec![attacker.zeros == Zeros::AlwaysPrinted; count];
    if attacker.zeros == Zeros::AsPrinted {
        let mut hides_zeros = vec![false; count];
        for (table, sparse) in system.sparse_tables().enumerate() {
            prints_zeros[table] = sparse;
        }
        for cell in system.cells() {
            for table in cell.tables() {
                prints_zeros[table] |= cell.listed && cell.published == Published::Exact(0);
                hides_zeros[table] |=
                    cell.truth == Some(0) && matches!(cell.published, Published::Hidden { .. });
            }
        }
        for (prints, hides) in prints_zeros.iter_mut().zip(hides_zeros) {
            *prints &= !hides;
        }
    }
    move |cell| cell.tables().any(|table| prints_zeros[table])
}

/// The cells by their codes, totals left out.
fn by_codes(system: &System) -> BTreeMap<BTreeMap<String, String>, usize> {
    (0..system.cells().len())
        .map(|cell| (system.codes(cell), cell))
        .collect()
}
