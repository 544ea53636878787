//! Who asks: the account behind an access token, as it is now. Cookies count for nothing here, so
//! that no page in a browser can ask in somebody's name.

use crate::{ApiDoor, refusal::Refusal};
use access::{Action, Actor, Permit, Scope, TokenOutcome};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
};
use page::Failure;
use std::net::SocketAddr;
use vocabulary::PlaceCode;

/// Somebody who asks by an access token.
pub(crate) struct Caller {
    pub(crate) actor: Actor,
    pub(crate) is_read_only: bool,
}

impl Caller {
    /// Asks for a permit.
    pub(crate) fn permit<A: Action>(&self, scope: Scope) -> Result<Permit<A>, Refusal> {
        Ok(self.actor.permit(scope)?)
    }

    /// The place that the account's work is about: the region, or the country.
    pub(crate) fn home(&self, door: &ApiDoor) -> PlaceCode {
        let region = self.actor.region().cloned();
        region.unwrap_or_else(|| door.country().code().clone())
    }

    /// The place with this code; the caller's own where none is named.
    pub(crate) fn place(&self, door: &ApiDoor, code: Option<&str>) -> Result<PlaceCode, Refusal> {
        let Some(code) = code else {
            return Ok(self.home(door));
        };
        let place = door.country().place(code);
        Ok(place.ok_or_else(Failure::not_found)?.code.clone())
    }
}

/// The token of a request (RFC 6750, section 2.1); `None` where it names no bearer, or several.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<ApiDoor> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, door: &ApiDoor) -> Result<Self, Refusal> {
        let unknown = || Refusal::from(Failure::new(StatusCode::UNAUTHORIZED));
        let token = bearer(&parts.headers).ok_or_else(unknown)?;
        let client = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let client = client.map_or_else(String::new, |ConnectInfo(from)| from.ip().to_string());
        let now = door.clock.now();
        match door.access.token_present(token, &client, now).await? {
            TokenOutcome::Good(bearer) => {
                let changes = parts.method != Method::GET && parts.method != Method::HEAD;
                if changes && bearer.is_read_only {
                    return Err(Failure::forbidden().saying("api-token-reads-only").into());
                }
                Ok(Self {
                    actor: bearer.actor,
                    is_read_only: bearer.is_read_only,
                })
            }
            TokenOutcome::Refused => Err(unknown()),
            TokenOutcome::TooManyAttempts { .. } => {
                Err(Failure::new(StatusCode::TOO_MANY_REQUESTS).into())
            }
        }
    }
}
