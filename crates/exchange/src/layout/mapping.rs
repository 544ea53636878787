//! How a file is to be read: which column means what. Made once by recognising and by the user,
//! remembered for the institution, found again by the fingerprint of the headings.

use super::Fingerprint;
use crate::value::Meaning;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocabulary::{
    Breakdown, DimensionCode, IndicatorCode, InstitutionCode, Period, PeriodKind, PlaceCode,
    text::fold,
};

/// Parts of the key of a figure, as far as a heading, a label or the user says them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialKey {
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorCode>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionCode>,
    /// Which cell; what several sources say is put together.
    #[serde(default, skip_serializing_if = "Breakdown::is_total")]
    pub breakdown: Breakdown,
}

impl PartialKey {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the labels in one column say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum LabelMeaning {
    /// An indicator, by code or name.
    Indicator,
    /// A place, by code or name.
    Place {
        /// The level that is meant where a name is borne on several.
        level: Option<String>,
    },
    /// The place that the place lies in.
    PlaceParent,
    /// A period.
    Period,
    /// A calendar year, to be put together with a part.
    Year,
    /// A part of the year, by its number or name.
    PartOfYear {
        /// Which kind of part.
        kind: PeriodKind,
    },
    /// The first day of the period.
    PeriodStart,
    /// The last day of the period.
    PeriodEnd,
    /// An institution, by code or name.
    Institution,
    /// A term of a dimension; an empty cell is its total.
    Dimension {
        /// The dimension.
        dimension: DimensionCode,
    },
    /// A whole breakdown, such as `age=child;sex=female`.
    Breakdown,
    /// Texts that mean only what [`TableMapping::choices`] says.
    Choice,
    /// The state of the figure, by its code.
    State,
    /// The confidence of an estimate, `A` to `D`.
    Confidence,
    /// A remark.
    Comment,
}

impl LabelMeaning {
    /// The meanings that need nothing further, with their codes, in the order in which they are
    /// offered.
    pub const PLAIN: [(&str, Self); 13] = [
        ("indicator", Self::Indicator),
        ("place", Self::Place { level: None }),
        ("place-parent", Self::PlaceParent),
        ("period", Self::Period),
        ("year", Self::Year),
        ("period-start", Self::PeriodStart),
        ("period-end", Self::PeriodEnd),
        ("institution", Self::Institution),
        ("breakdown", Self::Breakdown),
        ("choice", Self::Choice),
        ("state", Self::State),
        ("comment", Self::Comment),
        ("confidence", Self::Confidence),
    ];

    /// The parts of a year, with their codes.
    pub const PARTS: [(&str, PeriodKind); 3] = [
        ("half-year", PeriodKind::HalfYear),
        ("quarter", PeriodKind::Quarter),
        ("month", PeriodKind::Month),
    ];

    /// The code: `indicator`, `place`, `place:LEVEL`, `part:quarter`, `dimension:CODE` and so on.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Place { level: Some(level) } => format!("place:{level}"),
            Self::PartOfYear { kind } => {
                let part = Self::PARTS.iter().find(|(_, one)| one == kind);
                part.map_or_else(String::new, |(code, _)| format!("part:{code}"))
            }
            Self::Dimension { dimension } => format!("dimension:{dimension}"),
            _ => {
                let plain = Self::PLAIN.iter().find(|(_, one)| one == self);
                plain.map_or_else(String::new, |(code, _)| (*code).to_owned())
            }
        }
    }

    /// The meaning with that code; `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':') {
            Some(("place", level)) => Some(Self::Place {
                level: Some(level.to_owned()),
            }),
            Some(("dimension", code)) => Some(Self::Dimension {
                dimension: DimensionCode::parse(code).ok()?,
            }),
            Some(("part", code)) => {
                let part = Self::PARTS.iter().find(|(one, _)| *one == code);
                part.map(|(_, kind)| Self::PartOfYear { kind: *kind })
            }
            Some(_) => None,
            None => {
                let plain = Self::PLAIN.iter().find(|(one, _)| *one == code);
                plain.map(|(_, meaning)| meaning.clone())
            }
        }
    }
}

/// A column of labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The column, from 1.
    pub column: u32,
    /// What its cells say.
    pub meaning: LabelMeaning,
}

/// A column of values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueColumn {
    /// The column, from 1.
    pub column: u32,
    /// What its heading says of every figure in it.
    #[serde(default)]
    pub key: PartialKey,
}

/// What the user has said that a label stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelChoice {
    /// These parts of the key.
    Is(PartialKey),
    /// Nothing: rows with this label are passed over (a row of totals, a footnote).
    PassOver,
}

/// How one sheet is to be read. A long table has one value column, a wide one several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// The sheet's name; empty for a text table.
    pub sheet: String,
    /// The first row of figures, from 1.
    pub first_row: u32,
    /// The columns of labels; at most [`Self::MOST_LABELS`].
    pub labels: Vec<Label>,
    /// The columns of values.
    pub values: Vec<ValueColumn>,
    /// What holds for every figure of the sheet.
    #[serde(default)]
    pub fixed: PartialKey,
    /// What single labels stand for, by their folded text.
    #[serde(default)]
    pub choices: BTreeMap<String, LabelChoice>,
    /// What empty value cells stand for; `None`: ask.
    #[serde(default)]
    pub blank: Option<Meaning>,
}

impl TableMapping {
    /// More columns of labels than this are refused.
    pub const MOST_LABELS: usize = 24;

    /// Remembers what a label stands for.
    pub fn choose(&mut self, label: &str, choice: LabelChoice) {
        self.choices.insert(fold(label), choice);
    }
}

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The headings that it was made for.
    pub fingerprint: Fingerprint,
    /// Its sheets; the others are not read.
    pub tables: Vec<TableMapping>,
}
