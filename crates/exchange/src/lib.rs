//! The formats: spreadsheets and text tables in, figures out of them; figures out as text tables.
//!
//! Files become stated figures, questions and refusals here, and figures become files. Nothing is
//! guessed: what a cell may mean is asked. This crate knows no database and no network, and it must
//! never let a file pass that carries personal data, nor panic on any input.

pub mod layout;
pub mod lexicon;
pub mod long;
pub mod message;
mod message_keys;
pub mod output;
pub mod period_text;
pub mod personal;
pub mod shapes;
pub mod table;
pub mod value;
pub mod wide;

pub use message_keys::message_keys;
