//! What can be wrong with the material of a picture, a document or a workbook.
//!
//! The texts name the place of the fault for a programmer and a log; nothing here is shown to a
//! reader as it is, and nothing here repeats more of the input than its position needs.

/// Why something could not be drawn, set or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A prefix for ids must be an ASCII letter followed by letters, digits, `-` or `_`.
    #[error(
        "the id prefix {0:?} must be a letter followed by at most 63 letters, digits, '-' or '_'"
    )]
    IdPrefix(String),
    /// A link may only lead to this site or to a web address.
    #[error("the link {0:?} must start with '/', '?', '#', 'http://' or 'https://'")]
    Link(String),
    /// A number that is infinite or not a number cannot be drawn.
    #[error("{place}: {number} is not a number that can be drawn")]
    Number {
        /// Where the number stands.
        place: String,
        /// The number as it came.
        number: f64,
    },
    /// Classes must be one to six with rising upper bounds above zero.
    #[error("class {position}: {reason}")]
    Classes {
        /// The position of the class, from 1.
        position: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A value lies in none of the classes that were given for it.
    #[error("{place}: the value {number} lies in none of the classes")]
    OutsideClasses {
        /// Where the value stands.
        place: String,
        /// The value.
        number: f64,
    },
    /// Two lists that belong together have different lengths.
    #[error("{place}: {found} entries, expected {expected}")]
    Length {
        /// Which list.
        place: String,
        /// How many it must have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// A chart has nothing to draw, or more than it can show.
    #[error("{place}: {found} entries, allowed are {minimum} to {maximum}")]
    Amount {
        /// Which list.
        place: &'static str,
        /// The smallest number of entries.
        minimum: usize,
        /// The largest number of entries.
        maximum: usize,
        /// How many there are.
        found: usize,
    },
    /// A position points past the end of the list it belongs to.
    #[error("{place}: position {position} lies outside 0..{length}")]
    Position {
        /// Which list.
        place: String,
        /// The position.
        position: usize,
        /// The length of the list.
        length: usize,
    },
    /// A picture of a document that is no SVG.
    #[error("picture {position} of the document: {reason}")]
    Picture {
        /// The position among the document's pictures, from 1.
        position: usize,
        /// What is wrong.
        reason: String,
    },
    /// A document that the typesetter refuses.
    #[error("the document cannot be set: {0}")]
    Paper(String),
    /// A sheet's name that spreadsheet programs refuse, or that another sheet has.
    #[error("the sheet name {0:?} is not allowed or used twice")]
    SheetName(String),
    /// Something that the XLSX format cannot hold.
    #[error("{place}: {reason}")]
    Workbook {
        /// The sheet or part.
        place: String,
        /// What the format says.
        reason: String,
    },
    /// A shape without an area or with coordinates that are no longitude and latitude.
    #[error("the shape of {place}: {reason}")]
    Shape {
        /// Whose shape.
        place: String,
        /// What is wrong.
        reason: &'static str,
    },
}

/// Checks that a list that belongs to another has its length.
///
/// # Errors
/// [`Error::Length`] with the name of the list.
pub(crate) fn same_length(place: &str, expected: usize, found: usize) -> Result<(), Error> {
    if expected == found {
        return Ok(());
    }
    Err(Error::Length {
        place: place.to_owned(),
        expected,
        found,
    })
}

/// Checks that a list has an amount of entries that can be shown.
///
/// # Errors
/// [`Error::Amount`] with the name of the list.
pub(crate) fn amount(
    place: &'static str,
    minimum: usize,
    maximum: usize,
    found: usize,
) -> Result<(), Error> {
    if (minimum..=maximum).contains(&found) {
        return Ok(());
    }
    Err(Error::Amount {
        place,
        minimum,
        maximum,
        found,
    })
}
