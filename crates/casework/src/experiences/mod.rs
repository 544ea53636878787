//! What happened to the person, in codes, asked once and kept for everybody who helps: how they were
//! recruited and by whom, what held them, what they were used for. "Not asked" and "did not wish to say" are
//! answers; nothing here is needed for anything, so that nobody is made to tell it (IOM Human Trafficking Case
//! Data Standard 2.0, with what Albanian reports count besides).

mod lists;
mod record;

pub use lists::{ControlMeans, ExperienceTopic, ExploitationForm, RecruiterRelation, Recruitment};
pub use record::{DECLINED, Experience};
