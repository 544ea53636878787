//! What gives a person away: its kinds, how it looks in writing, and the text that holds none of it.
//!
//! The one home of these shapes. Files are held against them column by column (`exchange::personal`),
//! running text word by word ([`trace`]), and every text that people type for the committee's side
//! becomes an [`OpenText`] before it is stored. It knows how numbers of persons and telephones look in
//! Albania: what guards the door must not hang on a file of data that could be missing.

mod kind;
mod marks;
mod names;
mod numbers;
mod open_text;
mod place;
mod scan;
mod shape;
#[cfg(test)]
mod tests;
mod word;
pub mod words;

pub use kind::PersonalKind;
pub use open_text::{OpenText, RefusedText};
pub use scan::{PersonalTrace, trace};
pub use shape::{is_email, is_national_id, is_phone, is_phone_number};
