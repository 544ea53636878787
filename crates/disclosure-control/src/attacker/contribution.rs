//! What an attacker knows of single cells: prior bounds, and own contributions. A contribution is a
//! fact about the contributor's own people; it must never be read as one about the others.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bounds of one count, known from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prior {
    /// The cell: dimension and code. What is not named is the total.
    pub cell: BTreeMap<String, String>,
    /// The smallest count thought possible.
    pub low: Option<i64>,
    /// The largest count thought possible.
    pub high: Option<i64>,
}

/// How many of a cell's people a contributor knows. Contributors in one list pool what they know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// Who; for the report alone.
    pub contributor: String,
    /// The cell: dimension and code. What is not named is the total.
    pub cell: BTreeMap<String, String>,
    /// How many of the count are the contributor's own.
    pub own: i64,
}
