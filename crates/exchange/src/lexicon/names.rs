//! An index of names: several things may have the same one, and one thing several.

use std::collections::HashMap;
use vocabulary::{
    Names,
    text::{fold, nearest},
};

/// Something that a text may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it lies in, to tell places of the same name apart; empty for anything else.
    pub within: String,
}

/// Why a text names nothing, or too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing has that name.
    Unknown,
    /// All of these have that name.
    Ambiguous(Vec<Suggestion>),
}

#[derive(Debug)]
pub(super) struct NameIndex<C> {
    by_folded: HashMap<String, Vec<C>>,
    /// Names as they are written, in the order of adding, for suggestions.
    written: Vec<(String, C)>,
}

impl<C> Default for NameIndex<C> {
    fn default() -> Self {
        Self {
            by_folded: HashMap::new(),
            written: Vec::new(),
        }
    }
}

impl<C: Clone + PartialEq + AsText> NameIndex<C> {
    pub(super) fn add(&mut self, code: &C, name: &str) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        let codes = self.by_folded.entry(folded).or_default();
        if !codes.contains(code) {
            codes.push(code.clone());
            self.written.push((name.to_owned(), code.clone()));
        }
    }

    /// Adds the names in both languages, with and without what they add in brackets: a table says
    /// "Fëmijë" for "Fëmijë (nën 18)".
    pub(super) fn add_names(&mut self, code: &C, names: &Names) {
        for name in [&names.albanian, &names.english] {
            self.add(code, name);
            if let Some((short, _)) = name.split_once('(') {
                self.add(code, short);
            }
        }
    }

    pub(super) fn has(&self, folded: &str) -> bool {
        self.by_folded.contains_key(folded)
    }

    pub(super) fn named(&self, folded: &str) -> &[C] {
        self.by_folded.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(super) fn find(&self, text: &str) -> Result<C, NameProblem> {
        match self.named(&fold(text)) {
            [one] => Ok(one.clone()),
            [] => Err(NameProblem::Unknown),
            several => Err(NameProblem::Ambiguous(
                several.iter().map(|code| self.suggestion(code)).collect(),
            )),
        }
    }

    pub(super) fn like(&self, text: &str) -> Vec<Suggestion> {
        let names = self.written.iter().map(|(name, _)| name.as_str());
        let mut found: Vec<Suggestion> = Vec::new();
        for name in nearest(text, names) {
            for (_, code) in self.written.iter().filter(|(written, _)| written == name) {
                let suggestion = self.suggestion(code);
                if !found.contains(&suggestion) {
                    found.push(suggestion);
                }
            }
        }
        found.truncate(8);
        found
    }

    pub(super) fn suggestion(&self, code: &C) -> Suggestion {
        let written = self.written.iter().find(|(_, other)| other == code);
        Suggestion {
            code: code.as_text().to_owned(),
            name: written.map_or_else(String::new, |(name, _)| name.clone()),
            within: String::new(),
        }
    }
}

/// A code that can be shown.
pub(super) trait AsText {
    fn as_text(&self) -> &str;
}

macro_rules! as_text {
    ($($code:ident),+) => {
        $(impl AsText for vocabulary::$code {
            fn as_text(&self) -> &str {
                self.as_str()
            }
        })+
    };
}
as_text!(PlaceCode, IndicatorCode, InstitutionCode, TermCode);
