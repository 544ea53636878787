//! Workbooks: tables handed out as XLSX, and forms to be filled in on any office machine.
//!
//! A text is always written as text: nothing that a user typed becomes a formula or a link, not
//! even when the cell is edited later. Properties name no person. The same workbook gives the
//! same bytes; the time of making is a part of it.

mod cell;
mod form;
mod form_sheet;
mod sheet;
mod writing;

pub use cell::{Cell, ColumnKind};
pub use form::{
    ChoiceList, EntryKind, EntryMessage, FormColumn, FormSection, FormWorkbook, HIDDEN_FORM_SHEET,
    HIDDEN_LISTS_SHEET,
};
pub use sheet::{Column, Sheet, SheetName, Workbook};
