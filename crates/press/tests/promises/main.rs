//! What this crate promises to its users, chart by chart and file by file.

mod charts;
mod extremes;
mod gallery;
mod gallery_page;
mod paper;
mod real_shapes;
mod style;
mod workbook;
