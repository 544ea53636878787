//! What a situation page is about, once checked.

use page::Words;
use vocabulary::{IndicatorCode, Period, PlaceCode};

/// Place, periods and indicator of a page, with its language.
pub(super) struct View {
    pub(super) place: PlaceCode,
    /// The periods shown, the last one in the middle of attention.
    pub(super) periods: Vec<Period>,
    pub(super) indicator: IndicatorCode,
    pub(super) words: Words,
}

impl View {
    pub(super) fn latest(&self) -> Option<Period> {
        self.periods.last().copied()
    }

    pub(super) fn key(&self) -> String {
        format!(
            "{}|{}|{}|{}",
            self.place,
            self.latest()
                .map_or_else(String::new, |period| period.to_string()),
            self.indicator,
            self.words.language().code()
        )
    }
}
