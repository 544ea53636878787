//! The model of a report: what is printed, in the order it is printed.
//!
//! Every text is final: numbers are written out, words are in the document's language.

use crate::chart::TableTwin;
use jiff::Timestamp;
use vocabulary::Language;

/// A report.
#[derive(Debug, Clone)]
pub struct ReportDocument {
    /// The language of every text in it; decides hyphenation and how it is read aloud.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The line under the title; empty for none.
    pub subtitle: String,
    /// The place it reports on.
    pub place: String,
    /// The period it reports on.
    pub period: String,
    /// The id of the frozen snapshot that every number comes from.
    pub snapshot: String,
    /// When the document was made; goes into the file's properties.
    pub created: Timestamp,
    /// The words of the frame.
    pub words: ReportWords,
    /// The sections.
    pub sections: Vec<Section>,
}

/// The words that the frame of a report needs.
#[derive(Debug, Clone)]
pub struct ReportWords {
    /// Before the page number: `Faqja`.
    pub page: String,
    /// Between the page number and the number of pages: `nga`.
    pub of: String,
    /// Before the snapshot's id.
    pub snapshot: String,
    /// Before a table's number: `Tabela`.
    pub table: String,
    /// Before a figure's number: `Figura`.
    pub figure: String,
    /// Before the notes of a table or figure.
    pub notes: String,
}

/// A part of a report with a heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
    /// The parts inside it, at most three levels deep.
    pub sections: Vec<Self>,
}

/// Something that stands in a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph of running text.
    Paragraph(String),
    /// A list of points.
    List(Vec<String>),
    /// Numbers set large, with what they are.
    KeyFigures(Vec<KeyFigure>),
    /// A table.
    Table(ReportTable),
    /// A picture.
    Figure(ReportFigure),
}

/// A number set large.
#[derive(Debug, Clone)]
pub struct KeyFigure {
    /// The number as text, or the word for its state.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// What must be known about it; empty for nothing.
    pub note: String,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct ReportColumn {
    /// The head.
    pub head: String,
    /// Whether its cells are numbers and stand to the right.
    pub numeric: bool,
}

/// A table; the first column names the rows.
#[derive(Debug, Clone)]
pub struct ReportTable {
    /// The caption.
    pub caption: String,
    /// The columns.
    pub columns: Vec<ReportColumn>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Source, counting rule, status: one note a line under the table.
    pub notes: Vec<String>,
}

impl ReportTable {
    /// The table twin of a chart, its numbers to the right.
    #[must_use]
    pub fn of_twin(twin: &TableTwin, notes: Vec<String>) -> Self {
        let is_numeric = |at: usize| {
            let mut cells = twin.rows.iter().filter_map(|row| row.get(at));
            cells.any(|cell| cell.state.is_some())
        };
        let columns = twin
            .header
            .iter()
            .enumerate()
            .map(|(at, head)| ReportColumn {
                head: head.clone(),
                numeric: is_numeric(at),
            });
        let rows = twin.rows.iter().map(|row| {
            let texts = row.iter().map(|cell| cell.text.clone());
            texts.collect()
        });
        Self {
            caption: twin.caption.clone(),
            columns: columns.collect(),
            rows: rows.collect(),
            notes,
        }
    }
}

/// A picture.
#[derive(Debug, Clone)]
pub struct ReportFigure {
    /// The picture as an SVG document.
    pub svg: String,
    /// What it shows, for people who cannot see it.
    pub alternative: String,
    /// The caption.
    pub caption: String,
    /// Notes, one a line.
    pub notes: Vec<String>,
}
