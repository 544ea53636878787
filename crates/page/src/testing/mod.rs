//! Checks that the words and templates of all crates have to pass; run from this crate's own test.
//! It reads sources as text, and must never be part of the program that is shipped.

mod sources;
mod templates;
mod words;

pub use templates::template_problems;
pub use words::word_problems;
