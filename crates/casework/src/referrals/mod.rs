//! Referrals in a closed loop: nothing is sent without a basis, every one is answered or asks for an
//! answer, and whoever sent it sees where it stands by its own code.

mod answer;
mod draft;
mod list;
mod lists;
mod reword;
mod send;
mod states;

pub use answer::ReferralAnswer;
pub use draft::NewReferral;
pub use list::{Referral, ReferralStatus};
pub use lists::{ReferralKind, RejectReason, Urgency};
pub use reword::DraftRevision;
pub(crate) use send::recall_of;
pub use states::{REFERRAL_TABLE, ReferralState, ReferralStep};
