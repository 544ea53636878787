//! The model of a form: a workbook that an institution fills in and sends back.
//!
//! What identifies a row is locked; what is asked for is open, with drop-downs where there is a
//! list. The form knows which template and version it is, on a sheet that nobody sees.

use super::cell::Cell;
use super::sheet::SheetName;
use jiff::Timestamp;

/// The name of the hidden sheet with the form's identity: keys in column A, values in column B.
pub const HIDDEN_FORM_SHEET: &str = "_form";
/// The name of the hidden sheet with the lists behind the drop-downs: one list a column, its
/// name in the first row.
pub const HIDDEN_LISTS_SHEET: &str = "_lists";

/// The answers of a drop-down.
#[derive(Debug, Clone)]
pub struct ChoiceList {
    /// The name, for the hidden sheet.
    pub name: String,
    /// The answers.
    pub choices: Vec<String>,
}

/// What a spreadsheet program says when an entry is not allowed.
#[derive(Debug, Clone)]
pub struct EntryMessage {
    /// The title, at most 32 characters.
    pub title: String,
    /// The text, at most 255 characters.
    pub text: String,
}

/// What may be entered in an open cell.
#[derive(Debug, Clone)]
pub enum EntryKind {
    /// Any text.
    Text,
    /// A whole number from 0 on. Anything else is questioned, not refused: `<5` or a dash are
    /// understood when the form comes back.
    Count(EntryMessage),
    /// A number from 0 on, questioned likewise.
    Decimal(EntryMessage),
    /// One of the choices of the list at this position; anything else is refused.
    Choice(usize, EntryMessage),
}

/// A column of a section.
#[derive(Debug, Clone)]
pub struct FormColumn {
    /// The head, in the first row.
    pub head: String,
    /// The width in characters, 1 to 255.
    pub width: f64,
    /// What may be entered; `None` for a locked column.
    pub entry: Option<EntryKind>,
}

/// A section: one sheet.
#[derive(Debug, Clone)]
pub struct FormSection {
    /// The sheet's name.
    pub name: SheetName,
    /// The columns; the locked ones that identify a row come first.
    pub columns: Vec<FormColumn>,
    /// The rows, open cells empty or pre-filled.
    pub rows: Vec<Vec<Cell>>,
}

/// A form.
#[derive(Debug, Clone)]
pub struct FormWorkbook {
    /// The title, in the file's properties.
    pub title: String,
    /// When the form was made.
    pub created: Timestamp,
    /// The template, its version, and whatever else must come back with the form.
    pub identity: Vec<(String, String)>,
    /// The lists behind the drop-downs.
    pub lists: Vec<ChoiceList>,
    /// The sections.
    pub sections: Vec<FormSection>,
}
