//! Puts the key of a figure together from the labels of its row, the heading of its column, the
//! fixed values and the context. Whatever two sources say differently is refused, not ranked.

use super::{
    indicator_cell::IndicatorCell,
    mapping::{LabelMeaning, TableMapping},
    memo::{Memo, Problem},
    reading::Context,
    resolve,
    source::{Row, Texts},
};
use crate::lexicon::Lexicon;
use std::{cell::Cell, collections::HashSet};
use vocabulary::{Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode};

/// The numbers of a key's three parts: equal keys have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) place_and_period: u32,
    pub(crate) cell: u32,
    pub(crate) institution: u32,
}

/// Looking for names like a text is slow, and a file may hold a hundred thousand wrong ones: this
/// many get suggestions.
const MOST_SUGGESTIONS: u32 = 200;

/// Assembles the keys of one table.
#[derive(Debug)]
pub(crate) struct Assembler<'a> {
    lexicon: &'a Lexicon,
    context: &'a Context,
    table: &'a TableMapping,
    template_cells: Option<&'a HashSet<(IndicatorCode, Breakdown)>>,
    /// For each part of the key the labels that it depends on.
    where_labels: Vec<usize>,
    what_labels: Vec<usize>,
    who_labels: Vec<usize>,
    columns: Vec<String>,
    suggestions_left: Cell<u32>,
    places_and_periods: Memo<(PlaceCode, Period)>,
    cells: Memo<IndicatorCell>,
    institutions: Memo<InstitutionCode>,
}

impl<'a> Assembler<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, context: &'a Context, table: &'a TableMapping) -> Self {
        let labels = |wanted: &dyn Fn(&LabelMeaning) -> bool| {
            let labels = table
                .labels
                .iter()
                .enumerate()
                .take(TableMapping::MOST_LABELS);
            labels
                .filter(|(_, label)| {
                    label.meaning == LabelMeaning::Choice || wanted(&label.meaning)
                })
                .map(|(index, _)| index)
                .collect()
        };
        use LabelMeaning as M;
        Self {
            lexicon,
            context,
            table,
            template_cells: None,
            where_labels: labels(&|meaning| {
                matches!(
                    meaning,
                    M::Place { .. }
                        | M::PlaceParent
                        | M::Period
                        | M::Year
                        | M::PartOfYear { .. }
                        | M::PeriodStart
                        | M::PeriodEnd
                )
            }),
            what_labels: labels(&|meaning| {
                matches!(meaning, M::Indicator | M::Dimension { .. } | M::Breakdown)
            }),
            who_labels: labels(&|meaning| *meaning == M::Institution),
            columns: table
                .values
                .iter()
                .map(|value| value.column.to_string())
                .collect(),
            suggestions_left: Cell::new(MOST_SUGGESTIONS),
            places_and_periods: Memo::new(),
            cells: Memo::new(),
            institutions: Memo::new(),
        }
    }

    /// Only these cells may occur.
    pub(crate) fn only(mut self, cells: Option<&'a HashSet<(IndicatorCode, Breakdown)>>) -> Self {
        self.template_cells = cells;
        self
    }

    /// The key of the figure in the value column with that index.
    pub(crate) fn key(&mut self, texts: &Texts<'_>, value: usize) -> Result<Key, &Problem> {
        let column = self.columns[value].as_str();
        let row = Row {
            lexicon: self.lexicon,
            context: self.context,
            table: self.table,
            texts,
            value,
            suggestions_left: &self.suggestions_left,
        };
        let template = self.template_cells;
        let place_and_period = self.places_and_periods.get(
            self.where_labels
                .iter()
                .map(|index| texts[*index])
                .chain([column]),
            || resolve::place_and_period(&row.with(&self.where_labels)),
        );
        let cell = self.cells.get(
            self.what_labels
                .iter()
                .map(|index| texts[*index])
                .chain([column]),
            || resolve::cell(&row.with(&self.what_labels), template),
        );
        let institution = self.institutions.get(
            self.who_labels
                .iter()
                .map(|index| texts[*index])
                .chain([column]),
            || resolve::institution(&row.with(&self.who_labels)),
        );
        match (place_and_period, cell, institution) {
            (Ok(place_and_period), Ok(cell), Ok(institution)) => Ok(Key {
                place_and_period,
                cell,
                institution,
            }),
            (Err(problem), _, _) => Err(self.places_and_periods.problem(problem)),
            (_, Err(problem), _) => Err(self.cells.problem(problem)),
            (_, _, Err(problem)) => Err(self.institutions.problem(problem)),
        }
    }

    pub(crate) fn place_and_period(&self, key: Key) -> &(PlaceCode, Period) {
        self.places_and_periods.value(key.place_and_period)
    }

    pub(crate) fn cell(&self, key: Key) -> &IndicatorCell {
        self.cells.value(key.cell)
    }

    pub(crate) fn institution(&self, key: Key) -> &InstitutionCode {
        self.institutions.value(key.institution)
    }
}
