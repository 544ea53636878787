//! Cell-key perturbation: every count is changed a little, by a table of probabilities that everybody
//! may read and a key that follows from the records in the cell. The same records always give the
//! same change, so that asking twice finds nothing out.
//!
//! For large tables of risk indicators, not for victims. What comes out does not add up, and must
//! never be shown as if it did; a true zero stays zero, and a key must never depend on the count.
//!
//! Method: Fraser & Wooton (2005, UNECE work session on data confidentiality); probabilities of
//! greatest entropy after Marley & Leaver (2011, ISI World Congress) and Giessing (2016, Privacy in
//! Statistical Databases).

mod attack;
mod design;
mod entropy;
mod key;
mod perturb;
mod probabilities;
mod text;

pub use attack::{Attack, attack};
pub use design::{Design, Designed};
pub use key::{KeySpace, RecordKey};
pub use perturb::{Keyed, Perturbed, perturb, tabulate};
pub use probabilities::{Outcome, PerturbationTable, UNITS};
