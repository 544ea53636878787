//! Every text that a user reads, in Albanian and English, by its key.
//!
//! Texts are Fluent messages under `words/sq` and `words/en`, one file for each noun. A test of this
//! crate fails when a key lacks a language, is used and missing, or is there and unused.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};
use vocabulary::Language;

#[derive(RustEmbed)]
#[folder = "words/"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static ALBANIAN: LazyLock<Bundle> = LazyLock::new(|| bundle("sq", langid!("sq")));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", langid!("en")));

fn bundle(folder: &str, language: LanguageIdentifier) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolating marks would end up in titles, file names and e-mail subjects.
    bundle.set_use_isolating(false);
    for name in Files::iter().filter(|name| name.starts_with(&format!("{folder}/"))) {
        let Some(file) = Files::get(&name) else {
            continue;
        };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = match FluentResource::try_new(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(file = %name, ?errors, "a file of words is malformed");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(file = %name, ?errors, "a file of words gives a key again");
        }
    }
    bundle
}

/// A value inside a text.
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

    /// The text of a key with values set in.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Word<'_>)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, value.clone());
        }
        let bundles: [&Bundle; 2] = match self.0 {
            Language::Albanian => [&ALBANIAN, &ENGLISH],
            Language::English => [&ENGLISH, &ALBANIAN],
        };
        for bundle in bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                if !errors.is_empty() {
                    tracing::error!(key, ?errors, "a text lacks a value");
                }
                return text.into_owned();
            }
            tracing::error!(key, "a text is missing in a language");
        }
        key.to_owned()
    }
}
