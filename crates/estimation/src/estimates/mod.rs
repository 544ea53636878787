//! Estimates: asked for, calculated, kept whole, read.

mod calculate;
mod choices;
mod keep;
mod read;
mod report;

pub use calculate::{Calculated, calculate};
pub use choices::{Choices, LinkageKnown};
pub(crate) use keep::insert;
pub use keep::{NewEstimate, Origin, estimate_keep};
pub use read::{Estimate, EstimateFile, LIST, estimate_find, estimate_list};
pub use report::{
    Bounds, Changed, Consistency, Diagnostics, Draws, Gate, ListSize, MethodReport, MissedLinks,
    QuickEstimates, Report, Sensitivity,
};
