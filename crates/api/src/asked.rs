//! What a request carries besides its path: parameters and a body, read strictly. What is unknown,
//! doubled or malformed is refused with its name or position, and never repeated.

use crate::refusal::Refusal;
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{StatusCode, header, request::Parts},
};
use page::{Failure, Problem};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

/// The parameters of an operation; their type refuses the fields that it does not know.
pub(crate) struct Asked<Parameters>(pub(crate) Parameters);

/// No parameters at all.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// The JSON body of an operation.
pub(crate) struct Sent<Body>(pub(crate) Body);

/// A parameter or field that cannot be read: where it stands, and its name.
pub(crate) fn malformed(key: &'static str, place: &str, name: &str) -> Refusal {
    let problem = Problem {
        field: place.to_owned(),
        message: name.to_owned(),
    };
    Failure::bad_request()
        .saying(key)
        .with_problems(vec![problem])
        .into()
}

/// A parameter that cannot be read.
pub(crate) fn bad_parameter(name: &str) -> Refusal {
    malformed("api-parameters-malformed", "query", name)
}

/// A field of the body that cannot be read.
pub(crate) fn bad_field(name: &str) -> Refusal {
    malformed("api-body-malformed", "body", name)
}

impl<State, Parameters> FromRequestParts<State> for Asked<Parameters>
where
    State: Send + Sync,
    Parameters: DeserializeOwned + IntoParams,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Refusal> {
        let read = Query::<Parameters>::from_request_parts(parts, state).await;
        let Err(_) = read else {
            return Ok(Self(read.map_err(|_| Failure::bad_request())?.0));
        };
        let allowed: Vec<String> = Parameters::into_params(|| None)
            .into_iter()
            .map(|parameter| parameter.name)
            .collect();
        Err(bad_parameter(&allowed.join(", ")))
    }
}

impl<State, Body> FromRequest<State> for Sent<Body>
where
    State: Send + Sync,
    Body: DeserializeOwned,
{
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &State) -> Result<Self, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let is_json = kind
            .and_then(|kind| kind.to_str().ok())
            .and_then(|kind| kind.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        if !is_json {
            let failure = Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE);
            return Err(failure.saying("api-body-not-json").into());
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Failure::new(rejection.status()))?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| bad_field(&format!("{}:{}", error.line(), error.column())))
    }
}
