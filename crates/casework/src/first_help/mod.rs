//! The first hours: a safe place to sleep and emergency care are offered before anything else is asked, and
//! what the person says to each offer is kept. It needs no briefing, no screening and no consent, and it
//! never asks about proceedings. Minimum assistance: Council of Europe Convention, article 12.

mod lists;
mod record;

pub use lists::{FirstHelp, HelpAnswer};
pub use record::OfferedHelp;
