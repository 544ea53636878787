//! What a worker sees of a case without opening anything sealed: codes, states and times. A code
//! without a grant is not found here either, and the look is logged as any other.

mod case_list;
mod case_view;
mod holders;

pub use case_list::CaseSummary;
pub use case_view::CaseView;
pub use holders::{CaseHolders, Holder};
