//! Tables in: spreadsheets and text tables as sheets of cells, whatever an office sends. Nothing
//! here knows what a cell means, and no file, however hostile, may panic it or exhaust the machine.

mod archive;
mod collect;
mod encoding;
mod error;
mod kind;
mod limits;
mod ods;
mod sheet;
pub(crate) mod text;
mod xlsx;

pub use encoding::TextEncoding;
pub use error::{ForeignKind, ReadError};
pub use limits::Limits;
pub use sheet::{Area, Cell, Content, Row, Sheet};

/// Reads a file: XLSX, ODS, or a text table (CSV, TSV) in UTF-8, UTF-16 or a Windows encoding.
///
/// The kind is recognised by content alone. Text cells are kept exactly; dates and numbers only
/// where the file itself says so.
///
/// # Errors
/// When the file is of another kind, damaged, protected, beyond the limits, or its letters cannot
/// be read without a guess ([`ReadError::EncodingUnclear`]: ask, then [`read_encoded`]).
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    read_with(bytes, None, limits)
}

/// Reads a file whose user has named the encoding (which counts for text tables only).
///
/// # Errors
/// As [`read`], and [`ReadError::EncodingUnknown`] when the text is not in that encoding.
pub fn read_encoded(
    bytes: &[u8],
    encoding: TextEncoding,
    limits: &Limits,
) -> Result<Vec<Sheet>, ReadError> {
    read_with(bytes, Some(encoding), limits)
}

fn read_with(
    bytes: &[u8],
    encoding: Option<TextEncoding>,
    limits: &Limits,
) -> Result<Vec<Sheet>, ReadError> {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge {
            bytes: size,
            limit: limits.file_bytes,
        });
    }
    match kind::recognise(bytes)? {
        kind::Kind::Text => text::read(bytes, encoding, limits),
        kind::Kind::Archive => match archive::inspect(bytes, limits)? {
            archive::Family::Xlsx => xlsx::read(bytes, limits),
            archive::Family::Ods => ods::read(bytes, limits),
        },
    }
}
