//! What the user has said that a text means, once, to be remembered: "s'ka" is "not reported".

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_fold::key;
use vocabulary::FigureState;

/// What a text in a value cell stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The institution should know and has not said.
    NotReported,
    /// The question does not arise.
    NotApplicable,
    /// The institution knows and will not say.
    Withheld,
    /// Nothing is stated here: no figure is made of the cell.
    NothingStated,
}

impl Meaning {
    /// Every meaning, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::NotReported,
        Self::NotApplicable,
        Self::Withheld,
        Self::NothingStated,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Withheld => "withheld",
            Self::NothingStated => "nothing_stated",
        }
    }

    /// The meaning with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.code() == code)
    }

    /// The state of the figure, `None` where no figure is made.
    #[must_use]
    pub const fn state(self) -> Option<FigureState> {
        match self {
            Self::NotReported => Some(FigureState::NotReported),
            Self::NotApplicable => Some(FigureState::NotApplicable),
            Self::Withheld => Some(FigureState::Withheld),
            Self::NothingStated => None,
        }
    }
}

/// How this institution writes decimals, once it has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notation {
    /// `1.234,5`: the Albanian way.
    DecimalComma,
    /// `1,234.5`: the English way.
    DecimalPoint,
}

/// The remembered answers of one institution. Empty at first: nothing has a meaning by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meanings {
    /// By the text as [`key`] folds it; the empty text is the empty cell.
    #[serde(default)]
    texts: BTreeMap<String, Meaning>,
    /// The answer to "is 1.234 a thousand or a fraction?".
    #[serde(default)]
    pub notation: Option<Notation>,
}

impl Meanings {
    /// Remembers what a text means; a second answer replaces the first.
    pub fn remember(&mut self, text: &str, meaning: Meaning) {
        self.texts.insert(key(text), meaning);
    }

    /// What the text means, where the user has said so.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<Meaning> {
        self.texts.get(&key(text)).copied()
    }

    /// Every answer with its folded text, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Meaning)> {
        self.texts
            .iter()
            .map(|(text, meaning)| (text.as_str(), *meaning))
    }
}

/// Folding that keeps signs, unlike the folding of names: `<5`, `5` and `-` are three texts.
pub(crate) mod unicode_fold {
    use vocabulary::text::fold;

    /// Small letters without marks, blanks of every kind as one, dashes and apostrophes alike.
    pub(crate) fn key(text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for word in text.split(super::super::blank::is_blank) {
            if word.is_empty() {
                continue;
            }
            if !folded.is_empty() {
                folded.push(' ');
            }
            for character in word.chars() {
                match character {
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
                    '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' => folded.push('\''),
                    letter if letter.is_alphabetic() => {
                        folded.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
                    }
                    other => folded.push(other),
                }
            }
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_for_every_way_of_writing_the_same() {
        let mut meanings = Meanings::default();
        meanings.remember("S’ka", Meaning::NotReported);
        meanings.remember("–", Meaning::NotApplicable);
        meanings.remember("<5", Meaning::Withheld);
        assert_eq!(meanings.of(" s'KA "), Some(Meaning::NotReported));
        assert_eq!(meanings.of("-"), Some(Meaning::NotApplicable));
        assert_eq!(meanings.of("< 5"), None);
        assert_eq!(meanings.of("5"), None);
        assert_eq!(meanings.of(""), None);
        let text = serde_json::to_string(&meanings).unwrap();
        assert_eq!(serde_json::from_str::<Meanings>(&text).unwrap(), meanings);
    }
}
