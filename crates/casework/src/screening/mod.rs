//! Screening: a versioned instrument advises, a person decides and says why. What is observed may be
//! screened at once; an interview waits until the person knows their rights.

mod advice;
mod instrument;
mod lists;
mod record;

pub use advice::{Advice, Advised, SectionFinding};
pub use instrument::{Indicator, Instrument, Section, Threshold, Weight, instruments};
pub use lists::{Answer, Attendant, ScreeningBasis, ScreeningDecision};
pub use record::{NewScreening, Screening, ScreeningText};
