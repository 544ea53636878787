//! Case conferences of the table. The agenda is codes alone, and shows each attendee the cases on which
//! they hold a grant; every other entry is "a case of another institution". Decisions become tasks.
//! Minutes refuse identifiers, say where they stand, and are sealed for those who were present.

mod agenda;
mod call;
mod decide;
mod identifying;
mod lists;
mod minutes;
mod view;

pub use call::NewConference;
pub use decide::NewDecision;
pub(crate) use identifying::expect_no_identifiers;
pub use identifying::{Finding, FindingKind};
pub use lists::{AgendaTopic, CONFERENCE_TABLE, ConferenceState, ConferenceStep, DecisionKind};
pub use view::{AgendaEntry, ConferenceSummary, ConferenceView, Decision, KnownEntry};
