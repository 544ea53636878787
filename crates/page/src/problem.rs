//! What is wrong with single fields of a form, as the error summary lists it.

/// Something that is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's id on the page.
    pub field: String,
    /// What is wrong and what to do, in the reader's language.
    pub message: String,
}

impl Problem {
    /// A problem of the field with this id.
    #[must_use]
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}
