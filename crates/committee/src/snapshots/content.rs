//! What a snapshot holds: what is known of every cell, and what each institution said about it.

use crate::situation::Known;
use serde::{Deserialize, Serialize};
use vocabulary::{
    Breakdown, CountingRule, IndicatorCode, InstitutionCode, Period, PlaceCode, ReportedValue,
};

/// One institution's word, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotWord {
    /// Who said it.
    pub institution: InstitutionCode,
    /// What it said.
    pub value: ReportedValue,
    /// The rule that it stated, where it was not the indicator's.
    pub counting_rule: Option<CountingRule>,
}

/// One cell, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotFigure {
    /// What is counted.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// When.
    pub period: Period,
    /// Which cell.
    pub breakdown: Breakdown,
    /// What was known.
    pub known: Known,
    /// What each institution had said, in the order of their codes.
    pub words: Vec<SnapshotWord>,
}

/// All that a snapshot holds. Its canonical text is its JSON with the fields in this order and the
/// figures in the order of indicator, place, period and breakdown; the hash is over that text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotContent {
    /// The place.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// The cells.
    pub figures: Vec<SnapshotFigure>,
}

impl SnapshotContent {
    /// The canonical text; `None` only if it could not be written at all.
    #[must_use]
    pub fn canonical_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The hash of the canonical text: BLAKE3, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> Option<String> {
        let text = self.canonical_text()?;
        Some(blake3::hash(text.as_bytes()).to_hex().to_string())
    }
}
