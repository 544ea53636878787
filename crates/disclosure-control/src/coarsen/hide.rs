//! How many cells of a table would have to be hidden. Small counts first; then, as long as an equation
//! or the audit gives one away, the smallest count beside it. Simple, and audited: a search for the
//! fewest may hide less, never more safely.

use crate::{
    Attacker, Catalogue, Error, System, Table,
    audit::{Options, audit},
    table::{Entry, Missing, Published},
};

/// What may be published.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Counts from 1 up to this are hidden.
    pub threshold: i64,
    /// How far apart the possible counts of a hidden cell must be.
    pub width: i64,
    /// Against whom.
    pub attacker: Attacker,
}

/// What would be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Cells of the table, zeros and totals included.
    pub(super) cells: usize,
    /// Cells hidden because they are small.
    pub(super) small: usize,
    /// Cells hidden to protect those.
    pub(super) beside: usize,
    /// Cells published that are not zero.
    pub(super) telling: usize,
}

/// Hides as the policy says; `None` when even hiding every count protects too little.
pub(super) fn hide(table: &Table, policy: &Policy) -> Result<Option<Hidden>, Error> {
    let mut system = dense(table)?;
    let truth: Vec<i64> = system
        .cells()
        .iter()
        .map(|cell| cell.truth.unwrap_or(0))
        .collect();
    let small: Vec<usize> = (0..truth.len())
        .filter(|&cell| (1..=policy.threshold).contains(&truth[cell]))
        .collect();
    for &cell in &small {
        system.publish(cell, Published::hidden())?;
    }
    if !small.is_empty() {
        let asked = Options {
            width: policy.width,
            only_width: true,
            ..Options::default()
        };
        loop {
            close_equations(&mut system, &truth)?;
            let report = audit(&system, &policy.attacker, &asked)?;
            let narrow = report.cells.iter().filter(|cell| cell.narrow);
            let narrow: Vec<usize> = narrow.map(|cell| cell.cell).collect();
            if narrow.is_empty() {
                break;
            }
            if !widen(&mut system, &truth, &narrow)? {
                return Ok(None);
            }
        }
    }
    let hidden = |&cell: &usize| !system.cells()[cell].published.is_exact();
    let all = (0..truth.len()).filter(hidden).count();
    let telling = (0..truth.len()).filter(|cell| truth[*cell] > 0 && !hidden(cell));
    Ok(Some(Hidden {
        cells: truth.len(),
        small: small.len(),
        beside: all - small.len(),
        telling: telling.count(),
    }))
}

/// Every cell listed, zeros too: they count as cells, and are published.
fn dense(table: &Table) -> Result<System, Error> {
    let mut all = Table::new(table.name(), table.dimensions().to_vec(), Missing::Unknown)?;
    for position in 0..table.combinations() {
        let count = table
            .entry(position)
            .and_then(|entry| entry.truth)
            .unwrap_or(0);
        let entry = Entry {
            published: Published::Exact(count),
            truth: Some(count),
        };
        all.set_at(position, entry)?;
    }
    let mut catalogue = Catalogue::new();
    catalogue.publish(all)?;
    catalogue.system()
}

/// No equation may have a single hidden cell.
fn close_equations(system: &mut System, truth: &[i64]) -> Result<(), Error> {
    loop {
        let mut more: Vec<usize> = Vec::new();
        for equation in system.equations() {
            let cells = || equation.terms().map(|(cell, _)| cell as usize);
            let hidden = cells().filter(|&cell| !system.cells()[cell].published.is_exact());
            if hidden.count() == 1 {
                more.extend(smallest(system, truth, cells()));
            }
        }
        if more.is_empty() {
            return Ok(());
        }
        for cell in more {
            system.publish(cell, Published::hidden())?;
        }
    }
}

/// Hides one more count beside each narrow cell, or anywhere; whether there was one.
fn widen(system: &mut System, truth: &[i64], narrow: &[usize]) -> Result<bool, Error> {
    let mut more: Vec<usize> = Vec::new();
    for &cell in narrow {
        let beside = system
            .equations()
            .filter(|equation| equation.terms().any(|(one, _)| one as usize == cell))
            .filter_map(|equation| {
                smallest(system, truth, equation.terms().map(|(one, _)| one as usize))
            });
        more.extend(beside.min_by_key(|&one| (truth[one], one)));
    }
    if more.is_empty() {
        more.extend(smallest(system, truth, 0..truth.len()));
    }
    for &cell in &more {
        system.publish(cell, Published::hidden())?;
    }
    Ok(!more.is_empty())
}

/// The smallest published count above zero. Zeros stay printed: readers are told that they are.
fn smallest(system: &System, truth: &[i64], cells: impl Iterator<Item = usize>) -> Option<usize> {
    cells
        .filter(|&cell| truth[cell] > 0 && system.cells()[cell].published.is_exact())
        .min_by_key(|&cell| (truth[cell], cell))
}
