//! From patterns to a protected catalogue. Nothing leaves without the audit's word on every hidden
//! cell: first by the tables that the search found, each checked anew, then, where that can be done
//! in reasonable time, by the audit's own search.

use super::{
    Options, Protected, Suppressed,
    part::Part,
    pattern::Pattern,
    problem::{Problem, Role},
};
use crate::{
    Attacker, Error, Published, System,
    audit::{self, Audit, Tables},
};

/// What was decided part by part.
pub(super) struct Found {
    is_hidden: Vec<bool>,
    tables: Tables,
    bound: i64,
    /// Whether the intervals of all cells can be asked for.
    is_moderate: bool,
}

impl Found {
    /// Nothing decided yet.
    pub(super) fn of(problem: &Problem) -> Self {
        let roles = problem.roles.iter();
        Self {
            is_hidden: roles
                .map(|role| matches!(role, Role::Unsafe | Role::Kept))
                .collect(),
            tables: Tables {
                base: problem.base.clone(),
                moves: Vec::new(),
            },
            bound: 0,
            is_moderate: true,
        }
    }

    /// Takes in the pattern of a part.
    pub(super) fn add(&mut self, part: &Part, pattern: &Pattern<'_>, bound: i64) {
        for (&cell, &hidden) in part.cells.iter().zip(&pattern.hidden) {
            self.is_hidden[cell as usize] = hidden;
        }
        for change in pattern.proof() {
            let cells = change.iter();
            let named = cells.map(|&(place, amount)| (part.cells[place as usize], amount));
            self.tables.moves.push(named.collect());
        }
        self.bound += bound;
        self.is_moderate &= pattern.hidden.iter().filter(|hidden| **hidden).count() <= MODERATE;
    }
}

/// Up to so many hidden cells of a part their exact intervals are found.
const MODERATE: usize = 700;

/// Publishes what is shown, and audits.
pub(super) fn publish(
    system: &System,
    attacker: &Attacker,
    options: &Options,
    problem: Problem,
    found: Found,
) -> Result<Protected, Error> {
    let mut published = problem.system;
    let mut secondary = Vec::new();
    let mut cost = 0;
    for (cell, role) in problem.roles.iter().enumerate() {
        if *role != Role::Open {
            continue;
        }
        if found.is_hidden[cell] {
            secondary.push(cell);
            cost += problem.cost[cell];
        } else if let Some(truth) = system.cells()[cell].truth {
            published.publish(cell, Published::Exact(truth))?;
        }
    }
    let suppressed = Suppressed {
        primary: problem.unsafe_cells.into_iter().collect(),
        secondary,
        cost,
        bound: found.bound,
    };
    let asked = audit::Options {
        width: options.width.min(options.complement_width),
        ..audit::Options::default()
    };
    let shown = audit::shown(&published, attacker, &asked, &found.tables)?;
    refuse_narrow(&published, &shown, &suppressed, options)?;
    let mut audit = shown;
    if found.is_moderate {
        let searched = audit::audit(&published, attacker, &asked)?;
        if refuse_narrow(&published, &searched, &suppressed, options).is_ok() {
            audit = searched;
        }
    }
    Ok(Protected {
        suppressed,
        system: published,
        audit,
    })
}

/// The last look: the audit's word on every cell that is hidden.
fn refuse_narrow(
    system: &System,
    audit: &Audit,
    suppressed: &Suppressed,
    options: &Options,
) -> Result<(), Error> {
    for cell in &audit.cells {
        let width = cell.shown.map_or(0, |(low, high)| high - low);
        let primary = &suppressed.primary;
        let is_primary = primary
            .binary_search_by_key(&cell.cell, |one| one.0)
            .is_ok();
        let need = if is_primary {
            options.width
        } else {
            options.complement_width
        };
        if width < need {
            return Err(Error::Infeasible {
                reason: format!(
                    "{} could be told too closely; with what was released before it cannot be hidden well enough",
                    system.label(cell.cell).words
                ),
            });
        }
    }
    Ok(())
}
