//! Zero-restricted controlled rounding: every count becomes a multiple of a base next to it, zero
//! stays zero, a multiple stays itself, and everything that added up still adds up exactly, over all
//! tables of a catalogue at once.
//!
//! What was released before keeps its published value. It must never hand out a table that was not
//! checked: what cannot be rounded is an error, not an approximation.
//!
//! Method: a 0/1 programme over the cells that are no multiples (Cox 1987, J. Amer. Statist. Assoc.
//! 82:520-524; Salazar-González 2006, Statistics and Computing 16:225-243). Large tables whose
//! totals all follow from their innermost cells are searched instead (in the manner of Langsrud and
//! Heldal's small count rounding), and checked by the same rules.

mod check;
mod problem;
mod program;
mod search;

use crate::{
    Attacker, Error, System,
    audit::{self, Audit},
    table::Published,
};
use problem::Problem;

/// Which of the two neighbouring multiples a cell would like best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// The nearer one: the smallest sum of changes. Whoever knows this, and that a cell had its
    /// wish, can tell more than the base says; for comparison with other programs, not for release.
    Nearest,
    /// Drawn by chance from a secret seed, the nearer the likelier, so that the expected value is the
    /// count: nothing about the count follows from the side.
    Unbiased([u8; 32]),
}

/// How to round.
#[derive(Debug, Clone)]
pub struct Options {
    /// The base; at least 2.
    pub base: i64,
    /// Which side each cell would like best.
    pub preference: Preference,
    /// How many bases a published value may at most be away from its count where the next multiples
    /// do not add up; 1 forbids it. What was needed at most is announced for all cells alike.
    pub most_steps: i64,
    /// Up to this many cells that have to be decided, the programme is solved to the optimum; above,
    /// the search is used where it can be.
    pub largest_program: usize,
    /// The most nodes of the programme's search for whole numbers. What is found by then is used,
    /// after the same checks.
    pub nodes: u64,
}

impl Options {
    /// Rounding to a base, each side drawn from a secret seed.
    #[must_use]
    pub const fn unbiased(base: i64, seed: [u8; 32]) -> Self {
        Self {
            base,
            preference: Preference::Unbiased(seed),
            most_steps: 2,
            largest_program: 4_000,
            nodes: 5_000,
        }
    }

    /// Rounding to a base with the smallest sum of changes.
    #[must_use]
    pub const fn nearest(base: i64) -> Self {
        Self {
            preference: Preference::Nearest,
            ..Self::unbiased(base, [0; 32])
        }
    }
}

/// A rounded catalogue, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// The base.
    pub base: i64,
    /// How many bases a value may be away from its count.
    pub steps: i64,
    /// For each cell of the system that was rounded here its multiple.
    pub values: Vec<Option<i64>>,
    /// The sum of all changes.
    pub total_change: i64,
    /// The largest change.
    pub largest_change: i64,
    /// Sums that cannot add up in public, because a count in them was published otherwise before or
    /// is not known: the audit reckons with them, but nobody can add them up.
    pub loose_sums: usize,
}

impl Rounded {
    /// Publishes the multiples.
    ///
    /// # Errors
    /// [`Error::Cell`] where a multiple does not admit the count: the system is another one.
    pub fn publish(&self, system: &mut System) -> Result<(), Error> {
        for (cell, value) in self.values.iter().enumerate() {
            if let Some(value) = *value {
                let published = Published::Rounded {
                    value,
                    base: self.base,
                    steps: self.steps,
                };
                system.publish(cell, published)?;
            }
        }
        Ok(())
    }
}

/// Rounds every cell whose count is known and about which nothing was published yet
/// ([`Published::hidden`] with its truth); what is published already stays as it is.
///
/// Deterministic: the same system and options give the same values.
///
/// # Errors
/// [`Error::Option`] for a base below 2, [`Error::Infeasible`] when no multiples near the counts add
/// up.
pub fn round(system: &System, options: &Options) -> Result<Rounded, Error> {
    if options.base < 2 || options.most_steps < 1 {
        return Err(Error::Option {
            option: "base".to_owned(),
            reason: "rounding needs a base of 2 or more and at least one step".to_owned(),
        });
    }
    let problem = Problem::of(system, options);
    let units = if problem.variables.len() > options.largest_program && problem.has_one_base() {
        search::solve(&problem)
    } else {
        program::solve(system, &problem, options)?
    };
    check::rounded(system, &problem, &units, options)
}

/// A rounded catalogue with what an attacker still finds out.
#[derive(Debug, Clone)]
pub struct Protected {
    /// What was done.
    pub rounded: Rounded,
    /// The system with the multiples published.
    pub system: System,
    /// What is left to find out; read [`Audit::is_safe`].
    pub audit: Audit,
}

/// Rounds and audits the result against an attacker who knows the base and the rule. A cell is wide
/// enough when no count within its base can be told from another.
///
/// # Errors
/// As [`round`]; and whatever the audit refuses.
pub fn protect(
    system: &System,
    attacker: &Attacker,
    options: &Options,
) -> Result<Protected, Error> {
    let rounded = round(system, options)?;
    let mut system = system.clone();
    rounded.publish(&mut system)?;
    let asked = audit::Options {
        width: options.base - 1,
        ..audit::Options::default()
    };
    let audit = audit::audit(&system, attacker, &asked)?;
    Ok(Protected {
        rounded,
        system,
        audit,
    })
}
