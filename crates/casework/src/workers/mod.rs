//! The inner door: who works on cases, with which key, and how a lost passphrase is helped.

mod enter;
mod list;
mod profession;
mod refused;
mod register;
mod seat;
mod suspend;
mod three;

pub use enter::Worker;
pub use list::Colleague;
pub(crate) use list::active_among;
pub use profession::{Compartment, Profession, Purpose};
pub use refused::RefusedEntries;
pub use seat::{institution_in, person_of};
pub(crate) use seat::{is_same_person, own_seat, seats_of_person};
pub(crate) use three::keys_of_three;
