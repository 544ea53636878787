//! Puts the key of a figure together from the labels of its row, the heading of its column, the
//! fixed values and the context. Whatever two sources say differently is refused, not ranked.

use super::{
    mapping::{LabelChoice, LabelMeaning, PartialKey, TableMapping},
    memo::{Memo, Problem},
    reading::{Context, Part, RefusalReason},
    resolve,
};
use crate::{
    lexicon::{Lexicon, Suggestion},
    value::Expected,
};
use std::{cell::Cell, collections::HashSet};
use vocabulary::{Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode, text::fold};

/// Which cell of which indicator, and what kind of number belongs there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct IndicatorCell {
    pub(crate) indicator: IndicatorCode,
    pub(crate) breakdown: Breakdown,
    pub(crate) expected: Expected,
}

/// The numbers of a key's three parts: equal keys have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) place_and_period: u32,
    pub(crate) cell: u32,
    pub(crate) institution: u32,
}

/// The texts of a row's labels, in the order of the mapping's labels.
pub(crate) type Texts<'t> = [&'t str; TableMapping::MOST_LABELS];

/// Looking for names like a text is slow, and a file may hold a hundred thousand wrong ones: this
/// many get suggestions.
const MOST_SUGGESTIONS: u32 = 200;

/// Assembles the keys of one table.
#[derive(Debug)]
pub(crate) struct Assembler<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) context: &'a Context,
    pub(super) table: &'a TableMapping,
    pub(super) template_cells: Option<&'a HashSet<(IndicatorCode, Breakdown)>>,
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

/// One row and one value column, as the resolvers see it.
#[derive(Clone, Copy)]
struct Row<'r, 't> {
    lexicon: &'r Lexicon,
    context: &'r Context,
    table: &'r TableMapping,
    texts: &'r Texts<'t>,
    value: usize,
    suggestions_left: &'r Cell<u32>,
}

impl<'r, 't> Row<'r, 't> {
    fn with(self, labels: &'r [usize]) -> Source<'r, 't> {
        Source { row: self, labels }
    }
}

/// What one part of the key may be resolved from.
pub(super) struct Source<'r, 't> {
    row: Row<'r, 't>,
    labels: &'r [usize],
}

impl<'r> Source<'r, '_> {
    pub(super) fn lexicon(&self) -> &'r Lexicon {
        self.row.lexicon
    }

    pub(super) fn context(&self) -> &'r Context {
        self.row.context
    }

    /// Suggestions, as long as there are any left to be looked for.
    pub(super) fn suggestions(&self, look: impl FnOnce() -> Vec<Suggestion>) -> Vec<Suggestion> {
        match self.row.suggestions_left.get().checked_sub(1) {
            Some(left) => {
                self.row.suggestions_left.set(left);
                look()
            }
            None => Vec::new(),
        }
    }

    /// The labels that are not empty, with their columns.
    pub(super) fn labels(&self) -> impl Iterator<Item = (u32, &'r LabelMeaning, &'r str)>
    where
        Self: 'r,
    {
        let (table, texts) = (self.row.table, self.row.texts);
        self.labels.iter().filter_map(move |index| {
            let label = &table.labels[*index];
            let text = texts[*index].trim();
            (!text.is_empty()).then_some((label.column, &label.meaning, text))
        })
    }

    /// Whether the mapping has a label of that meaning: then the context is no answer for a row
    /// that leaves it empty.
    pub(super) fn maps(&self, meaning: impl Fn(&LabelMeaning) -> bool) -> bool {
        let labels = self.labels.iter();
        labels
            .map(|index| &self.row.table.labels[*index].meaning)
            .any(meaning)
    }

    /// What the user has said that a label stands for.
    pub(super) fn choice(&self, text: &str) -> Option<&'r LabelChoice> {
        self.row.table.choices.get(&fold(text))
    }

    /// What is said beside the labels: the fixed values and the column's heading.
    pub(super) fn given(&self) -> [&'r PartialKey; 2] {
        let table = self.row.table;
        [&table.fixed, &table.values[self.row.value].key]
    }
}

/// A part of the key that several sources may say, as long as they agree.
pub(super) struct Said<T> {
    part: Part,
    value: Option<T>,
}

impl<T: PartialEq> Said<T> {
    pub(super) const fn nothing(part: Part) -> Self {
        Self { part, value: None }
    }

    pub(super) fn add(&mut self, column: Option<u32>, value: T) -> Result<(), Problem> {
        match &self.value {
            Some(said) if *said != value => {
                Err(refuse(column, RefusalReason::Contradiction(self.part)))
            }
            _ => {
                self.value = Some(value);
                Ok(())
            }
        }
    }

    pub(super) fn or(self, default: Option<T>) -> Result<T, Problem> {
        let missing = || refuse(None, RefusalReason::Missing(self.part));
        self.value.or(default).ok_or_else(missing)
    }
}

pub(super) fn refuse(column: Option<u32>, reason: RefusalReason) -> Problem {
    suggest(column, reason, Vec::new())
}

pub(super) fn suggest(
    column: Option<u32>,
    reason: RefusalReason,
    suggestions: Vec<Suggestion>,
) -> Problem {
    Problem::Refused {
        column,
        reason,
        suggestions,
    }
}
