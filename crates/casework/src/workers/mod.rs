//! The inner door: who works on cases, with which key, and how a lost passphrase is helped.

mod enter;
mod list;
mod profession;
mod register;

pub use enter::Worker;
pub use list::Colleague;
pub(crate) use list::active_among;
pub use profession::{Compartment, Profession, Purpose};
