//! Sessions: who is signed in, for how long, and how a form proves that it came from our own page.

mod change_password;
mod device;
mod end;
mod end_everywhere;
mod find;
mod own;
mod token;

pub use device::Device;
pub(crate) use end::{end, end_all};
pub(crate) use find::begin;
pub use find::{SESSION, Session};
pub use own::OwnSession;
pub use token::{SessionMark, SessionToken};
