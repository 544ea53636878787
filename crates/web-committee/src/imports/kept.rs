//! What is kept beside a staged file, so that it can be read again with other answers: codes and
//! positions, never a text of the file beyond the labels that the user was asked about.

use exchange::{
    layout::{Mapping, Question, Refusal},
    message::{Argument, Message},
    table::TextEncoding,
    value::{Doubt, Meanings},
};
use page::Failure;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use vocabulary::{InstitutionCode, Period, PlaceCode};

/// How a staged file is to be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Who states the figures where the file does not say.
    pub(super) institution: Option<InstitutionCode>,
    /// Where, where the file does not say.
    pub(super) place: PlaceCode,
    /// When, where the file does not say.
    pub(super) period: Option<Period>,
    /// The encoding that the user named.
    pub(super) encoding: Option<TextEncoding>,
    /// What the columns mean.
    pub(super) mapping: Mapping,
    /// Whether the user has confirmed that.
    pub(super) is_settled: bool,
    /// What texts mean in this file.
    pub(super) meanings: Meanings,
    /// How many cells were refused in all.
    pub(super) refused: u64,
    /// How many figures came out of formulas.
    pub(super) computed: u64,
}

/// What is remembered for the next file with the same headings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Remembered {
    pub(super) mapping: Mapping,
    pub(super) meanings: Meanings,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Asked {
    /// What the columns mean.
    Mapping,
    /// What a text stands for.
    Meaning,
    /// How numbers are written.
    Notation,
}

/// An open question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct OpenQuestion {
    pub(super) asked: Asked,
    pub(super) text: String,
    pub(super) cells: Vec<String>,
    pub(super) occurrences: u64,
}

impl OpenQuestion {
    /// The question what the columns mean.
    pub(super) const fn about_columns() -> Self {
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
pub(super) enum KeptArgument {
    Number(i64),
    Text(String),
}

/// A message without its language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptMessage {
    pub(super) key: String,
    pub(super) arguments: Vec<(String, KeptArgument)>,
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
pub(super) struct KeptRefusal {
    pub(super) cell: String,
    pub(super) message: KeptMessage,
    pub(super) suggestions: Vec<String>,
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

/// Writes what is kept.
pub(super) fn text(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::internal(&error))
}

/// Reads what was kept.
pub(super) fn parse<Value: DeserializeOwned>(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::internal(&error))
}
