//! What a refusal of the layers below becomes on a page.

use access::AccessError;
use casework::CaseworkError;
use page::Failure;
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
