//! One column as the recogniser sees it: its headings from top to bottom and what its cells are.

use super::super::head;
use crate::{
    lexicon::Lexicon,
    period_text,
    table::{Cell, Sheet},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows of figures are looked at.
const SAMPLE_ROWS: usize = 400;

/// A column of the sheet.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) number: u32,
    /// The headings over it with their rows, merged ones repeated, each text once.
    pub(super) headings: Vec<(u32, String)>,
    /// The different texts of its cells.
    pub(super) texts: BTreeSet<String>,
    filled: usize,
    values: usize,
    is_running: bool,
}

impl Column {
    pub(super) fn of(sheet: &Sheet, number: u32, heading_rows: &[u32], first_row: u32) -> Self {
        let mut headings: Vec<(u32, String)> = Vec::new();
        for row in heading_rows {
            let text = sheet
                .shown(*row, number)
                .map(Cell::label)
                .unwrap_or_default();
            if !text.is_empty() && headings.iter().all(|(_, other)| *other != text) {
                headings.push((*row, text));
            }
        }
        let mut column = Self {
            number,
            headings,
            texts: BTreeSet::new(),
            filled: 0,
            values: 0,
            is_running: true,
        };
        let rows = sheet.rows().iter().filter(|row| row.number() >= first_row);
        let mut previous = None;
        for cell in rows.take(SAMPLE_ROWS).filter_map(|row| row.cell(number)) {
            if cell.is_blank() {
                continue;
            }
            column.filled += 1;
            column.values += usize::from(head::is_value(cell));
            let label = cell.label();
            let ordinal: Option<u32> = label.trim_end_matches('.').parse().ok();
            column.is_running &= match (previous, ordinal) {
                (None, Some(first)) => first <= 1,
                (Some(before), Some(next)) => next == before + 1,
                (_, None) => false,
            };
            previous = ordinal.or(previous);
            column.texts.insert(label);
        }
        column
    }

    pub(super) fn is_empty(&self) -> bool {
        self.filled == 0 && self.headings.is_empty()
    }

    /// Whether its cells are 1, 2, 3, …
    pub(super) fn is_running_number(&self) -> bool {
        self.is_running && self.filled > 2
    }

    /// Whether most of its cells are numbers, or it is empty and waits for them.
    pub(super) fn holds_values(&self) -> bool {
        self.values * 2 >= self.filled
    }

    /// Whether at least three in five of its texts pass the test.
    pub(super) fn mostly(&self, test: impl Fn(&str) -> bool) -> bool {
        let passed = self.texts.iter().filter(|text| test(text)).count();
        passed > 0 && passed * 5 >= self.texts.len() * 3
    }

    pub(super) fn holds_periods(&self) -> bool {
        self.mostly(|text| period_text::parse(text).is_some())
    }

    /// The levels on which most of the names are borne, the best first; several when they tie.
    pub(super) fn best_levels(&self, lexicon: &Lexicon) -> Vec<String> {
        best_levels(self.texts.iter().map(String::as_str), lexicon)
    }
}

/// The levels that name the most of these texts.
pub(super) fn best_levels<'t>(
    texts: impl Iterator<Item = &'t str>,
    lexicon: &Lexicon,
) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let levels: BTreeSet<&str> = lexicon.levels_named(text).into_iter().collect();
        for level in levels {
            *counts.entry(level).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts
        .into_iter()
        .filter(|(_, count)| *count == most)
        .map(|(level, _)| level.to_owned())
        .collect()
}
