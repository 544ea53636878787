//! What a reader of published tables could see or do, checked against reference results and against
//! enumeration. Reference values are facts with their source; nothing here may be computed with the
//! code under test and then expected of it.

mod anonymous_records;
mod cell_key;
mod cell_key_optimum;
mod coarsen;
mod differential_privacy;
mod golden_files;
mod hand;
mod input;
mod properties;
mod random;
mod rounding;
mod support;
mod suppression;
mod suppression_properties;
mod suppression_reference;
mod unodc;
