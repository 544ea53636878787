//! Need to know: who may open what of which case, for which purpose, until when.

mod capability;
mod deny;
mod expired;
mod give;
mod keyring;
mod lead;
mod open_case;
mod revoke;

pub use capability::NeedToKnow;
pub(crate) use give::{GrantRow, expect_not_denied, worker_row};
pub use give::{GrantSource, NewGrant};
pub(crate) use keyring::{hand_over, keys_held, new_key, own_keys, wrap_for};
pub(crate) use open_case::{CaseRow, Need, OpenCase, case_row, log_to_file, refuse};
