//! Tables out: figures as CSV, with HXL tags where wanted, and the codebook beside them. Never a
//! text that a spreadsheet program would run.

mod columns;
mod figure_row;
pub mod guard;
mod text_table;

pub use columns::{Column, columns, message_keys};
pub use figure_row::{FigureRow, OutputValue, decimal_text};
pub use text_table::{CodebookEntry, TextOptions, safe, write_codebook, write_figures};
