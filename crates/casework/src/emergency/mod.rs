//! Danger to life: two of an institution's three keepers of emergencies open a case for four hours,
//! to read, when nobody who holds a grant can be reached. It is announced at once, stands in the
//! person's own account of their file, and is always reviewed by somebody who had no part in it.
//!
//! The keys allow it because each case's keys are wrapped for the institution's emergency key as well,
//! whose private half exists only in custody by pairs: one keeper alone, or whoever has the database,
//! opens nothing (docs/decisions/0010).

mod ask;
mod confirm;
mod cover;
mod keepers;
mod list;
mod propose;
mod review;
mod row;
mod states;

pub(crate) use cover::{PARTS, cover};
pub use keepers::EmergencyKeepers;
pub(crate) use keepers::{closed_key, is_keeper, keepers_of};
pub use list::EmergencyOpening;
pub use states::{DangerKind, EMERGENCY_TABLE, EmergencyOutcome, EmergencyState, EmergencyStep};
