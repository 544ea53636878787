//! What has to be decided: which counts are printed, which are unsafe, which may be hidden for the
//! sake of others, and how far a reader would let each hidden count move.
//!
//! Everything is counted from one complete table, the owner's counts: a reader's other tables are
//! differences from it.

use super::{Cost, Options, rule::Reason};
use crate::{
    Attacker, Error, System,
    attacker::{Bounds, Zeros},
    audit::{self, solve::UNBOUNDED},
    constraints::Cell,
    table::Published,
};
use std::collections::BTreeMap;

/// What is to become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its count is printed in any case.
    Shown,
    /// Its count is not printed, and that is not ours to change: released before, or unknown.
    Kept,
    /// Unsafe by itself.
    Unsafe,
    /// Printed, unless others need it hidden.
    Open,
}

/// How uncertain a hidden count must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Need {
    /// How far apart its possible counts must be.
    pub(super) width: i64,
    /// How far below its count another must be possible.
    pub(super) below: i64,
    /// How far above.
    pub(super) above: i64,
}

impl Need {
    /// Whether nothing is asked.
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Whether so much room below and above the count is enough.
    pub(super) const fn is_met(self, below: i64, above: i64) -> bool {
        below >= self.below && above >= self.above && below + above >= self.width
    }
}

/// All of it, by number of the cell in the system.
pub(super) struct Problem {
    pub(super) roles: Vec<Role>,
    pub(super) unsafe_cells: BTreeMap<usize, Reason>,
    /// One complete table that agrees with everything.
    pub(super) base: Vec<i64>,
    /// How far below and above its count a hidden cell may be, as far as the attacker knows.
    pub(super) room: Vec<(i64, i64)>,
    /// How uncertain its count must be where it is hidden.
    pub(super) need: Vec<Need>,
    /// What hiding an open cell costs.
    pub(super) cost: Vec<i64>,
    /// The system with everything printed that is printed in any case.
    pub(super) system: System,
}

/// Whether a cell is ours to print or to hide.
fn is_ours(cell: &Cell) -> bool {
    cell.listed && cell.truth.is_some() && matches!(cell.published, Published::Hidden { .. })
}

impl Problem {
    pub(super) fn of(
        system: &System,
        attacker: &Attacker,
        options: &Options,
    ) -> Result<Self, Error> {
        let mut unsafe_cells = options.rules.apply(system, attacker, is_ours)?;
        for &cell in &options.hide {
            refuse_foreign(system, cell, "hidden")?;
            unsafe_cells.entry(cell).or_insert(Reason::Wish);
        }
        let mut roles: Vec<Role> = (0..system.cells().len())
            .map(|number| role(&system.cells()[number], unsafe_cells.contains_key(&number)))
            .collect();
        for &cell in &options.publish {
            refuse_foreign(system, cell, "published")?;
            if let Some(reason) = unsafe_cells.get(&cell) {
                return Err(Error::Infeasible {
                    reason: format!(
                        "{} must be published, but it is unsafe ({reason:?}); take it off one of the two lists, or change the rule",
                        system.label(cell).words
                    ),
                });
            }
            roles[cell] = Role::Shown;
        }
        let mut shown = system.clone();
        for (cell, role) in roles.iter().enumerate() {
            if let (Role::Shown, Some(truth)) = (role, system.cells()[cell].truth) {
                shown.publish(cell, Published::Exact(truth))?;
            }
        }
        let bounds = Bounds::of(&shown, attacker)?;
        let base = complete(&shown, attacker)?;
        let room = (0..base.len())
            .map(|cell| {
                let below = bounds.low[cell].map_or(UNBOUNDED, |low| base[cell] - low);
                let above = bounds.high[cell].map_or(UNBOUNDED, |high| high - base[cell]);
                (below, above)
            })
            .collect();
        let need = roles
            .iter()
            .zip(system.cells())
            .map(|(role, cell)| match role {
                Role::Unsafe => Need {
                    width: options.width,
                    below: options.below,
                    above: options.above,
                },
                Role::Kept if !cell.listed => Need::default(),
                Role::Shown => Need::default(),
                Role::Kept | Role::Open => Need {
                    width: options.complement_width,
                    ..Need::default()
                },
            })
            .collect();
        let cost = base
            .iter()
            .map(|&count| match options.cost {
                Cost::Cells => 1,
                Cost::Values => count.max(0),
            })
            .collect();
        Ok(Self {
            roles,
            unsafe_cells,
            base,
            room,
            need,
            cost,
            system: shown,
        })
    }
}

fn role(cell: &Cell, is_unsafe: bool) -> Role {
    match cell.published {
        Published::Exact(_) => Role::Shown,
        _ if !is_ours(cell) => Role::Kept,
        _ if is_unsafe => Role::Unsafe,
        _ if cell.truth == Some(0) => Role::Shown,
        _ => Role::Open,
    }
}

fn refuse_foreign(system: &System, cell: usize, what: &str) -> Result<(), Error> {
    match system.cells().get(cell) {
        Some(found) if is_ours(found) => Ok(()),
        Some(_) => Err(Error::Option {
            option: "cells".to_owned(),
            reason: format!(
                "{} was released before or has no count; it cannot be {what} now",
                system.label(cell).words
            ),
        }),
        None => Err(Error::Option {
            option: "cells".to_owned(),
            reason: format!("there is no cell {cell}"),
        }),
    }
}

/// The owner's counts; where some are not known (somebody else's hidden cells), any that agree.
fn complete(system: &System, attacker: &Attacker) -> Result<Vec<i64>, Error> {
    let mut pinned = system.clone();
    let mut is_whole = true;
    for (number, cell) in system.cells().iter().enumerate() {
        match (cell.published, cell.truth) {
            (Published::Exact(_), _) => {}
            (_, Some(truth)) => pinned.publish(number, Published::Exact(truth))?,
            (_, None) => is_whole = false,
        }
    }
    if is_whole {
        let exact = |cell: &Cell| match cell.published {
            Published::Exact(value) => value,
            _ => 0,
        };
        return Ok(pinned.cells().iter().map(exact).collect());
    }
    let attacker = Attacker {
        contributions: Vec::new(),
        ..attacker.clone()
    };
    let asked = audit::Options {
        width: 1,
        only_width: true,
        ..audit::Options::default()
    };
    // Printing every known zero can make a reader of an older table conclude more than is true.
    let audit = audit::audit(&pinned, &attacker, &asked).or_else(|_| {
        let careful = Attacker {
            zeros: Zeros::MayBeHidden,
            ..attacker
        };
        audit::audit(&pinned, &careful, &asked)
    })?;
    Ok(audit.base_table(system.cells().len()))
}
