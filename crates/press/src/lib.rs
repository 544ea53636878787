//! Pictures and paper: SVG charts and maps, PDF documents, workbooks.
//!
//! This crate draws what it is given. It knows no database and no HTTP, decides nothing about
//! figures (what may be seen was decided before), and holds no words: every visible text is a
//! parameter, so that Albanian and English share the code. The same input gives the same bytes.

pub mod chart;
mod error;
pub mod paper;
mod text;
pub mod workbook;

pub use error::Error;

/// The style sheet fragment of the charts; the charts also carry fallback colours for readers
/// that load no style sheet.
pub const CHART_CSS: &str = include_str!("../assets/chart.css");
