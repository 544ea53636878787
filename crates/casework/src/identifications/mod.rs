//! Formal identification, only on the person's own request, and the time to reflect. Nothing of the
//! help that somebody gets can see how it ends: this folder decides no service and no deadline of one.

mod decide;
mod list;
mod meeting;
mod reflection;
mod request;
mod states;

pub use list::FormalIdentification;
pub use reflection::Reflection;
pub use request::{FormalTeam, NewFormalRequest};
pub use states::{FORMAL_TABLE, FormalState, FormalStep};
