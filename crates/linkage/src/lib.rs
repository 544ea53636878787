//! Matching lists without names: how many different people stand on several institutions' lists.
//!
//! Each institution encodes its own list with a key that the data owners made for one linkage
//! round; the matcher, who never holds that key, compares encodings alone. The crate is a pure
//! engine: it knows no database, no clock and no ambient randomness, and it must never write a
//! name, a date or a number from a list into anything that leaves the institution.
//!
//! The README describes what an attacker can and cannot learn, and the paper behind each method.

mod bloom;
pub mod clk;
pub mod command;
pub mod compare;
pub mod encoded;
pub mod encoder;
mod error;
pub mod fellegi_sunter;
pub mod key;
pub mod linking;
pub mod list;
pub mod normalise;
pub mod schema;
pub mod synthetic;
pub mod totals;

pub use encoded::EncodedList;
pub use encoder::Encoder;
pub use error::Error;
pub use key::{LinkageKey, RoundId};
pub use schema::Schema;

/// The README's example, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
