//! Gathers what the cells of a file come to: figures, questions asked once for each text, refusals,
//! and figures that stand twice.

use super::reading::{Question, Reading, Refusal, RefusalReason};
use crate::value::Doubt;
use std::collections::{HashMap, hash_map::Entry};
use vocabulary::{
    Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode, SourceCell, StatedFigure,
};

/// A figure's key; figures of several sheets are compared too.
type FigureKey = (InstitutionCode, IndicatorCode, PlaceCode, Period, Breakdown);

/// A reading in the making.
#[derive(Default)]
pub(super) struct Gathering {
    reading: Reading,
    by_key: HashMap<FigureKey, usize>,
    duplicates: Vec<(usize, usize)>,
    questions: HashMap<(Doubt, String), usize>,
}

impl Gathering {
    pub(super) fn state(&mut self, figure: StatedFigure, is_computed: bool) {
        if is_computed {
            self.reading.computed.extend(figure.source.clone());
        }
        let key = (
            figure.institution.clone(),
            figure.indicator.clone(),
            figure.place.clone(),
            figure.period,
            figure.breakdown.clone(),
        );
        let index = self.reading.figures.len();
        match self.by_key.entry(key) {
            Entry::Occupied(first) => self.duplicates.push((*first.get(), index)),
            Entry::Vacant(new) => {
                new.insert(index);
            }
        }
        self.reading.figures.push(figure);
    }

    pub(super) fn pass_over(&mut self) {
        self.reading.nothing_stated += 1;
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.reading.refused += 1;
        if self.reading.refusals.len() < Reading::MOST_REFUSALS {
            self.reading.refusals.push(refusal);
        }
    }

    /// Asks about a text. A file with too many different ones is no table of figures: what is
    /// beyond is refused.
    pub(super) fn ask(&mut self, text: String, doubt: Doubt, cell: SourceCell) {
        let next = self.questions.len();
        match self.questions.entry((doubt, text)) {
            Entry::Occupied(known) => {
                let question = &mut self.reading.questions[*known.get()];
                question.occurrences += 1;
                if question.cells.len() < Question::MOST_CELLS {
                    question.cells.push(cell);
                }
            }
            Entry::Vacant(new) if next < Reading::MOST_QUESTIONS => {
                self.reading.questions.push(Question {
                    text: new.key().1.clone(),
                    doubt,
                    cells: vec![cell],
                    occurrences: 1,
                });
                new.insert(next);
            }
            Entry::Vacant(_) => self.refuse(Refusal {
                cell,
                reason: RefusalReason::NotUnderstood,
                suggestions: Vec::new(),
            }),
        }
    }

    /// Refuses every figure that stands more than once, the first one too, since none is the right
    /// one, and hands out the reading.
    pub(super) fn finish(mut self) -> Reading {
        let mut partner: HashMap<usize, usize> = HashMap::new();
        for (first, other) in std::mem::take(&mut self.duplicates) {
            partner.entry(first).or_insert(other);
            partner.insert(other, first);
        }
        let source = |index: &usize| self.reading.figures[*index].source.clone();
        let mut refusals: Vec<(usize, Refusal)> = partner
            .iter()
            .filter_map(|(one, other)| {
                let refusal = Refusal {
                    cell: source(one)?,
                    reason: RefusalReason::Duplicate(source(other)?),
                    suggestions: Vec::new(),
                };
                Some((*one, refusal))
            })
            .collect();
        refusals.sort_unstable_by_key(|(index, _)| *index);
        if !refusals.is_empty() {
            let mut index = 0;
            self.reading.figures.retain(|_| {
                index += 1;
                !partner.contains_key(&(index - 1))
            });
        }
        for (_, refusal) in refusals {
            self.refuse(refusal);
        }
        self.reading
    }
}
