//! What comes out of a file: figures, questions to the user, and refusals with their reason.

use crate::{
    lexicon::Suggestion,
    message::Message,
    value::{self, Doubt},
};
use jiff::civil::Date;
use vocabulary::{InstitutionCode, Period, PlaceCode, SourceCell, StatedFigure};

/// What is known before the file is opened.
#[derive(Debug, Clone)]
pub struct Context {
    /// The institution that figures are stated by where the file does not say.
    pub institution: Option<InstitutionCode>,
    /// The place they are about where the file does not say; names are looked up inside it first.
    pub place: Option<PlaceCode>,
    /// The period they are about where the file does not say.
    pub period: Option<Period>,
    /// The present day, after which no period may begin.
    pub today: Date,
}

/// A part of a figure's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What is counted.
    Indicator,
    /// Where.
    Place,
    /// When.
    Period,
    /// Who says it.
    Institution,
    /// Which cell.
    Breakdown,
}

impl Part {
    /// The stable code, used as an argument of messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Place => "place",
            Self::Period => "period",
            Self::Institution => "institution",
            Self::Breakdown => "breakdown",
        }
    }
}

/// Why a cell does not become a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalReason {
    /// The value itself is impossible.
    Value(value::Reason),
    /// Nothing has this name.
    Unknown(Part, String),
    /// Several things have this name; the suggestions tell them apart.
    Ambiguous(Part, String),
    /// Neither the file nor the user says it.
    Missing(Part),
    /// Two places in the file (or the file and a fixed value) say different things.
    Contradiction(Part),
    /// The place did not exist in the period.
    PlaceNotThen(PlaceCode, Period),
    /// The period has not begun.
    FuturePeriod(Period),
    /// The indicator is not broken down by this dimension.
    DimensionNotAllowed {
        /// The indicator's code.
        indicator: String,
        /// The dimension's code.
        dimension: String,
    },
    /// The same figure stands in another cell too.
    Duplicate(SourceCell),
    /// No such state.
    UnknownState(String),
    /// A state with a number that it excludes, or without one that it needs.
    StateContradictsValue,
    /// No such confidence, or one on a figure that is no estimate.
    Confidence(String),
    /// The template of our own workbook is not known, or has another version now.
    OldTemplate(String),
    /// The cell is not asked for by the template.
    NotInTemplate,
    /// One of too many different texts in the value columns: they are no value columns.
    NotUnderstood,
    /// The mapping does not fit the file: the sheet is missing.
    SheetMissing(String),
}

impl RefusalReason {
    /// Every message key that [`Self::message`] can give, besides those of [`value::Reason`].
    pub const MESSAGE_KEYS: &'static [&'static str] = &[
        "exchange-refusal-unknown",
        "exchange-refusal-ambiguous",
        "exchange-refusal-missing",
        "exchange-refusal-contradiction",
        "exchange-refusal-place-not-then",
        "exchange-refusal-future-period",
        "exchange-refusal-dimension",
        "exchange-refusal-duplicate",
        "exchange-refusal-state",
        "exchange-refusal-state-and-value",
        "exchange-refusal-confidence",
        "exchange-refusal-old-template",
        "exchange-refusal-not-in-template",
        "exchange-refusal-not-understood",
        "exchange-refusal-sheet-missing",
    ];

    /// What the user is told.
    #[must_use]
    pub fn message(&self) -> Message {
        let new = Message::new;
        match self {
            Self::Value(reason) => reason.message(),
            Self::Unknown(part, text) => new("exchange-refusal-unknown")
                .with("part", part.code())
                .with("text", text.as_str()),
            Self::Ambiguous(part, text) => new("exchange-refusal-ambiguous")
                .with("part", part.code())
                .with("text", text.as_str()),
            Self::Missing(part) => new("exchange-refusal-missing").with("part", part.code()),
            Self::Contradiction(part) => {
                new("exchange-refusal-contradiction").with("part", part.code())
            }
            Self::PlaceNotThen(place, period) => new("exchange-refusal-place-not-then")
                .with("place", place.as_str())
                .with("period", period.to_string()),
            Self::FuturePeriod(period) => {
                new("exchange-refusal-future-period").with("period", period.to_string())
            }
            Self::DimensionNotAllowed {
                indicator,
                dimension,
            } => new("exchange-refusal-dimension")
                .with("indicator", indicator.as_str())
                .with("dimension", dimension.as_str()),
            Self::Duplicate(cell) => {
                new("exchange-refusal-duplicate").with("cell", cell.to_string())
            }
            Self::UnknownState(text) => new("exchange-refusal-state").with("text", text.as_str()),
            Self::StateContradictsValue => new("exchange-refusal-state-and-value"),
            Self::Confidence(text) => {
                new("exchange-refusal-confidence").with("text", text.as_str())
            }
            Self::OldTemplate(template) => {
                new("exchange-refusal-old-template").with("template", template.as_str())
            }
            Self::NotInTemplate => new("exchange-refusal-not-in-template"),
            Self::NotUnderstood => new("exchange-refusal-not-understood"),
            Self::SheetMissing(sheet) => {
                new("exchange-refusal-sheet-missing").with("sheet", sheet.as_str())
            }
        }
    }
}

/// A cell that does not become a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The cell at fault: the value, or the label that is not understood.
    pub cell: SourceCell,
    /// Why.
    pub reason: RefusalReason,
    /// What may have been meant.
    pub suggestions: Vec<Suggestion>,
}

/// A text that the user must explain once, for all cells where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The text; empty for empty cells.
    pub text: String,
    /// What is asked about it.
    pub doubt: Doubt,
    /// The first cells where it stands, at most [`Self::MOST_CELLS`].
    pub cells: Vec<SourceCell>,
    /// In how many cells it stands.
    pub occurrences: u64,
}

impl Question {
    /// How many cells are named.
    pub const MOST_CELLS: usize = 20;
}

/// Everything that a file says, as far as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The figures, in reading order.
    pub figures: Vec<StatedFigure>,
    /// What must be asked before the file can be accepted.
    pub questions: Vec<Question>,
    /// The first refusals, at most [`Self::MOST_REFUSALS`], in reading order.
    pub refusals: Vec<Refusal>,
    /// How many refusals there are in all.
    pub refused: u64,
    /// Figures whose cell is computed by a formula: taken, but worth a look.
    pub computed: Vec<SourceCell>,
    /// Cells that the user has said to state nothing.
    pub nothing_stated: u64,
}

impl Reading {
    /// How many refusals are kept one by one.
    pub const MOST_REFUSALS: usize = 5_000;
    /// How many different texts are asked about.
    pub const MOST_QUESTIONS: usize = 500;
}
