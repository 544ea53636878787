//! The only way out: figures that may be published, and the register of everything released.
//!
//! A page for the public takes nothing but a [`Figure`], whose content is private and which is made
//! here alone: out of a registered table that was rounded together with everything released before,
//! audited against a reader who knows the rule and remembers it all, proposed by one person and
//! approved by another; or out of what a publisher printed before. What was not audited never
//! becomes a figure.

mod cell;
mod error;
mod figure;
mod members;
mod outdated;
mod outside;
mod past;
mod protect;
mod published;
mod quoted;
mod register;
#[cfg(test)]
mod sequence_tests;
mod settled;
mod world;
mod written;

pub use cell::{CellKey, is_national, places_of};
pub use error::ReleaseError;
pub use figure::{Figure, Shown};
pub use members::{MemberRelease, released_to_members};
pub use outdated::{Outdated, outdated_to_members};
pub use outside::{
    Budget, FileKind, ReleasedFile, budget_read, budget_spend, records_keep, released_files,
};
pub use protect::Verdict;
pub use published::{PublishedRelease, published_find, published_heads, published_list};
pub use quoted::{Quotation, quotations, quoted_indicators};
pub use register::queries;
pub use register::{
    CORRECTION_REASONS, Fault, Listed, Preview, PreviewCell, Proposal, Release, State,
    register_check, release_approve, release_find, release_list, release_preview, release_propose,
    release_refuse, release_withdraw,
};
pub use world::Finding;

use store::{Migrations, Step};

/// The tables of this crate; they stand in the committee's database.
pub const MIGRATIONS: Migrations = Migrations {
    component: "release",
    steps: &[
        Step {
            name: "register",
            sqlite: include_str!("../migrations/sqlite/0001_register.sql"),
            postgres: include_str!("../migrations/postgres/0001_register.sql"),
        },
        Step {
            name: "audience",
            sqlite: include_str!("../migrations/sqlite/0002_audience.sql"),
            postgres: include_str!("../migrations/postgres/0002_audience.sql"),
        },
        Step {
            name: "outside",
            sqlite: include_str!("../migrations/sqlite/0003_outside.sql"),
            postgres: include_str!("../migrations/postgres/0003_outside.sql"),
        },
        Step {
            name: "by place",
            sqlite: include_str!("../migrations/sqlite/0004_by_place.sql"),
            postgres: include_str!("../migrations/postgres/0004_by_place.sql"),
        },
    ],
};
