//! The languages that every text exists in, and texts that carry both.

use serde::{Deserialize, Serialize};

/// A language of the screen and of documents. There are exactly two, and every text has both.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub enum Language {
    /// Albanian (`sq`), the default.
    #[default]
    #[serde(rename = "sq")]
    Albanian,
    /// English (`en`).
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::Albanian, Self::English];

    /// The two-letter ISO 639-1 code: `sq` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Albanian => "sq",
            Self::English => "en",
        }
    }

    /// Reads an ISO 639-1 code; `None` for any other language.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }
}

/// One name or short text in every language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The Albanian text.
    #[serde(rename = "sq")]
    pub albanian: String,
    /// The English text.
    #[serde(rename = "en")]
    pub english: String,
}

impl Names {
    /// Both texts, Albanian first.
    pub fn new(albanian: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            albanian: albanian.into(),
            english: english.into(),
        }
    }

    /// The text in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Albanian => &self.albanian,
            Language::English => &self.english,
        }
    }
}
