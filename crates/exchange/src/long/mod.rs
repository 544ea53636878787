//! Long text tables of any length, as a stream: for loading a national dataset of millions of
//! figures. Labels are looked up once for each combination, and no row costs an allocation.
//!
//! The stream is UTF-8 only; anything else goes through [`crate::table`]. Only the mapped columns
//! are looked at, and the door against personal data sees the head of the file, which the caller
//! must have passed through [`crate::personal::find`].

mod head;
mod seen;

use crate::{
    layout::{
        Assembler, Beside, Context, Key, LabelMeaning, Problem, RefusalReason, Stated,
        TableMapping, Texts, stated,
    },
    lexicon::{Lexicon, Suggestion},
    message::Message,
    table::text::without_guard,
    value::{self, Doubt, Meanings},
};
use seen::Seen;
use std::io;
use vocabulary::{
    Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode, ReportedValue, SourceCell,
    StatedFigure,
};

pub use head::{Head, head};

/// Why a stream cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The source failed.
    #[error("the table cannot be read: {0}")]
    Source(#[from] io::Error),
    /// A row is not UTF-8.
    #[error("row {row} is not UTF-8")]
    NotUtf8 {
        /// The row.
        row: u64,
    },
    /// The mapping is not of a long table: it has several value columns, or too many labels.
    #[error("the mapping is not of a long table")]
    NotLong,
}

impl StreamError {
    /// Every message key that [`Self::message`] can give.
    pub const MESSAGE_KEYS: &'static [&'static str] = &[
        "exchange-stream-source",
        "exchange-stream-not-utf8",
        "exchange-stream-not-long",
    ];

    /// What the user is told.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Source(_) => Message::new("exchange-stream-source"),
            Self::NotUtf8 { row } => Message::new("exchange-stream-not-utf8").with("row", *row),
            Self::NotLong => Message::new("exchange-stream-not-long"),
        }
    }
}

/// A figure, borrowed from the reader's memory.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'r> {
    /// Who says it.
    pub institution: &'r InstitutionCode,
    /// What is counted.
    pub indicator: &'r IndicatorCode,
    /// Where.
    pub place: &'r PlaceCode,
    /// When.
    pub period: Period,
    /// Which cell.
    pub breakdown: &'r Breakdown,
    /// What is said.
    pub value: ReportedValue,
    /// A remark.
    pub comment: Option<&'r str>,
    /// The row, from 1.
    pub row: u32,
    /// The number of the combination of place and period: equal combinations have equal numbers,
    /// given from 0 on. For caches of the caller, as are the next two.
    pub place_and_period_number: u32,
    /// The number of the combination of indicator and breakdown.
    pub cell_number: u32,
    /// The number of the institution.
    pub institution_number: u32,
}

impl Figure<'_> {
    /// The figure on its own.
    #[must_use]
    pub fn to_stated(&self, column: u32) -> StatedFigure {
        StatedFigure {
            institution: self.institution.clone(),
            indicator: self.indicator.clone(),
            place: self.place.clone(),
            period: self.period,
            breakdown: self.breakdown.clone(),
            value: self.value,
            counting_rule: None,
            comment: self.comment.map(str::to_owned),
            source: Some(source(self.row, column)),
        }
    }
}

fn source(row: u32, column: u32) -> SourceCell {
    SourceCell {
        sheet: String::new(),
        row,
        column,
    }
}

/// What one row comes to.
#[derive(Debug)]
pub enum Outcome<'r> {
    /// A figure.
    Figure(Figure<'r>),
    /// Nothing: the user has said so, or the row is no row of figures.
    Nothing,
    /// A text that the user must explain.
    Ask {
        /// The text.
        text: String,
        /// What is asked.
        doubt: Doubt,
        /// Where it stands.
        cell: SourceCell,
    },
    /// The row cannot become a figure. Of two rows that state the same figure the second one is
    /// refused here; a file with any refusal must not be taken in part.
    Refused {
        /// The cell at fault.
        cell: SourceCell,
        /// Why.
        reason: RefusalReason,
        /// What may have been meant.
        suggestions: Vec<Suggestion>,
    },
}

/// Reads a long table row by row.
#[derive(Debug)]
pub struct Reader<'a, R> {
    rows: csv::Reader<io::Chain<R, &'static [u8]>>,
    record: csv::StringRecord,
    assembler: Assembler<'a>,
    table: &'a TableMapping,
    meanings: &'a Meanings,
    value_index: usize,
    label_indices: Vec<usize>,
    state: Option<usize>,
    confidence: Option<usize>,
    comment: Option<usize>,
    inner_breaks: u64,
    seen: Seen,
}

impl<'a, R: io::Read> Reader<'a, R> {
    /// Begins reading. `separator` and `table` come from [`head()`] and from the user.
    ///
    /// # Errors
    /// [`StreamError::NotLong`] when the mapping has not exactly one value column.
    pub fn new(
        source: R,
        separator: u8,
        table: &'a TableMapping,
        lexicon: &'a Lexicon,
        meanings: &'a Meanings,
        context: &'a Context,
    ) -> Result<Self, StreamError> {
        let [value] = table.values.as_slice() else {
            return Err(StreamError::NotLong);
        };
        if table.labels.len() > TableMapping::MOST_LABELS {
            return Err(StreamError::NotLong);
        }
        let index = |column: u32| (column as usize).saturating_sub(1);
        let beside = |meaning: &LabelMeaning| {
            let label = table.labels.iter().find(|label| label.meaning == *meaning);
            label.map(|label| index(label.column))
        };
        Ok(Self {
            rows: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .terminator(csv::Terminator::Any(b'\n'))
                .buffer_capacity(1 << 18)
                // A last line without a line break would be counted differently.
                .from_reader(source.chain(&b"\n"[..])),
            record: csv::StringRecord::new(),
            assembler: Assembler::new(lexicon, context, table),
            table,
            meanings,
            value_index: index(value.column),
            label_indices: table
                .labels
                .iter()
                .map(|label| index(label.column))
                .collect(),
            state: beside(&LabelMeaning::State),
            confidence: beside(&LabelMeaning::Confidence),
            comment: beside(&LabelMeaning::Comment),
            inner_breaks: 0,
            seen: Seen::default(),
        })
    }

    /// The next row of figures; `None` at the end.
    ///
    /// # Errors
    /// When the source fails or a row is not UTF-8.
    pub fn next_row(&mut self) -> Result<Option<Outcome<'_>>, StreamError> {
        let row = loop {
            let Some(row) = self.advance()? else {
                return Ok(None);
            };
            if row >= self.table.first_row {
                break row;
            }
        };
        self.read_row(row).map(Some)
    }

    /// Reads the next record and tells its row: the line, less the line breaks inside cells.
    fn advance(&mut self) -> Result<Option<u32>, StreamError> {
        let is_read = self.rows.read_record(&mut self.record);
        let lines = self.rows.position().line().saturating_sub(1);
        let is_read = is_read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => StreamError::Source(error),
            _ => StreamError::NotUtf8 {
                row: lines.saturating_sub(self.inner_breaks),
            },
        })?;
        if !is_read {
            return Ok(None);
        }
        let bytes = self.record.as_byte_record().as_slice();
        if bytes.contains(&b'\n') {
            self.inner_breaks += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        let row = lines.saturating_sub(self.inner_breaks);
        Ok(Some(u32::try_from(row).unwrap_or(u32::MAX)))
    }

    fn read_row(&mut self, row: u32) -> Result<Outcome<'_>, StreamError> {
        let record = &self.record;
        let field = |index: usize| {
            let text = record.get(index).unwrap_or("");
            without_guard(text.strip_suffix('\r').unwrap_or(text))
        };
        let beside = |index: Option<usize>| index.map_or("", field).trim();
        let mut texts: Texts<'_> = [""; TableMapping::MOST_LABELS];
        for (slot, index) in texts.iter_mut().zip(&self.label_indices) {
            *slot = field(*index);
        }
        let column = self.table.values[0].column;
        let text = field(self.value_index);
        let key = match self.assembler.key(&texts, 0) {
            Ok(key) => key,
            Err(Problem::PassOver) => return Ok(Outcome::Nothing),
            Err(Problem::Refused { .. }) if text.trim().is_empty() => return Ok(Outcome::Nothing),
            Err(Problem::Refused {
                column: label,
                reason,
                suggestions,
            }) => {
                return Ok(Outcome::Refused {
                    cell: source(row, label.unwrap_or(column)),
                    reason: reason.clone(),
                    suggestions: suggestions.clone(),
                });
            }
        };
        let expected = self.assembler.cell(key).expected;
        let understood = value::read_text(text, expected, self.meanings);
        let labels = Beside {
            state: beside(self.state),
            confidence: beside(self.confidence),
        };
        let cell = source(row, column);
        let refused = |reason| Outcome::Refused {
            cell: source(row, column),
            reason,
            suggestions: Vec::new(),
        };
        Ok(
            match stated(understood, labels, self.table, self.meanings) {
                Stated::Nothing => Outcome::Nothing,
                Stated::Ask(text, doubt) => Outcome::Ask { text, doubt, cell },
                Stated::Refused(reason) => refused(reason),
                Stated::Value(value) => match self.seen.add(key, row) {
                    Some(first) => refused(RefusalReason::Duplicate(source(first, column))),
                    None => {
                        let comment = beside(self.comment);
                        Outcome::Figure(self.figure(key, value, row, comment))
                    }
                },
            },
        )
    }

    fn figure<'r>(
        &'r self,
        key: Key,
        value: ReportedValue,
        row: u32,
        comment: &'r str,
    ) -> Figure<'r> {
        let (place, period) = self.assembler.place_and_period(key);
        let cell = self.assembler.cell(key);
        Figure {
            institution: self.assembler.institution(key),
            indicator: &cell.indicator,
            place,
            period: *period,
            breakdown: &cell.breakdown,
            value,
            comment: (!comment.is_empty()).then_some(comment),
            row,
            place_and_period_number: key.place_and_period,
            cell_number: key.cell,
            institution_number: key.institution,
        }
    }
}
