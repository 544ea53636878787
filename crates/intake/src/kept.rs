//! What is kept beside a staged file, so that it can be read again with other answers: codes and
//! positions, never a text of the file beyond the labels that the user was asked about.

use crate::IntakeError;
use exchange::{
    layout::{Mapping, Question, Refusal},
    message::{Argument, Message},
    table::TextEncoding,
    value::{Doubt, Meanings},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use vocabulary::{InstitutionCode, Period, PlaceCode};

/// How a staged file is to be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// Who states the figures where the file does not say.
    pub institution: Option<InstitutionCode>,
    /// Where, where the file does not say.
    pub place: PlaceCode,
    /// When, where the file does not say.
    pub period: Option<Period>,
    /// The encoding that the user named.
    pub encoding: Option<TextEncoding>,
    /// What the columns mean.
    pub mapping: Mapping,
    /// Whether the user has confirmed that.
    pub is_settled: bool,
    /// Whether it is a form of ours, whose columns mean what they were made for.
    #[serde(default)]
    pub is_own_workbook: bool,
    /// What texts mean in this file.
    pub meanings: Meanings,
    /// How many cells were refused in all.
    pub refused: u64,
    /// How many figures came out of formulas.
    pub computed: u64,
}

/// What is remembered for the next file with the same headings.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) mapping: Mapping,
    pub(crate) meanings: Meanings,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// What the columns mean.
    Mapping,
    /// What a text stands for.
    Meaning,
    /// How numbers are written.
    Notation,
}

/// An open question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// What.
    pub asked: Asked,
    /// The text that it is about.
    pub text: String,
    /// The first cells in which it stands.
    pub cells: Vec<String>,
    /// In how many.
    pub occurrences: u64,
}

impl OpenQuestion {
    /// The question what the columns mean.
    pub(crate) const fn about_columns() -> Self {
        Self {
            asked: Asked::Mapping,
            text: String::new(),
            cells: Vec::new(),
            occurrences: 0,
        }
    }
}

impl From<&Question> for OpenQuestion {
    fn from(question: &Question) -> Self {
        Self {
            asked: match question.doubt {
                Doubt::Meaning => Asked::Meaning,
                Doubt::Notation => Asked::Notation,
            },
            text: question.text.clone(),
            cells: question.cells.iter().map(ToString::to_string).collect(),
            occurrences: question.occurrences,
        }
    }
}

/// An argument of a kept message.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptArgument {
    /// A whole number.
    Number(i64),
    /// A text, or the code of a word.
    Text(String),
}

/// A message without its language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptMessage {
    /// The key of the text.
    pub key: String,
    /// What is put into it, by name.
    pub arguments: Vec<(String, KeptArgument)>,
}

impl From<&Message> for KeptMessage {
    fn from(message: &Message) -> Self {
        let arguments = message.arguments.iter().map(|(name, value)| {
            let value = match value {
                Argument::Text(text) => KeptArgument::Text(text.clone()),
                Argument::Number(number) => KeptArgument::Number(*number),
            };
            ((*name).to_owned(), value)
        });
        Self {
            key: message.key.to_owned(),
            arguments: arguments.collect(),
        }
    }
}

/// A cell that was refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptRefusal {
    /// Which.
    pub cell: String,
    /// Why.
    pub message: KeptMessage,
    /// What was perhaps meant.
    pub suggestions: Vec<String>,
}

impl From<&Refusal> for KeptRefusal {
    fn from(refusal: &Refusal) -> Self {
        let suggestions = refusal.suggestions.iter().map(|one| {
            if one.within.is_empty() {
                format!("{} ({})", one.name, one.code)
            } else {
                format!("{}, {} ({})", one.name, one.within, one.code)
            }
        });
        Self {
            cell: refusal.cell.to_string(),
            message: KeptMessage::from(&refusal.reason.message()),
            suggestions: suggestions.collect(),
        }
    }
}

/// Writes what is kept beside a file.
pub(crate) fn text(value: &impl Serialize) -> Result<String, IntakeError> {
    serde_json::to_string(value).map_err(|error| IntakeError::Broken(error.to_string()))
}

/// Reads what was kept beside a file: a [`Kept`], [`OpenQuestion`]s, [`KeptRefusal`]s.
///
/// # Errors
/// When it is nothing of that kind: files that came by the command line carry no context.
pub fn parse<Value: DeserializeOwned>(text: &str) -> Result<Value, IntakeError> {
    serde_json::from_str(text).map_err(|error| IntakeError::Broken(error.to_string()))
}
