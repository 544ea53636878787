//! The situation: what is known, what is disputed and what is missing, for one place and period.
//!
//! It reads settled figures alone, which are kept up to date with every change, so that it is as
//! fast with millions of figures as with hundreds.

mod known;
mod lines;
mod overview;
mod parts;

pub use known::{Known, KnownKey, picture_version};
pub use lines::{LINE, TOTALS, known_of};
pub use overview::{DISPUTES, Overview, Series, overview_read, series_read};
pub use parts::{Part, Parts, parts_read};
