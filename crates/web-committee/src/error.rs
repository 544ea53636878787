//! What a refusal of the layers below becomes on a page.

use access::{AccessError, Refused};
use axum::http::StatusCode;
use committee::CommitteeError;
use estimation::EstimationError;
use intake::IntakeError;
use page::{Failure, Problem};
use release::ReleaseError;
use vocabulary::{Language, personal::RefusedText};

/// The reason why what somebody entered was refused, to stand above their form. What is no matter of
/// the form stays a failure. A text that gives a person away is told at its own field.
pub(crate) fn at_field(field: &str, failure: Failure) -> Result<Vec<Problem>, Failure> {
    at_field_called(field, &[], failure)
}

/// The same where fields are called otherwise on the page: their names, and their ids there.
pub(crate) fn at_field_called(
    field: &str,
    ids: &[(&str, &str)],
    failure: Failure,
) -> Result<Vec<Problem>, Failure> {
    if failure.status() != StatusCode::UNPROCESSABLE_ENTITY {
        return Err(failure);
    }
    let called = |name: &'static str| {
        let id = ids.iter().find(|(own, _)| *own == name);
        id.map_or(name, |(_, id)| *id)
    };
    let of_text = failure.text().map(|text| text.field);
    let of_key = || failure.key().and_then(field_of);
    let field = of_text.or_else(of_key).map_or(field, called);
    Ok(vec![Problem::new(field, failure.texts().1)])
}

/// The field that a refusal is about, wherever it is asked for; none for what is about the whole form.
fn field_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "meeting-in-future" | "meeting-too-old" | "meeting-needs-day" => "held_on",
        "meeting-already-recorded" => "reference",
        "meeting-unknown" | "return-needs-meeting" => "meeting",
        "target-needs-source" => "source",
        "target-negative" => "number",
        "adoption-needs-reason" | "return-needs-reason" => "reason",
        "note-too-long" => "words",
        "note-needs-words" => "content",
        "note-needs-reason" => "note-reason",
        "note-needs-addressee" | "note-institution-elsewhere" => "note-institution",
        "note-due-impossible" => "due_on",
        "account-name-malformed" => "name",
        "account-sign-in-name-malformed" | "account-name-taken" => "sign_in_name",
        "membership-institution-missing" => "institution",
        "membership-region-missing" => "region",
        key if key.starts_with("password-") => "password",
        _ => return None,
    })
}

/// A refusal with its reason.
fn refused(key: &'static str, text: Option<RefusedText>) -> Failure {
    text.map_or_else(|| Failure::refused(key), Failure::refused_text)
}

// words: refused-* adoption-* note-* meeting-* return-* import-* snapshot-* target-* password-*
// words: account-* membership-* sign-in-* estimate-refused estimate-needs-words estimate-too-long
// words: estimate-missed-share round-not-now round-title-length round-participants-number
// words: round-participants-unknown round-schema-soft round-schema-unreadable round-check-value
// words: round-key-unconfirmed round-keys-differ round-files-missing round-files-changed round-file-*

/// A failure in the reader's language.
pub(crate) trait InLanguage<Value> {
    /// Turns a refusal into a failure.
    fn shown(self, language: Language) -> Result<Value, Failure>;
}

impl<Value> InLanguage<Value> for Result<Value, CommitteeError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| {
            let failure = match &error {
                CommitteeError::NotFound(_) | CommitteeError::UnknownCode { .. } => {
                    Failure::not_found()
                }
                error if error.is_internal() => Failure::internal(error),
                error => refused(error.key(), error.refused_text()),
            };
            failure.in_language(language)
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, IntakeError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.or_else(|error| match error {
            IntakeError::Committee(error) => Err(error).shown(language),
            IntakeError::Access(refused) => Err(refused).shown(language),
            IntakeError::Refused(key) => Err(Failure::refused(key).in_language(language)),
            other => Err(Failure::internal(&other).in_language(language)),
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, EstimationError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| {
            let failure = match &error {
                EstimationError::NotFound(_) => Failure::not_found(),
                error if error.is_internal() => Failure::internal(error),
                error => refused(error.key(), error.refused_text()),
            };
            failure.in_language(language)
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, ReleaseError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| {
            let failure = match &error {
                ReleaseError::NotFound(_) => Failure::not_found(),
                error if error.is_internal() => Failure::internal(error),
                error => refused(error.key(), error.refused_text()),
            };
            failure.in_language(language)
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, AccessError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| {
            let failure = match &error {
                AccessError::NotFound => Failure::not_found(),
                error if error.is_internal() => Failure::internal(error),
                error => Failure::refused(error.key()),
            };
            failure.in_language(language)
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, Refused> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|refused| {
            let failure = match refused {
                Refused::NotFound => Failure::not_found(),
                Refused::Forbidden => Failure::forbidden(),
            };
            failure.in_language(language)
        })
    }
}

impl<Value> InLanguage<Value> for Result<Value, press::Error> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| Failure::internal(&error).in_language(language))
    }
}
