//! Real files, built here or taken from the shared data, through the whole crate.

mod hostile;
mod layouts;
mod offices;
mod own_workbook;
mod personal_files;
mod support;
mod tables_out;
