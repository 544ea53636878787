//! The states of a round and the steps between them, as a table. A step that is not in the table
//! does not exist.

use crate::EstimationError;

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundState {
    /// The institutions make the key and confirm that they hold the same one.
    Preparing,
    /// Encoded files come in.
    Collecting,
    /// The lists are matched; files and histories are still here.
    Matched,
    /// Files and histories are deleted; the safe result and the log stay.
    Closed,
}

/// What can be done to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundStep {
    /// An institution confirms the key.
    Confirm,
    /// All hold the same key: files may come.
    Collect,
    /// An institution hands in its encoded file, or another in its place.
    Receive,
    /// The lists are matched.
    Match,
    /// The hidden part is estimated from the histories.
    Estimate,
    /// Everything but the safe result is deleted, whether or not there is one.
    Close,
}

use RoundState as State;
use RoundStep as Step;

/// Every step that exists: from where, which, to where.
pub const STEPS: [(RoundState, RoundStep, RoundState); 8] = [
    (State::Preparing, Step::Confirm, State::Preparing),
    (State::Preparing, Step::Collect, State::Collecting),
    (State::Preparing, Step::Close, State::Closed),
    (State::Collecting, Step::Receive, State::Collecting),
    (State::Collecting, Step::Match, State::Matched),
    (State::Collecting, Step::Close, State::Closed),
    (State::Matched, Step::Estimate, State::Matched),
    (State::Matched, Step::Close, State::Closed),
];

impl RoundState {
    /// All states, in their order.
    pub const ALL: [Self; 4] = [
        Self::Preparing,
        Self::Collecting,
        Self::Matched,
        Self::Closed,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Collecting => "collecting",
            Self::Matched => "matched",
            Self::Closed => "closed",
        }
    }

    /// The state with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Where a step leads.
    ///
    /// # Errors
    /// [`EstimationError::Refused`] where the table has no such step from here.
    pub fn after(self, step: RoundStep) -> Result<Self, EstimationError> {
        STEPS
            .into_iter()
            .find(|(from, taken, _)| *from == self && *taken == step)
            .map(|(_, _, to)| to)
            .ok_or(EstimationError::Refused("round-not-now"))
    }

    /// Whether the table has such a step from here.
    #[must_use]
    pub fn allows(self, step: RoundStep) -> bool {
        self.after(step).is_ok()
    }
}
