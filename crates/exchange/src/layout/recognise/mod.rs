//! Proposes what the columns of a sheet mean, from their headings and from what stands below them.
//! A proposal is shown to the user and never applied unseen.

mod column;
mod key_text;
mod role;

use super::{
    head,
    mapping::{Label, LabelMeaning, PartialKey, TableMapping, ValueColumn},
    reading::Part,
};
use crate::{lexicon::Lexicon, table::Sheet};
use column::{Column, best_levels};
use role::Role;
use std::collections::BTreeMap;
use vocabulary::{SourceCell, text::fold};

/// The shape of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutKind {
    /// One value in each row.
    Long,
    /// Several values in each row.
    Wide,
}

/// A heading over values that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownHeading {
    /// Where it stands.
    pub cell: SourceCell,
    /// Its text.
    pub text: String,
}

/// A proposal for one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// How the sheet would be read.
    pub table: TableMapping,
    /// The shape.
    pub kind: LayoutKind,
    /// Parts of the key that neither labels nor headings give: fixed values or the context must.
    pub missing: Vec<Part>,
    /// Headings over values that are not understood; their columns are left out where nothing
    /// else is known of them.
    pub unknown_headings: Vec<UnknownHeading>,
}

/// Proposes how a sheet could be read, the best proposal first; empty for a sheet without a table.
/// Where the names of places are borne on several levels alike, each level is a proposal.
#[must_use]
pub fn recognise(sheet: &Sheet, lexicon: &Lexicon) -> Vec<Candidate> {
    const MOST_COLUMNS: u32 = 500;
    let Some(first_row) = head::first_data_row(sheet, lexicon) else {
        return Vec::new();
    };
    let heading_rows = head::heading_rows(sheet, first_row);
    let columns: Vec<Column> = (1..=sheet.last_column().min(MOST_COLUMNS))
        .map(|number| Column::of(sheet, number, &heading_rows, first_row))
        .filter(|column| !column.is_empty())
        .collect();
    let mut proposal = Proposal::new(sheet, lexicon, first_row);
    let mut others = Vec::new();
    for column in &columns {
        if !proposal.add_label(column) {
            others.push(column);
        }
    }
    proposal.settle_places(&columns);
    proposal.add_values(&others);
    proposal.add_choices(&others);
    proposal.finish()
}

struct Proposal<'a> {
    sheet: &'a Sheet,
    lexicon: &'a Lexicon,
    table: TableMapping,
    ranks: Vec<u8>,
    levels: Vec<String>,
    unknown_headings: Vec<UnknownHeading>,
}

impl<'a> Proposal<'a> {
    fn new(sheet: &'a Sheet, lexicon: &'a Lexicon, first_row: u32) -> Self {
        Self {
            sheet,
            lexicon,
            table: TableMapping {
                sheet: sheet.name().to_owned(),
                first_row,
                labels: Vec::new(),
                values: Vec::new(),
                fixed: PartialKey::default(),
                choices: BTreeMap::new(),
                blank: None,
            },
            ranks: Vec::new(),
            levels: Vec::new(),
            unknown_headings: Vec::new(),
        }
    }

    /// Takes a column of labels, or one to be left out; false for anything else.
    fn add_label(&mut self, column: &Column) -> bool {
        let role = column
            .headings
            .iter()
            .rev()
            .find_map(|(_, heading)| role::of_heading(heading, self.lexicon));
        let is_number_sign = column.headings.iter().all(|(_, text)| fold(text) == "nr");
        if is_number_sign && column.is_running_number() {
            return true;
        }
        match role {
            Some(Role::Label { meaning, rank }) => {
                self.push_label(column.number, meaning, rank);
                true
            }
            Some(Role::RunningNumber | Role::Ignored) => true,
            Some(Role::Value) => false,
            None => {
                let by_content = self.label_by_content(column);
                by_content.is_some_and(|meaning| {
                    self.push_label(column.number, meaning, 9);
                    true
                })
            }
        }
    }

    fn label_by_content(&self, column: &Column) -> Option<LabelMeaning> {
        if column.texts.is_empty() || column.holds_values() {
            return None;
        }
        let lexicon = self.lexicon;
        if column.mostly(|text| lexicon.indicator(text).is_ok()) {
            return Some(LabelMeaning::Indicator);
        }
        if column.mostly(|text| !lexicon.levels_named(text).is_empty()) {
            return Some(LabelMeaning::Place { level: None });
        }
        if column.mostly(|text| lexicon.institution(text).is_ok()) {
            return Some(LabelMeaning::Institution);
        }
        if column.holds_periods() {
            return Some(LabelMeaning::Period);
        }
        let first = column.texts.iter().next()?;
        let folded = fold(first);
        let mut dimensions = lexicon.terms_named(&folded).map(|(dimension, _)| dimension);
        let dimension = dimensions
            .find(|dimension| column.mostly(|text| lexicon.term(dimension, text).is_ok()))?
            .clone();
        Some(LabelMeaning::Dimension { dimension })
    }

    /// Keeps one column for each meaning: the one with the lower rank, or else the first.
    fn push_label(&mut self, column: u32, meaning: LabelMeaning, rank: u8) {
        if matches!(meaning, LabelMeaning::Place { .. }) {
            self.table.labels.push(Label { column, meaning });
            self.ranks.push(rank);
            return;
        }
        let same = self
            .table
            .labels
            .iter()
            .position(|label| label.meaning == meaning);
        match same {
            Some(index) if self.ranks[index] <= rank => {}
            Some(index) => {
                self.table.labels[index].column = column;
                self.ranks[index] = rank;
            }
            None => {
                self.table.labels.push(Label { column, meaning });
                self.ranks.push(rank);
            }
        }
    }

    /// Of several columns of places the most exact one is the place: a column of codes, or the one
    /// with the most different names (of equals the one further right); the next one is what it
    /// lies in.
    fn settle_places(&mut self, columns: &[Column]) {
        let texts_of = |number: u32| columns.iter().find(|column| column.number == number);
        let mut places: Vec<(u8, usize, u32)> = Vec::new();
        for (label, rank) in self.table.labels.iter().zip(&self.ranks) {
            if matches!(label.meaning, LabelMeaning::Place { .. }) {
                let different = texts_of(label.column).map_or(0, |column| column.texts.len());
                places.push((*rank, usize::MAX - different, u32::MAX - label.column));
            }
        }
        places.sort_unstable();
        let Some((rank, _, place)) = places.first().copied() else {
            return;
        };
        let place = u32::MAX - place;
        let parent = places
            .get(1)
            .filter(|_| rank > 0)
            .map(|(.., column)| u32::MAX - column);
        self.table.labels.retain_mut(|label| {
            if !matches!(label.meaning, LabelMeaning::Place { .. }) || label.column == place {
                return true;
            }
            label.meaning = LabelMeaning::PlaceParent;
            Some(label.column) == parent
        });
        if let Some(column) = texts_of(place) {
            self.levels = column.best_levels(self.lexicon);
            let mut headings = column.headings.iter().rev();
            let headed = headings.find_map(|(_, text)| self.lexicon.level_in(text, &self.levels));
            if let Some(level) = headed.cloned() {
                self.levels = vec![level];
            }
        }
    }

    fn add_values(&mut self, columns: &[&Column]) {
        let headings = columns.iter().flat_map(|column| &column.headings);
        let levels = best_levels(headings.map(|(_, text)| text.as_str()), self.lexicon);
        let level = levels.first().map(String::as_str);
        for column in columns.iter().filter(|column| column.holds_values()) {
            let mut key = PartialKey::default();
            let mut is_understood = false;
            let mut unknown = Vec::new();
            for (row, heading) in &column.headings {
                let is_value = role::of_heading(heading, self.lexicon) == Some(Role::Value);
                let said = key_text::parse(heading, self.lexicon, level);
                if is_value || said.is_some() {
                    is_understood = true;
                    merge(&mut key, said.unwrap_or_default());
                } else {
                    unknown.push(UnknownHeading {
                        cell: self.sheet.source(*row, column.number),
                        text: heading.clone(),
                    });
                }
            }
            self.unknown_headings.append(&mut unknown);
            if is_understood {
                let column = column.number;
                self.table.values.push(ValueColumn { column, key });
            }
        }
        if self.table.values.is_empty() {
            self.add_unknown_values(columns);
        }
    }

    /// Where no heading is understood, every column of numbers is proposed, and its headings are
    /// listed as unknown: the user must say what they mean.
    fn add_unknown_values(&mut self, columns: &[&Column]) {
        if self.table.labels.is_empty() {
            return;
        }
        let values = columns.iter().filter(|column| column.holds_values());
        self.table.values.extend(values.map(|column| ValueColumn {
            column: column.number,
            key: PartialKey::default(),
        }));
    }

    /// Texts that name no indicator and no place that is known ("Raste trafikimi të hetuara"): the
    /// user must say what each stands for.
    fn add_choices(&mut self, columns: &[&Column]) {
        let says_indicator = self
            .table
            .labels
            .iter()
            .any(|label| label.meaning == LabelMeaning::Indicator);
        let all_say = self
            .table
            .values
            .iter()
            .all(|value| value.key.indicator.is_some());
        if says_indicator || all_say {
            return;
        }
        let texts = columns
            .iter()
            .find(|column| !column.texts.is_empty() && !column.holds_values());
        if let Some(column) = texts {
            self.table.labels.push(Label {
                column: column.number,
                meaning: LabelMeaning::Choice,
            });
        }
    }

    fn missing(&self) -> Vec<Part> {
        let labelled = |test: &dyn Fn(&LabelMeaning) -> bool| {
            self.table.labels.iter().any(|label| test(&label.meaning))
        };
        let headed = |test: &dyn Fn(&PartialKey) -> bool| {
            self.table.values.iter().all(|value| test(&value.key))
        };
        use LabelMeaning as M;
        let has_indicator = labelled(&|meaning| matches!(meaning, M::Indicator | M::Choice))
            || headed(&|key| key.indicator.is_some());
        let has_place = labelled(&|meaning| matches!(meaning, M::Place { .. }))
            || headed(&|key| key.place.is_some());
        let has_period = labelled(&|meaning| matches!(meaning, M::Period | M::Year | M::PeriodEnd))
            || headed(&|key| key.period.is_some());
        let has_institution = labelled(&|meaning| *meaning == M::Institution)
            || headed(&|key| key.institution.is_some());
        [
            (has_indicator, Part::Indicator),
            (has_place, Part::Place),
            (has_period, Part::Period),
            (has_institution, Part::Institution),
        ]
        .into_iter()
        .filter(|(has, _)| !has)
        .map(|(_, part)| part)
        .collect()
    }

    fn finish(mut self) -> Vec<Candidate> {
        let too_many = self.table.labels.len() > TableMapping::MOST_LABELS;
        if self.table.values.is_empty() || too_many {
            return Vec::new();
        }
        self.table.labels.sort_by_key(|label| label.column);
        let kind = if self.table.values.len() == 1 {
            LayoutKind::Long
        } else {
            LayoutKind::Wide
        };
        let missing = self.missing();
        let levels: Vec<Option<String>> = match self.levels.as_slice() {
            [] => vec![None],
            levels => levels.iter().cloned().map(Some).collect(),
        };
        levels
            .into_iter()
            .map(|level| {
                let mut table = self.table.clone();
                for label in &mut table.labels {
                    if let LabelMeaning::Place { level: wanted } = &mut label.meaning {
                        wanted.clone_from(&level);
                    }
                }
                Candidate {
                    table,
                    kind,
                    missing: missing.clone(),
                    unknown_headings: self.unknown_headings.clone(),
                }
            })
            .collect()
    }
}

/// Adds what one heading says to what those above it say; the lower heading is the closer one.
fn merge(key: &mut PartialKey, said: PartialKey) {
    key.indicator = said.indicator.or(key.indicator.take());
    key.place = said.place.or(key.place.take());
    key.period = said.period.or(key.period);
    key.institution = said.institution.or(key.institution.take());
    for (dimension, term) in said.breakdown.pairs() {
        let breakdown = std::mem::take(&mut key.breakdown);
        key.breakdown = breakdown.with(dimension.clone(), term.clone());
    }
}
