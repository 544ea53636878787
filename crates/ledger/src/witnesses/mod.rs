//! Checkpoints that wait for witnesses: the log's keeper signs one each day, and each witness fetches it
//! with a token of its own and gives its signature back. A witness learns sizes and roots, and nothing
//! of any row. See docs/decisions/0020.

mod cosigned;
mod daily;
mod offer;
mod overview;
mod register;

pub use cosigned::cosigned;
pub use daily::{Daily, sign_daily};
pub use offer::{Offer, offer};
pub use overview::{WitnessOverview, witness_overview};
pub use register::{Witness, WitnessToken, witness_add, witness_list, witness_of, witness_remove};
