//! Linkage rounds: who takes part, the key that the server never sees, encoded files in, a safe
//! result out, and everything else deleted.
//!
//! Whoever holds a round matches encoded files without the key. What stays is what passed disclosure
//! control; a list in clear text must never be stored, not even for a moment.

mod close;
mod collect;
mod create;
mod estimated;
mod file;
mod forget;
mod keep;
mod key;
mod matching;
mod overlap;
mod place;
mod read;
mod receive;
mod safe;
mod schema;
mod state;

pub use close::round_close;
pub use collect::round_collect;
pub use create::{LEAST_LISTS, MOST_LISTS, NewRound, round_create};
pub use estimated::{RoundHistories, round_estimate_keep, round_histories};
pub use file::{LEAST_PEOPLE, check_file};
pub use forget::rounds_forget;
pub use keep::round_match_keep;
pub use key::{CheckValue, round_confirm_key};
pub use matching::{Delivered, MatchedRound, match_round, round_files};
pub use overlap::{PairOverlap, round_overlaps};
pub use read::{
    BY_INSTITUTION, BY_TIME, Participant, Received, Round, RoundEvent, RoundFile, round_find,
    round_list,
};
pub use receive::round_receive;
pub use safe::{Band, SafeOverlap, SafeResult, SafeTotal, THRESHOLD, WIDTH, protect};
pub use schema::RoundSchema;
pub use state::{RoundState, RoundStep, STEPS};
