//! Reads the sheets of a file by a mapping: every value cell becomes a figure, a question or a
//! refusal, and says where it stands.

use super::{
    assemble::{Assembler, Key},
    gathering::Gathering,
    mapping::{LabelMeaning, Mapping, TableMapping},
    memo::Problem,
    own_workbook::OwnWorkbook,
    reading::{Context, Reading, Refusal, RefusalReason},
    source::Texts,
    stated::{Beside, Stated, stated},
};
use crate::{
    lexicon::Lexicon,
    table::{Row, Sheet},
    value::{self, Meanings},
};
use std::collections::HashSet;
use vocabulary::{SourceCell, StatedFigure};

/// Reads a file by a mapping. Nothing is stored and nothing is guessed: the reading is accepted by
/// somebody else, once it has neither questions nor refusals.
#[must_use]
pub fn apply(
    sheets: &[Sheet],
    mapping: &Mapping,
    lexicon: &Lexicon,
    meanings: &Meanings,
    context: &Context,
) -> Reading {
    let mut gathering = Gathering::default();
    let own = OwnWorkbook::detect(sheets);
    let template = own.as_ref().and_then(|own| own.template_cells(lexicon));
    if let Some(refusal) = own.as_ref().and_then(|own| own.refusal(lexicon)) {
        gathering.refuse(refusal);
        return gathering.finish();
    }
    for table in &mapping.tables {
        let Some(sheet) = sheet_of(sheets, table) else {
            gathering.refuse(Refusal {
                cell: SourceCell {
                    sheet: table.sheet.clone(),
                    row: 1,
                    column: 1,
                },
                reason: RefusalReason::SheetMissing(table.sheet.clone()),
                suggestions: Vec::new(),
            });
            continue;
        };
        let assembler = Assembler::new(lexicon, context, table).only(template);
        let mut reader = TableReader {
            sheet,
            table,
            meanings,
            assembler,
            gathering: &mut gathering,
            refused_labels: HashSet::new(),
        };
        reader.read();
    }
    gathering.finish()
}

/// The sheet that a mapping means: by name, or the only one that can be seen.
fn sheet_of<'s>(sheets: &'s [Sheet], table: &TableMapping) -> Option<&'s Sheet> {
    let named = sheets.iter().find(|sheet| sheet.name() == table.sheet);
    named.or_else(|| {
        let mut visible = sheets.iter().filter(|sheet| !sheet.is_hidden());
        let only = visible.next()?;
        visible.next().is_none().then_some(only)
    })
}

struct TableReader<'a, 'r> {
    sheet: &'a Sheet,
    table: &'a TableMapping,
    meanings: &'a Meanings,
    assembler: Assembler<'a>,
    gathering: &'r mut Gathering,
    refused_labels: HashSet<(u32, u32)>,
}

impl TableReader<'_, '_> {
    fn read(&mut self) {
        let (sheet, table) = (self.sheet, self.table);
        for row in sheet.rows() {
            if row.number() >= table.first_row {
                self.read_row(row);
            }
        }
    }

    fn read_row(&mut self, row: &Row) {
        let labels: Vec<String> = self
            .table
            .labels
            .iter()
            .take(TableMapping::MOST_LABELS)
            .map(|label| {
                let cell = self.sheet.shown(row.number(), label.column);
                cell.map(|cell| cell.label()).unwrap_or_default()
            })
            .collect();
        let mut texts: Texts<'_> = [""; TableMapping::MOST_LABELS];
        for (slot, label) in texts.iter_mut().zip(&labels) {
            *slot = label;
        }
        let is_filled = |column: u32| row.cell(column).is_some_and(|cell| !cell.is_blank());
        let has_value = self
            .table
            .values
            .iter()
            .any(|value| is_filled(value.column));
        let has_state = !beside(self.table, &texts, &LabelMeaning::State).is_empty();
        for value in 0..self.table.values.len() {
            self.read_value(row, &texts, value, has_value || has_state);
        }
    }

    fn read_value(&mut self, row: &Row, texts: &Texts<'_>, value: usize, has_value: bool) {
        let column = self.table.values[value].column;
        let key = match self.assembler.key(texts, value) {
            Ok(key) => key,
            Err(Problem::PassOver) => return,
            // A row without labels or without values is no row of figures: a remark, a blank line.
            Err(Problem::Refused { .. }) if !has_value => return,
            Err(Problem::Refused {
                column: label,
                reason,
                suggestions,
            }) => {
                let at = (row.number(), label.unwrap_or(column));
                if row.cell(column).is_none() && label.is_none() {
                    return;
                }
                if self.refused_labels.insert(at) {
                    let refusal = Refusal {
                        cell: self.sheet.source(at.0, at.1),
                        reason: reason.clone(),
                        suggestions: suggestions.clone(),
                    };
                    self.gathering.refuse(refusal);
                }
                return;
            }
        };
        let cell = row.cell(column);
        let expected = self.assembler.cell(key).expected;
        let understood = value::read(cell, expected, self.meanings);
        let beside = Beside {
            state: beside(self.table, texts, &LabelMeaning::State),
            confidence: beside(self.table, texts, &LabelMeaning::Confidence),
        };
        let source = self.sheet.source(row.number(), column);
        match stated(understood, beside, self.table, self.meanings) {
            Stated::Nothing => self.gathering.pass_over(),
            Stated::Ask(text, doubt) => self.gathering.ask(text, doubt, source),
            Stated::Refused(reason) => self.gathering.refuse(Refusal {
                cell: source,
                reason,
                suggestions: Vec::new(),
            }),
            Stated::Value(value) => {
                let is_computed = cell.is_some_and(|cell| cell.is_formula);
                let figure = self.figure(key, value, texts, source);
                self.gathering.state(figure, is_computed);
            }
        }
    }

    fn figure(
        &self,
        key: Key,
        value: vocabulary::ReportedValue,
        texts: &Texts<'_>,
        source: SourceCell,
    ) -> StatedFigure {
        let (place, period) = self.assembler.place_and_period(key).clone();
        let cell = self.assembler.cell(key);
        let comment = beside(self.table, texts, &LabelMeaning::Comment);
        StatedFigure {
            institution: self.assembler.institution(key).clone(),
            indicator: cell.indicator.clone(),
            place,
            period,
            breakdown: cell.breakdown.clone(),
            value,
            counting_rule: None,
            comment: (!comment.is_empty()).then(|| comment.to_owned()),
            source: Some(source),
        }
    }
}

/// The text of the label with that meaning; empty where there is none.
fn beside<'t>(table: &TableMapping, texts: &Texts<'t>, meaning: &LabelMeaning) -> &'t str {
    let index = table
        .labels
        .iter()
        .position(|label| label.meaning == *meaning);
    index
        .and_then(|index| texts.get(index))
        .map_or("", |text| text.trim())
}
