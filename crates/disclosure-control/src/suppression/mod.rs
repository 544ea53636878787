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
mod optimum;
mod part;
mod pattern;
mod problem;
mod programme;
mod rule;

pub use rule::{Dominance, Reason, Rules};

use crate::{
    Attacker, Error, System,
    audit::{self, Audit},
};
use optimum::Limits;
use part::Part;
use pattern::{Pattern, Widen as _};
use problem::{Problem, Role};
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
    /// The cheapest pattern is looked for in parts with at most so many cells that may be hidden.
    pub largest_programme: usize,
    /// The most rounds of proposal and attack for one part.
    pub rounds: u32,
    /// The most nodes of one search for a proposal.
    pub nodes: u64,
    /// The most pivots of all attacks on one part.
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
    let mut is_hidden: Vec<bool> = problem
        .roles
        .iter()
        .map(|role| matches!(role, Role::Unsafe | Role::Kept))
        .collect();
    let mut bound = 0;
    for part in part::split(system, &problem) {
        let (pattern, least) = decide(system, &part, options, is_over)?;
        bound += least;
        for (&cell, &hidden) in part.cells.iter().zip(&pattern.hidden) {
            is_hidden[cell as usize] = hidden;
        }
    }
    publish(system, attacker, options, problem, &is_hidden, bound)
}

/// The pattern of one part, and a cost below which there is none.
fn decide<'a>(
    system: &System,
    part: &'a Part,
    options: &Options,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<(Pattern<'a>, i64), Error> {
    let overflow = |_| infeasible(system, part, 0, "its numbers are too large to be reckoned with");
    let mut pattern = Pattern::all_hidden(part);
    let mut attack = attack::Attack::new(part, (20_000, 200)).map_err(overflow)?;
    for place in 0..part.cells.len() as u32 {
        if part.is_open[place as usize] {
            continue;
        }
        if part.is_hopeless(place as usize) {
            let reason = "cannot be as uncertain as asked, because of what is known of it already";
            return Err(infeasible(system, part, place, reason));
        }
        if !pattern.is_wide(place) && !attack.widen(&mut pattern, place) {
            let reason = "could still be told, even if everything else that may be hidden were";
            return Err(infeasible(system, part, place, reason));
        }
    }
    pattern.clean(&mut attack, is_over);
    let open = part.is_open.iter().filter(|is_open| **is_open).count();
    let mut bound = 0;
    if open <= options.largest_programme {
        let limits = Limits {
            rounds: options.rounds,
            nodes: options.nodes,
            pivots: options.pivots,
        };
        let cuts = Vec::new();
        bound = optimum::improve(part, &mut pattern, &mut attack, cuts, limits, is_over);
    }
    Ok((pattern, bound))
}

fn infeasible(system: &System, part: &Part, place: u32, reason: &str) -> Error {
    let words = system.label(part.cells[place as usize] as usize).words;
    Error::Infeasible {
        reason: format!(
            "{words} {reason}; ask for a smaller width, allow more cells to be hidden, or take fewer dimensions"
        ),
    }
}

/// Publishes what is shown, and audits.
fn publish(
    system: &System,
    attacker: &Attacker,
    options: &Options,
    problem: Problem,
    is_hidden: &[bool],
    bound: i64,
) -> Result<Protected, Error> {
    let mut published = problem.system;
    let mut secondary = Vec::new();
    let mut cost = 0;
    for (cell, role) in problem.roles.iter().enumerate() {
        if *role != Role::Open {
            continue;
        }
        if is_hidden[cell] {
            secondary.push(cell);
            cost += problem.cost[cell];
        } else if let Some(truth) = system.cells()[cell].truth {
            published.publish(cell, crate::Published::Exact(truth))?;
        }
    }
    let asked = audit::Options {
        width: options.width.min(options.complement_width),
        ..audit::Options::default()
    };
    let audit = audit::audit(&published, attacker, &asked)?;
    let suppressed = Suppressed {
        primary: problem.unsafe_cells.into_iter().collect(),
        secondary,
        cost,
        bound,
    };
    refuse_narrow(&published, &audit, &suppressed, options)?;
    Ok(Protected {
        suppressed,
        system: published,
        audit,
    })
}

/// The last look: the audit's own word on every cell that was hidden here.
fn refuse_narrow(
    system: &System,
    audit: &Audit,
    suppressed: &Suppressed,
    options: &Options,
) -> Result<(), Error> {
    let is_primary = |cell: usize| {
        let found = suppressed.primary.binary_search_by_key(&cell, |one| one.0);
        found.is_ok()
    };
    for cell in &audit.cells {
        let width = cell.shown.map_or(0, |(low, high)| high - low);
        let need = if is_primary(cell.cell) {
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
