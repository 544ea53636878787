//! Cell suppression: unsafe counts are hidden, and as few others as are needed so that nobody who
//! knows all sums, the rule, and everything released before can reckon the hidden ones back.
//!
//! Complements are chosen against the same attacker that the audit assumes. What comes out was
//! audited: a pattern that is not proved safe is an error, never an output.
//!
//! Method: everything that may be hidden is, and shown again cell by cell as long as no attack
//! succeeds; on parts of moderate size the programme of Fischetti & Salazar-González (2001,
//! Management Science 47:1008-1027) then looks for the cheapest pattern, with a proof or a gap.

mod attack;
mod axis;
mod boxes;
mod decide;
mod floor;
mod follow;
mod optimum;
mod part;
mod pattern;
mod problem;
mod programme;
mod publish;
mod rule;

pub use rule::{Dominance, Reason, Rules};

use crate::{Attacker, Error, System, audit::Audit};
use problem::Problem;
use publish::Found;
use serde::{Deserialize, Serialize};

/// What hiding a cell that is not unsafe costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// One for each cell: few cells are hidden, perhaps large totals.
    Cells,
    /// Its count: few people are hidden, and totals stay.
    #[default]
    Values,
}

/// How to suppress.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which counts are unsafe.
    pub rules: Rules,
    /// How far apart the possible counts of an unsafe cell must be; at least 1.
    pub width: i64,
    /// How far below its count another must be possible for an unsafe cell; 0 asks for nothing.
    pub below: i64,
    /// How far above.
    pub above: i64,
    /// The same for every other hidden cell; at least 1.
    pub complement_width: i64,
    /// What hiding costs.
    pub cost: Cost,
    /// Cells of the system that must be published.
    pub publish: Vec<usize>,
    /// Cells of the system that must be hidden.
    pub hide: Vec<usize>,
    /// Parts with more cells are not attacked by the simplex method but protected by moves that are
    /// found near each cell.
    pub largest_exact: usize,
    /// The cheapest pattern is looked for in parts with at most so many cells that may be hidden.
    pub largest_programme: usize,
    /// The most rounds of proposal and attack for one part.
    pub rounds: u32,
    /// The most nodes of all searches for proposals in one part.
    pub nodes: u64,
    /// The most pivots of all attacks on one part. Where they are used up, the part is protected by
    /// moves as well, and the cheaper pattern is taken.
    pub pivots: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            width: 3,
            below: 0,
            above: 0,
            complement_width: 3,
            cost: Cost::default(),
            publish: Vec::new(),
            hide: Vec::new(),
            largest_exact: 1_000,
            largest_programme: 400,
            rounds: 200,
            nodes: 20_000,
            pivots: 2_000_000,
        }
    }
}

impl Options {
    /// What other programs ask for, together with [`Attacker::weak`]: a count one lower and a count
    /// one higher must be possible for every unsafe cell, and no cell may be known exactly.
    #[must_use]
    pub fn classical() -> Self {
        Self {
            width: 1,
            below: 1,
            above: 1,
            complement_width: 1,
            ..Self::default()
        }
    }
}

/// A pattern of hidden cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The cells that are unsafe by themselves, and why.
    pub primary: Vec<(usize, Reason)>,
    /// The cells that are hidden for their sake.
    pub secondary: Vec<usize>,
    /// What the secondary cells cost.
    pub cost: i64,
    /// No safe pattern costs less; equal to `cost` where the pattern is proved to be the cheapest.
    pub bound: i64,
}

impl Suppressed {
    /// How much of the cost could at most be saved, from 0 (the cheapest) to 1 (nothing is proved).
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.is_cheapest() {
            0.0
        } else {
            (self.cost - self.bound) as f64 / self.cost as f64
        }
    }

    /// Whether no safe pattern is cheaper.
    #[must_use]
    pub const fn is_cheapest(&self) -> bool {
        self.bound >= self.cost
    }
}

/// A protected catalogue with what an attacker still finds out.
#[derive(Debug, Clone)]
pub struct Protected {
    /// What was hidden.
    pub suppressed: Suppressed,
    /// The system with everything else published.
    pub system: System,
    /// What is left to find out: safe, otherwise it would not be here.
    pub audit: Audit,
}

/// Suppresses every cell whose count is known and about which nothing was published yet, and audits
/// the result.
///
/// # Errors
/// [`Error::Option`] for a width below 1 or a cell that cannot be chosen, [`Error::Infeasible`] when
/// no pattern is safe, whatever the rules and the audit refuse.
pub fn protect(
    system: &System,
    attacker: &Attacker,
    options: &Options,
) -> Result<Protected, Error> {
    protect_until(system, attacker, options, &mut || false)
}

/// As [`protect`]; looks for cheaper patterns until it is told that the time is over.
///
/// # Errors
/// As [`protect`].
pub fn protect_until(
    system: &System,
    attacker: &Attacker,
    options: &Options,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<Protected, Error> {
    if options.width < 1 || options.complement_width < 1 || options.below < 0 || options.above < 0 {
        return Err(Error::Option {
            option: "width".to_owned(),
            reason: "it must be at least 1".to_owned(),
        });
    }
    let problem = Problem::of(system, attacker, options)?;
    let mut found = Found::of(&problem);
    for part in part::split(system, &problem) {
        let (pattern, bound) = decide::decide(system, &part, options, is_over)?;
        found.add(&part, &pattern, bound);
    }
    publish::publish(system, attacker, options, problem, found)
}
