//! What one part of a key may be resolved from: the labels of a row, the heading of a column, the fixed
//! values and the context; and what comes of it when two of them speak.

use super::{
    mapping::{LabelChoice, LabelMeaning, PartialKey, TableMapping},
    memo::Problem,
    reading::{Context, Part, RefusalReason},
};
use crate::lexicon::{Lexicon, Suggestion};
use std::cell::Cell;
use vocabulary::text::fold;

/// The texts of a row's labels, in the order of the mapping's labels.
pub(crate) type Texts<'t> = [&'t str; TableMapping::MOST_LABELS];

/// One row and one value column, as the resolvers see it.
#[derive(Clone, Copy)]
pub(super) struct Row<'r, 't> {
    pub(super) lexicon: &'r Lexicon,
    pub(super) context: &'r Context,
    pub(super) table: &'r TableMapping,
    pub(super) texts: &'r Texts<'t>,
    pub(super) value: usize,
    pub(super) suggestions_left: &'r Cell<u32>,
}

impl<'r, 't> Row<'r, 't> {
    pub(super) fn with(self, labels: &'r [usize]) -> Source<'r, 't> {
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
