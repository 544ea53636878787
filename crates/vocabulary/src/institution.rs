//! Institutions: who reports.

use crate::{InstitutionCode, InstitutionKindCode, Names, PlaceCode, Validity};

/// A kind of institution, such as the police.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionKind {
    /// Its code.
    pub code: InstitutionKindCode,
    /// Its names.
    pub names: Names,
    /// Whether it is a body of the state (an NPO or an international organisation is not).
    pub is_public_body: bool,
}

/// An institution that reports for one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// Its code, for ever.
    pub code: InstitutionCode,
    /// Its kind.
    pub kind: InstitutionKindCode,
    /// Its names.
    pub names: Names,
    /// The place that it serves and reports for.
    pub place: PlaceCode,
    /// When it existed.
    pub validity: Validity,
}
