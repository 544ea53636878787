//! What the command line asks of the engine, as functions: files in, a report and a finding out.
//! Printing and exit codes belong to the program; nothing here may print.

mod audit;
mod protect;
mod report;
mod suppress;
mod verify;
mod wishes;

pub use audit::{AuditOptions, AuditOutcome, audit, parse_attacker};
pub use protect::{ProtectOptions, ProtectOutcome, protect};
pub use suppress::{SuppressOptions, SuppressOutcome, suppress};
pub use verify::verify;
