//! May an answer be given at all?
//!
//! The limits are those below; a table under any of them gets "not estimable" with the reason. The
//! gate knows nothing of places: its caller must never ask it about one district and one year.

use crate::CaptureTable;
use crate::stepwise::pairs;
use serde::{Serialize, Serializer};
use std::fmt;

// The limits are our own choice, on the safe side of what simulations of the field found to carry an answer:
// two lists cannot tell dependence from size (Chao 2001), sparse overlaps let the estimate run away (Chan,
// Silverman & Vincent 2021), and methods that differ threefold answer different questions. Whoever moves one
// moves the verdict of every report, so that each is named in it.

/// Fewest lists.
pub const FEWEST_LISTS: usize = 3;
/// Fewest different people.
pub const FEWEST_PEOPLE: u64 = 100;
/// Fewest people on two or more lists.
pub const FEWEST_SHARED: u64 = 10;
/// Fewest pairs of lists with at least [`FEWEST_IN_PAIR`] people on both.
pub const FEWEST_PAIRS: usize = 3;
/// People on both lists from which a pair counts.
pub const FEWEST_IN_PAIR: u64 = 3;
/// Largest ratio of the highest to the lowest estimate of the methods.
pub const LARGEST_SPREAD: f64 = 3.0;
/// Largest share of missed links; beyond, the sensitivity analysis does not reach.
pub const LARGEST_MISSED: f64 = 0.10;

/// What is known of the quality of the linkage that made the table.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Linkage {
    /// The table came ready-made; its maker answers for the links. A caveat is shown.
    #[default]
    NotStated,
    /// The share of true links that were missed, 0 to 1.
    Missed(f64),
    /// The lists were linked and nobody measured how well.
    Unmeasured,
}

/// Why there is no answer. The text is for the reader of a report.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// Too few lists.
    Lists(usize),
    /// Too few people.
    People(u64),
    /// Too few people on several lists.
    Shared(u64),
    /// Too few pairs that overlap enough.
    Pairs(usize),
    /// Lists on which everybody is.
    Everybody(usize),
    /// The methods differ too much; the ratio.
    Spread(f64),
    /// Fewer than two methods give an estimate.
    Methods(usize),
    /// Nobody knows how many links were missed.
    LinkageUnmeasured,
    /// Too many links were missed.
    LinkageMissed(f64),
}

impl Reason {
    /// A stable code for translations.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lists(_) => "few_lists",
            Self::People(_) => "few_people",
            Self::Shared(_) => "few_shared",
            Self::Pairs(_) => "few_overlaps",
            Self::Everybody(_) => "everybody_on_a_list",
            Self::Spread(_) => "methods_disagree",
            Self::Methods(_) => "few_methods",
            Self::LinkageUnmeasured => "linkage_unmeasured",
            Self::LinkageMissed(_) => "linkage_missed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lists(found) => write!(out, "{found} lists; at least {FEWEST_LISTS} are needed"),
            Self::People(found) => {
                write!(
                    out,
                    "{found} different people; at least {FEWEST_PEOPLE} are needed"
                )
            }
            Self::Shared(found) => write!(
                out,
                "{found} people on more than one list; at least {FEWEST_SHARED} are needed"
            ),
            Self::Pairs(found) => write!(
                out,
                "{found} pairs of lists share {FEWEST_IN_PAIR} or more people; at least \
                 {FEWEST_PAIRS} such pairs are needed"
            ),
            Self::Everybody(found) => write!(
                out,
                "everybody seen is on {found} of the lists; such a list says nothing about who is \
                 missed"
            ),
            Self::Spread(ratio) => write!(
                out,
                "the highest estimate is {ratio:.1} times the lowest; more than \
                 {LARGEST_SPREAD:.0} times is no answer"
            ),
            Self::Methods(found) => {
                write!(
                    out,
                    "{found} methods give an estimate; one alone is never shown"
                )
            }
            Self::LinkageUnmeasured => {
                write!(
                    out,
                    "nobody measured how many links between the lists were missed"
                )
            }
            Self::LinkageMissed(share) => write!(
                out,
                "{:.0} % of links were missed; up to {:.0} % can be allowed for",
                share * 100.0,
                LARGEST_MISSED * 100.0
            ),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gate {
    /// Whether an answer may be given.
    pub estimable: bool,
    /// Why not; empty when it may.
    pub reasons: Vec<Reason>,
    /// What the reader must know even so.
    pub caveats: Vec<&'static str>,
}

impl Gate {
    /// Judges `table`, the `estimates` of the methods that gave one, and the linkage.
    #[must_use]
    pub fn judge(table: &CaptureTable, estimates: &[f64], linkage: Linkage) -> Self {
        let mut reasons = of_table(table);
        let spread = estimates.iter().copied().fold(0.0, f64::max)
            / estimates.iter().copied().fold(f64::INFINITY, f64::min);
        if estimates.len() < 2 {
            reasons.push(Reason::Methods(estimates.len()));
        } else if spread > LARGEST_SPREAD {
            reasons.push(Reason::Spread(spread));
        }
        let mut caveats = Vec::new();
        match linkage {
            Linkage::NotStated => caveats.push(
                "the table does not say how well its lists were linked: read the estimates with \
                 missed links",
            ),
            Linkage::Unmeasured => reasons.push(Reason::LinkageUnmeasured),
            Linkage::Missed(share) if share > LARGEST_MISSED => {
                reasons.push(Reason::LinkageMissed(share));
            }
            Linkage::Missed(_) => {}
        }
        Self {
            estimable: reasons.is_empty(),
            reasons,
            caveats,
        }
    }
}

fn of_table(table: &CaptureTable) -> Vec<Reason> {
    let people = table.observed();
    let shared: u64 = table.by_number_of_lists()[1..].iter().sum();
    let enough = |pair: &u16| table.people_on(*pair) >= FEWEST_IN_PAIR;
    let pairs = pairs(table.lists()).into_iter().filter(enough).count();
    let whole = (0..table.lists())
        .filter(|&list| table.people_on(1 << list) == people)
        .count();
    let checks = [
        (whole > 0, Reason::Everybody(whole)),
        (table.lists() < FEWEST_LISTS, Reason::Lists(table.lists())),
        (people < FEWEST_PEOPLE, Reason::People(people)),
        (shared < FEWEST_SHARED, Reason::Shared(shared)),
        (pairs < FEWEST_PAIRS, Reason::Pairs(pairs)),
    ];
    checks
        .into_iter()
        .filter(|(fails, _)| *fails)
        .map(|(_, reason)| reason)
        .collect()
}
