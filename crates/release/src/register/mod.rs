//! The register of everything released: proposed, approved by somebody else, visible from a day on,
//! corrected, withdrawn. Each step is one transaction with its line in the audit log. What was
//! worked out before another act is never written after it.

mod act;
mod approve;
mod check;
mod content;
mod list;
mod propose;
mod row;
mod withdraw;

/// The texts of the queries that run most, for tests of their plans.
pub mod queries {
    pub use super::{
        list::{CHAIN, LIST, LIST_OF_PLACE, ONE},
        row::{MEMBERS, PUBLISHED, YEAR},
    };
}

pub use approve::{release_approve, release_refuse};
pub use check::{Fault, register_check};
pub use list::{Listed, release_find, release_list};
pub use propose::{
    CORRECTION_REASONS, Preview, PreviewCell, Proposal, release_preview, release_propose,
};
pub use row::{Release, State};
pub use withdraw::release_withdraw;

pub(crate) use act::record;
pub(crate) use content::Content;
pub(crate) use row::{cells_of_release, members_rows, pasts_of_year, published_rows};
