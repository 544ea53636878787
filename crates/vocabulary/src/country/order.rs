//! The orders that say who sits on a committee: versioned, because they keep changing.

use super::Country;
use crate::{InstitutionKindCode, Names};
use jiff::civil::Date;
use serde::Deserialize;

/// An order that constitutes committees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CommitteeOrder {
    /// Its number, such as `139/2006`.
    pub number: String,
    /// Its date.
    pub date: Date,
    /// Its title.
    pub names: Names,
    /// Who chairs.
    pub chair: Names,
    /// Who else sits on the committee.
    pub members: Vec<OrderMember>,
    /// Where this is known from.
    pub source: String,
}

/// One seat.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OrderMember {
    /// The kind of institution.
    pub kind: InstitutionKindCode,
    /// Whether it has to be there, or may be invited.
    pub is_obligatory: bool,
}

impl Country {
    /// The orders, the oldest first.
    #[must_use]
    pub fn committee_orders(&self) -> &[CommitteeOrder] {
        &self.orders
    }
}
