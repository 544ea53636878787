//! What a refusal of the layers below becomes in an answer: `application/problem+json` (RFC 9457).
//!
//! Handlers return failures without a language; one layer writes them in the caller's. Nothing that
//! a request carried is repeated in them.

use access::{AccessError, Refused};
use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use boxed::boxed;
use committee::CommitteeError;
use estimation::EstimationError;
use intake::IntakeError;
use page::{Failure, Problem, Words, chosen_language};
use release::ReleaseError;
use rendering::engine_message;
use vocabulary::{Language, personal::RefusedText};

/// A failure on its way to the layer that knows the caller's language.
#[derive(Debug)]
pub(crate) struct Refusal(Failure);

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.0.status().into_response();
        response.extensions_mut().insert(self.0.for_programs());
        response
    }
}

/// A refusal with its reason; of a text that gives a person away the kind and the place, never the text.
fn refused(key: &'static str, text: Option<RefusedText>) -> Failure {
    text.map_or_else(|| Failure::refused(key), Failure::refused_text)
}

impl From<CommitteeError> for Refusal {
    fn from(error: CommitteeError) -> Self {
        Self(match &error {
            CommitteeError::NotFound(_) | CommitteeError::UnknownCode { .. } => {
                Failure::not_found()
            }
            error if error.is_internal() => Failure::internal(error),
            error => refused(error.key(), error.refused_text()),
        })
    }
}

impl From<ReleaseError> for Refusal {
    fn from(error: ReleaseError) -> Self {
        Self(match &error {
            ReleaseError::NotFound(_) => Failure::not_found(),
            error if error.is_internal() => Failure::internal(error),
            error => refused(error.key(), error.refused_text()),
        })
    }
}

impl From<AccessError> for Refusal {
    fn from(error: AccessError) -> Self {
        Self(match &error {
            AccessError::NotFound => Failure::not_found(),
            error if error.is_internal() => Failure::internal(error),
            error => Failure::refused(error.key()),
        })
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self(match refused {
            Refused::NotFound => Failure::not_found(),
            Refused::Forbidden => Failure::forbidden(),
        })
    }
}

impl From<EstimationError> for Refusal {
    fn from(error: EstimationError) -> Self {
        Self(match &error {
            EstimationError::NotFound(_) => Failure::not_found(),
            error if error.is_internal() => Failure::internal(error),
            error => refused(error.key(), error.refused_text()),
        })
    }
}

impl From<IntakeError> for Refusal {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Committee(error) => error.into(),
            IntakeError::Access(refused) => refused.into(),
            IntakeError::Refused(key) => Failure::refused(key).into(),
            other => Failure::internal(&other).into(),
        }
    }
}

/// Why a file was not taken, in the caller's language; each thing that is wrong with it apart.
pub(crate) fn about_file(words: Words, error: IntakeError) -> Refusal {
    let problems = error.about_file(words).into_iter();
    let problems: Vec<Problem> = problems.map(|text| Problem::new("body", text)).collect();
    if problems.is_empty() {
        return error.into();
    }
    let failure = Failure::refused("api-file-refused");
    failure.with_problems(problems).into()
}

/// What is wrong with lists or choices, in the caller's language.
pub(crate) fn about_lists(words: Words, error: &multiple_systems::Error) -> Refusal {
    let field = match engine_message::field(error) {
        "file" => "histories",
        field => field,
    };
    let problem = Problem::new(field, engine_message::text(words, error));
    let failure = Failure::refused("api-lists-refused");
    failure.with_problems(vec![problem]).into()
}

/// The language that a request asks for. No cookie counts at this door.
pub(crate) fn language_of_request(headers: &HeaderMap) -> Language {
    let accept = headers.get(header::ACCEPT_LANGUAGE);
    chosen_language(None, None, accept.and_then(|value| value.to_str().ok()))
}

/// Writes every failure in the caller's language, also those of the framework, and forbids keeping
/// any answer.
#[boxed]
pub(crate) async fn in_callers_language(request: Request, next: Next) -> Response {
    let language = language_of_request(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    let is_problem = status.is_client_error() || status.is_server_error();
    let failure = response.extensions_mut().remove::<Failure>();
    let mut answer = match failure {
        Some(failure) => failure.in_language(language).into_response(),
        None if is_problem => {
            let failure = Failure::new(status).for_programs().in_language(language);
            let mut answer = failure.into_response();
            if let Some(allowed) = response.headers().get(header::ALLOW) {
                answer.headers_mut().insert(header::ALLOW, allowed.clone());
            }
            answer
        }
        None => response,
    };
    let headers = answer.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(
            header::WWW_AUTHENTICATE,
            header::HeaderValue::from_static("Bearer"),
        );
    }
    answer
}
