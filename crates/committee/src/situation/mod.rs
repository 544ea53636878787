//! The situation: what is known, what is disputed and what is missing, for one place and period.
//!
//! It reads settled figures alone, which are kept up to date with every change, so that it is as
//! fast with millions of figures as with hundreds.

mod known;
mod overview;

pub use known::{Known, KnownKey, LINE, known_of, picture_version};
pub use overview::{DISPUTES, Overview, Series, overview_read, series_read};
