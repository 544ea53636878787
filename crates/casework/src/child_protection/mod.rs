//! Whoever is a child, or may be one: how old the person is taken to be and why, who speaks for them, and
//! what must be arranged. Towards protection everybody who assists may correct an age, away from it only the
//! lead, on a document or an assessment by several professions (Directive 2011/36/EU, articles 13 to 16).

mod age;
mod guardian;
mod latest;
mod lists;
mod measures;
mod needed;

pub use age::{AgeChange, NewAge};
pub use latest::RecordedMeasure;
pub use lists::{AgeBasis, ChildMeasure, MeasureProgress};
pub use measures::{ChildMeasures, NewChildMeasure};
