//! Figures that were published, each with its source.

use super::Country;
use crate::{Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode};

/// How exactly a published number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Exactly.
    Exactly,
    /// Fewer than this: the publisher hides the number.
    FewerThan,
    /// More than this.
    MoreThan,
    /// At least this.
    AtLeast,
    /// About this.
    About,
}

impl Qualifier {
    /// Reads `=`, `<`, `>`, `>=` or `~`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "=" => Self::Exactly,
            "<" => Self::FewerThan,
            ">" => Self::MoreThan,
            ">=" => Self::AtLeast,
            "~" => Self::About,
            _ => return None,
        })
    }
}

/// A published figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFigure {
    /// Who published it.
    pub institution: InstitutionCode,
    /// What is counted.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// When.
    pub period: Period,
    /// Which cell.
    pub breakdown: Breakdown,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// The number, in the indicator's smallest unit.
    pub number: i64,
    /// In which edition of the publication it stood: 1, and 2 for a later revision.
    pub edition: u8,
    /// The publication.
    pub document: String,
    /// What one has to know about it.
    pub note: String,
}

impl Country {
    /// Every published figure, in the order of the package.
    #[must_use]
    pub fn published_figures(&self) -> &[PublishedFigure] {
        &self.published
    }
}
