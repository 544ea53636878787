//! What leaves, as one text whose hash is kept: everything that a reader gets of a release, and no
//! count.

use crate::{CellKey, ReleaseError, Shown, past::PastCell};
use serde::{Deserialize, Serialize};
use vocabulary::{
    Period, PlaceCode,
    country::{Audience, Protection},
};

/// One figure as it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ContentCell {
    #[serde(flatten)]
    pub(crate) key: CellKey,
    #[serde(flatten)]
    pub(crate) shown: Shown,
}

fn is_public(audience: &Audience) -> bool {
    *audience == Audience::Public
}

/// The public part of a release. Its canonical text is its JSON with the fields in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) table: String,
    pub(crate) place: PlaceCode,
    pub(crate) period: Period,
    pub(crate) number: i64,
    pub(crate) protection: Protection,
    /// Left out where it is the public, so that what left before has the hash that it had.
    #[serde(default, skip_serializing_if = "is_public")]
    pub(crate) audience: Audience,
    pub(crate) cells: Vec<ContentCell>,
}

impl Content {
    pub(crate) fn of(
        (table, place, period, number): (&str, &PlaceCode, Period, i64),
        (protection, audience): (Protection, Audience),
        cells: &[PastCell],
    ) -> Self {
        let cell = |cell: &PastCell| ContentCell {
            key: cell.key.clone(),
            shown: cell.shown,
        };
        Self {
            table: table.to_owned(),
            place: place.clone(),
            period,
            number,
            protection,
            audience,
            cells: cells.iter().map(cell).collect(),
        }
    }

    /// The text and its hash: BLAKE3, in hexadecimal.
    pub(crate) fn text_and_hash(&self) -> Result<(String, String), ReleaseError> {
        let text = serde_json::to_string(self).map_err(|_| ReleaseError::Corrupt("content"))?;
        let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
        Ok((text, hash))
    }
}
