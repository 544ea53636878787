//! Every text that a user reads, in Albanian and English, by its key.
//!
//! Texts are Fluent messages under `words/sq` and `words/en`, one file for each noun. A test of this
//! crate fails when a key lacks a language, is used and missing, or is there and unused. It must
//! never show a reader an empty place: a text that is missing falls back to the other language.

use crate::number_text;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};
use vocabulary::Language;

#[derive(RustEmbed)]
#[folder = "words/"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static ALBANIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Albanian));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

/// The words of one language; what is malformed in them is logged and left out.
fn bundle(language: Language) -> Bundle {
    let (bundle, faults) = load(language);
    for fault in faults {
        tracing::error!(fault, "the words are malformed");
    }
    bundle
}

/// What is malformed in the words of a language: a file that does not parse, a key given twice.
#[cfg(feature = "testing")]
pub(crate) fn faults(language: Language) -> Vec<String> {
    load(language).1
}

fn load(language: Language) -> (Bundle, Vec<String>) {
    let mut faults = Vec::new();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
    // Isolating marks would end up in titles, file names and e-mail subjects.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Albanian => |value, _| whole_number(Language::Albanian, value),
        Language::English => |value, _| whole_number(Language::English, value),
    }));
    let folder = format!("{}/", language.code());
    for name in Files::iter().filter(|name| name.starts_with(&folder)) {
        let Some(file) = Files::get(&name) else {
            continue;
        };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            faults.push(format!("{name}: {errors:?}"));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            faults.push(format!("{name}: {errors:?}"));
        }
    }
    (bundle, faults)
}

const fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::Albanian => langid!("sq"),
        Language::English => langid!("en"),
    }
}

/// A count inside a sentence, grouped as the language does. Years and codes are given as texts.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only whole numbers that a float holds exactly come this far"
)]
fn whole_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 && number.value.abs() < MOST => {
            Some(number_text(language, number.value as i64, 0))
        }
        _ => None,
    }
}

/// A value inside a text: a whole number (written and declined as the language does) or a text.
pub type Word<'a> = FluentValue<'a>;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// The words of a language.
    #[must_use]
    pub const fn in_language(language: Language) -> Self {
        Self(language)
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.0
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key that is made of a family and a code, such as `state-draft`.
    #[must_use]
    pub fn of(&self, family: &str, code: &str) -> String {
        self.text(&format!("{family}-{code}"))
    }

    /// The text of a key with values set in, such as `&[("count", 3.into())]`.
    ///
    /// A text that is missing in the language is shown in the other one, or as its key, and logged.
    ///
    /// # Panics
    /// In builds for tests (feature `testing`), when a text or one of its values is missing.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Word<'_>)]) -> String {
        let arguments: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let bundles: [&Bundle; 2] = match self.0 {
            Language::Albanian => [&ALBANIAN, &ENGLISH],
            Language::English => [&ENGLISH, &ALBANIAN],
        };
        for bundle in bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                if !errors.is_empty() {
                    lacking(key, "a text lacks a value");
                }
                return text.into_owned();
            }
            lacking(key, "a text is missing in a language");
        }
        key.to_owned()
    }
}

fn lacking(key: &str, fault: &str) {
    tracing::error!(key, fault, "words");
    #[cfg(feature = "testing")]
    panic!("{fault}: `{key}`");
}
