//! What the command line asks of the engine, as functions: files in, a report and a finding out.
//! Printing and exit codes belong to the program; nothing here may print.

mod anonymise;
mod audit;
mod counts;
mod long;
mod noise;
mod perturb;
mod protect;
mod report;
mod suggest;
mod suppress;
mod verify;
mod wishes;

pub use anonymise::{AnonymiseOptions, AnonymiseOutcome, anonymise};
pub use audit::{AuditOptions, AuditOutcome, audit, parse_attacker};
pub use noise::{NoiseOptions, NoiseOutcome, noise};
pub use perturb::{Keys, PerturbOptions, PerturbOutcome, Probabilities, perturb};
pub use protect::{ProtectOptions, ProtectOutcome, protect};
pub use suggest::{SuggestOptions, suggest};
pub use suppress::{SuppressOptions, SuppressOutcome, suppress};
pub use verify::verify;
