//! What a table gives away, and the proof where it gives nothing away.
//!
//! A pure engine: tables go in, intervals and proofs come out, in whole numbers throughout. It knows no database, no clock, no ambient randomness and no country, and it must
//! never call a table safe that it has not proved safe: where the proof is missing, the cell counts
//! as disclosed.
//!
//! ```
//! use disclosure_control::{Attacker, Catalogue, Dimension, Missing, Published, Table, audit};
//!
//! let sex = Dimension::flat("sex", "Total", ["Female", "Male"])?;
//! let age = Dimension::flat("age", "Total", ["Child", "Adult"])?;
//! let mut table = Table::new("victims", vec![sex, age], Missing::Unknown)?;
//! table.set(&["Total", "Adult"], Published::Exact(28))?;
//! table.set(&["Female", "Adult"], Published::Exact(24))?;
//! table.set(&["Male", "Adult"], Published::hidden())?;
//! let mut catalogue = Catalogue::new();
//! catalogue.publish(table)?;
//! let system = catalogue.system()?;
//! let report = audit::audit(&system, &Attacker::default(), &audit::Options::default())?;
//! let cell = &report.cells[0];
//! assert_eq!((cell.low, cell.high), (Some(4), Some(4)));
//! assert!(cell.disclosed);
//! # Ok::<(), disclosure_control::Error>(())
//! ```

pub mod anonymous_records;
pub mod attacker;
pub mod audit;
pub mod cell_key;
pub mod certificate;
pub mod coarsen;
pub mod command;
pub mod constraints;
pub mod differential_privacy;
mod error;
pub mod reader;
pub mod rounding;
pub mod suppression;
pub mod table;

pub use attacker::Attacker;
pub use constraints::System;
pub use error::Error;
pub use table::{Catalogue, Dimension, Missing, Published, Table};
