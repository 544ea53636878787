//! Who asks: the signed-in person behind a request, and the check that a form is our own.

use crate::{Door, error::InLanguage as _};
use access::{Action, Actor, Decision, HeldMembership, Permit, Scope, SessionToken, decide};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use page::{Failure, LANGUAGE_COOKIE, Words, chosen_language, cookie, session_cookie_name};
use vocabulary::{InstitutionCode, Language, PlaceCode};

/// The session token that a request carries.
pub(crate) fn token(door: &Door, headers: &HeaderMap) -> Option<SessionToken> {
    cookie(headers, session_cookie_name(door.is_secure)).and_then(SessionToken::parse)
}

/// The language of a reader, signed in or not.
pub(crate) fn language(headers: &HeaderMap, account: Option<Language>) -> Language {
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    chosen_language(cookie(headers, LANGUAGE_COOKIE), account, accept)
}

/// The language of somebody of whom nothing is known but the request.
#[must_use]
pub fn language_of_request(headers: &HeaderMap) -> Language {
    language(headers, None)
}

/// Somebody who is signed in, with all that a page needs to know of them.
pub(crate) struct SignedIn {
    /// Who, in the one membership in which the session acts.
    pub(crate) actor: Actor,
    /// All memberships that they may choose among.
    pub(crate) memberships: Vec<HeldMembership>,
    /// In which language.
    pub(crate) language: Language,
    /// The path and query of the request.
    pub(crate) path: String,
    token: SessionToken,
}

impl SignedIn {
    /// The words of the reader's language.
    pub(crate) const fn words(&self) -> Words {
        Words::in_language(self.language)
    }

    /// What each form carries.
    pub(crate) fn csrf(&self) -> String {
        self.token.form_token()
    }

    /// The session that asks, for its owner's own list.
    pub(crate) const fn session_token(&self) -> &SessionToken {
        &self.token
    }

    /// Refuses a form that is not this session's own.
    pub(crate) fn own_form(&self, csrf: &str) -> Result<(), Failure> {
        if self.token.owns_form(csrf) {
            Ok(())
        } else {
            Err(Failure::refused("refused-foreign-form").in_language(self.language))
        }
    }

    /// Asks for a permit.
    pub(crate) fn permit<A: Action>(&self, scope: Scope) -> Result<Permit<A>, Failure> {
        self.actor.permit(scope).shown(self.language)
    }

    /// Whether the policy would allow it: for showing a link or form, never for guarding.
    pub(crate) fn may<A: Action>(&self, scope: &Scope) -> bool {
        decide(&self.actor, A::KIND, scope) == Decision::Allowed
    }

    /// The place that the person's work is about: the region, or the country.
    pub(crate) fn home(&self, door: &Door) -> PlaceCode {
        self.actor
            .region()
            .cloned()
            .unwrap_or_else(|| door.country().code().clone())
    }
}

/// The scope of a place, or of an institution's own things there.
pub(crate) fn scope(
    door: &Door,
    place: &PlaceCode,
    institution: Option<&InstitutionCode>,
) -> Scope {
    let scope = Scope::of_place(door.country(), place)
        .unwrap_or_else(|| Scope::national(door.country().code().clone()));
    match institution {
        Some(institution) => scope.of_institution(institution.clone()),
        None => scope,
    }
}

impl FromRequestParts<Door> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Response> {
        let path = parts
            .uri
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        let to_sign_in = || Redirect::to("/sign-in").into_response();
        let token = token(door, &parts.headers).ok_or_else(to_sign_in)?;
        let session = door
            .access
            .session(&token, door.clock.now())
            .await
            .map_err(|error| Failure::internal(&error).into_response())?
            .ok_or_else(to_sign_in)?;
        if session.must_change_password && !path.starts_with("/password") {
            return Err(Redirect::to("/password").into_response());
        }
        Ok(Self {
            language: language(&parts.headers, Some(session.actor.language())),
            actor: session.actor,
            memberships: session.memberships,
            path,
            token,
        })
    }
}
