//! What a refusal of the layers below becomes on a page.

use access::AccessError;
use casework::CaseworkError;
use page::{Failure, Problem, Words};
use vocabulary::Language;

// words: casework-internal casework-key-closed casework-not-found casework-code-invalid
// words: passphrase-too-short concern-request-missing concern-manager-invalid field-invalid
// words: grant-reason-missing grant-end-invalid reveal-reason-missing briefing-language-invalid
// words: grant-* worker-* second-factor-* sign-in-too-many

/// A failure in the reader's language.
pub(crate) trait InLanguage<Value> {
    /// Turns a refusal into a failure.
    fn shown(self, language: Language) -> Result<Value, Failure>;
}

impl<Value> InLanguage<Value> for Result<Value, CaseworkError> {
    fn shown(self, language: Language) -> Result<Value, Failure> {
        self.map_err(|error| failure(&error).in_language(language))
    }
}

fn failure(error: &CaseworkError) -> Failure {
    match error {
        CaseworkError::NotFound(_) => Failure::not_found(),
        CaseworkError::Refused(key) | CaseworkError::Invalid(key) => Failure::refused(key),
        CaseworkError::Seal(_) => Failure::refused("casework-key-closed"),
        other => Failure::internal(other),
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

/// What is a matter of the form stands above it; everything else stays a failure.
pub(crate) trait AtField<Value> {
    /// The problem at the field, or the failure.
    fn at(self, field: &str, words: Words) -> Result<Result<Value, Problem>, Failure>;
}

impl<Value> AtField<Value> for Result<Value, CaseworkError> {
    fn at(self, field: &str, words: Words) -> Result<Result<Value, Problem>, Failure> {
        match self {
            Err(CaseworkError::Refused(key) | CaseworkError::Invalid(key)) => {
                Ok(Err(Problem::new(field, words.text(key))))
            }
            other => other.shown(words.language()).map(Ok),
        }
    }
}

impl<Value> AtField<Value> for Result<Value, AccessError> {
    fn at(self, field: &str, words: Words) -> Result<Result<Value, Problem>, Failure> {
        match self {
            Err(error) if !error.is_internal() => {
                Ok(Err(Problem::new(field, words.text(error.key()))))
            }
            other => other.shown(words.language()).map(Ok),
        }
    }
}
