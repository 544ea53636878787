//! Which case, matter or record an address names. What is no code or id is not found, as one that does
//! not exist.

use crate::session::Insider;
use casework::{CaseCode, MatterCode, RecordId};
use page::Failure;

/// A code from an address; what is no code is not found, as a case that does not exist.
pub(crate) fn code_of(reader: &Insider, text: &str) -> Result<CaseCode, Failure> {
    CaseCode::parse(text).map_err(|_| reader.visitor.not_found())
}

/// A code from an address; what is no code is not found, as a matter that does not exist.
pub(crate) fn matter_of(reader: &Insider, text: &str) -> Result<MatterCode, Failure> {
    MatterCode::parse(text).map_err(|_| reader.visitor.not_found())
}

/// The id of a record from an address; what is no id is not found.
pub(crate) fn record_of(reader: &Insider, text: &str) -> Result<RecordId, Failure> {
    RecordId::parse(text).map_err(|_| reader.visitor.not_found())
}
