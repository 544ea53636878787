//! What this door can reach, and in which language a reader reads.

use axum::http::{HeaderMap, header};
use committee::Catalogue;
use page::{Failure, LANGUAGE_COOKIE, Words, chosen_language, cookie};
use release::ReleaseError;
use std::sync::Arc;
use store::Database;
use vocabulary::{Clock, Country, Language};

/// What this door can reach.
#[derive(Clone)]
pub struct PublicDoor {
    /// The committee's database, of which figures are read through `release` alone.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// The time: nothing is shown before its day.
    pub clock: Arc<dyn Clock>,
}

impl PublicDoor {
    pub(crate) fn country(&self) -> &Country {
        self.catalogue.country()
    }
}

/// The words in the reader's language.
pub(crate) fn words(headers: &HeaderMap) -> Words {
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Words::in_language(chosen_language(
        cookie(headers, LANGUAGE_COOKIE),
        None,
        accept,
    ))
}

/// There is no such page.
pub(crate) fn not_found(language: Language) -> Failure {
    Failure::not_found().in_language(language)
}

/// The register could not be read.
pub(crate) fn failed(language: Language) -> impl Fn(ReleaseError) -> Failure {
    move |error| Failure::internal(&error).in_language(language)
}

/// A picture or a file could not be made.
pub(crate) fn undrawn(language: Language) -> impl Fn(press::Error) -> Failure {
    move |error| Failure::internal(&error).in_language(language)
}
