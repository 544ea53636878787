//! Telling another institution: one consent for each disclosure, or a legal basis that two people
//! stand for, and no third way. Consent withdrawn stops use at once and calls back what was told.

mod consent;
mod legal_basis;
mod list;
mod lists;
mod package;
mod recall;
mod received;
mod reception;
mod send;
mod terms;

pub use consent::NewConsent;
pub use legal_basis::NewLegalBasis;
pub use list::{Disclosure, DisclosureBasis};
pub use lists::{
    BASIS_TABLE, BasisKind, BasisState, BasisStep, ConsentForm, DISCLOSURE_TABLE,
    DisclosurePurpose, DisclosureState, DisclosureStep, LegalGround,
};
pub(crate) use package::{compartments_of, destroy};
pub(crate) use recall::{move_disclosure, recall};
pub(crate) use received::open_received;
pub use received::{ReceivedDisclosure, ReceivedText};
pub use send::NewDisclosure;
pub(crate) use send::{Parcel, send};
pub use terms::DisclosureTerms;
pub(crate) use terms::usable;
