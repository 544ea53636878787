//! Everything that a reader can put side by side about one year: all that was released, what
//! publishers printed before, and how it hangs together. It must never forget a release.
//!
//! A *state* is what was true at one time. A correction opens a new state; what is released in one
//! state shares its cells, and the engine ties a state to the one before as a revision.

mod audit;
mod link;
mod sheet;

pub use audit::Finding;
pub(crate) use audit::{Judged, judge};
pub(crate) use sheet::codes;

use crate::{CellKey, ReleaseError};
use disclosure_control::{Catalogue, Error, Published, System, table::Revision};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::Country;

/// What was said about one cell in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Which cell.
    pub(crate) key: CellKey,
    /// What the reader may conclude from it by itself; `None` where the table has the cell and says
    /// nothing about it that holds in this state. It is a part of its sums all the same.
    pub(crate) published: Option<Published>,
    /// The committee's own count, where it is known.
    pub(crate) count: Option<i64>,
    /// How far apart the possible counts have to lie.
    pub(crate) width: i64,
}

/// All of a year.
#[derive(Debug, Clone)]
pub(crate) struct World<'a> {
    /// The country package, which knows what adds up.
    pub(crate) country: &'a Country,
    /// By state, the tables of that state.
    pub(crate) states: BTreeMap<i64, Vec<Vec<Said>>>,
    /// What publishers printed.
    pub(crate) printed: BTreeMap<CellKey, i64>,
}

/// How much of what readers may believe is put into the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Beliefs {
    /// A correction only adds: late registrations.
    corrections_add: bool,
    /// Printed breakdowns, and not printed totals alone.
    printed_breakdowns: bool,
    /// Tables that were released at different times still add up to each other.
    tables_agree: bool,
}

/// From the strongest reader down: a weaker one is asked only where the stronger one believes what
/// cannot be.
const READERS: [Beliefs; 5] = [
    believing(true, true, true),
    believing(false, true, true),
    believing(true, false, true),
    believing(false, false, true),
    believing(false, false, false),
];

const fn believing(corrections_add: bool, printed_breakdowns: bool, tables_agree: bool) -> Beliefs {
    Beliefs {
        corrections_add,
        printed_breakdowns,
        tables_agree,
    }
}

impl World<'_> {
    /// The counts of one state, as far as they are known: the committee's own, then what was printed.
    fn counts(&self, state: i64) -> BTreeMap<&CellKey, i64> {
        let mut counts: BTreeMap<&CellKey, i64> = self
            .printed
            .iter()
            .map(|(key, value)| (key, *value))
            .collect();
        let said = self.states.get(&state).into_iter().flatten().flatten();
        counts.extend(said.filter_map(|one| Some((&one.key, one.count?))));
        counts
    }

    /// The system of a table by itself, for drawing its figures.
    pub(crate) fn drawn(&self) -> Result<System, Error> {
        self.system(READERS[0])
    }

    /// One system of cells and sums, as one kind of reader sees it.
    fn system(&self, beliefs: Beliefs) -> Result<System, Error> {
        let mut catalogue = Catalogue::new();
        for (state, sheets) in &self.states {
            let counts = self.counts(*state);
            for said in sheets {
                let about = (*state, beliefs.tables_agree);
                sheet::publish(&mut catalogue, self.country, about, said, &counts)?;
            }
            link::printed(
                &mut catalogue,
                self,
                *state,
                &counts,
                beliefs.printed_breakdowns,
            )?;
            link::sums(&mut catalogue, self, *state, &counts)?;
        }
        if beliefs.corrections_add {
            self.revise(&mut catalogue)?;
        }
        catalogue.system()
    }

    /// Ties each state to the one before, series by series.
    fn revise(&self, catalogue: &mut Catalogue) -> Result<(), Error> {
        let states: Vec<i64> = self.states.keys().copied().collect();
        for pair in states.windows(2) {
            let of = |state: i64| -> BTreeSet<(String, String)> {
                let said = self.states.get(&state).into_iter().flatten().flatten();
                said.map(|one| {
                    (
                        sheet::series(&one.key, pair[0]),
                        sheet::series(&one.key, pair[1]),
                    )
                })
                .collect()
            };
            for (earlier, later) in of(pair[0]).intersection(&of(pair[1])).cloned() {
                catalogue.revise(Revision {
                    dimension: sheet::SERIES.to_owned(),
                    earlier,
                    later,
                    least: 0,
                    most: None,
                })?;
            }
        }
        Ok(())
    }

    /// The system of the strongest reader whose beliefs agree with everything that was published,
    /// judged.
    pub(crate) fn judged(&self) -> Result<Judged, ReleaseError> {
        let mut refused = None;
        for beliefs in READERS {
            let judged = self.system(beliefs).and_then(|system| judge(self, system));
            match judged {
                Ok(judged) => return Ok(judged),
                Err(
                    error @ (Error::Contradiction { .. }
                    | Error::Inadditive { .. }
                    | Error::FalseBelief { .. }
                    | Error::ContradictoryReleases { .. }),
                ) => refused = refused.or(Some(error)),
                Err(error) => return Err(error.into()),
            }
        }
        Err(refused.map_or(ReleaseError::Corrupt("register"), ReleaseError::Engine))
    }
}
