//! Who asks. A [`Visitor`] is signed in at the outer door and belongs to an institution; an
//! [`Insider`] has opened their key at the inner one. To everybody else this wing does not exist.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    seats::Seat,
    show,
    step::{OrAt as _, Step},
};
use access::{Actor, HeldMembership, Role, SessionMark, SessionToken};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use boxed::boxed;
use casework::{Request, Worker, institution_in, person_of};
use jiff::Timestamp;
use page::{Failure, LANGUAGE_COOKIE, Words, chosen_language, cookie};
use vocabulary::Language;

/// The session token that a request carries: the committee's door sets the cookie.
pub(crate) fn token(door: &TableDoor, headers: &HeaderMap) -> Option<SessionToken> {
    cookie(headers, page::session_cookie_name(door.is_secure)).and_then(SessionToken::parse)
}

fn language(headers: &HeaderMap, account: Option<Language>) -> Language {
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    chosen_language(cookie(headers, LANGUAGE_COOKIE), account, accept)
}

/// Somebody of an institution who is signed in at the outer door.
pub(crate) struct Visitor {
    pub(crate) actor: Actor,
    /// All memberships that they may choose among.
    pub(crate) memberships: Vec<HeldMembership>,
    pub(crate) language: Language,
    pub(crate) path: String,
    pub(crate) now: Timestamp,
    token: SessionToken,
}

impl Visitor {
    pub(crate) const fn words(&self) -> Words {
        Words::in_language(self.language)
    }

    /// What each form carries, and what a seat is found by.
    pub(crate) fn csrf(&self) -> String {
        self.token.form_token()
    }

    /// What names the session without opening it.
    pub(crate) fn mark(&self) -> SessionMark {
        self.token.mark()
    }

    /// Refuses a form that is not this session's own.
    pub(crate) fn own_form(&self, entered: &Entered) -> Result<(), Failure> {
        if self.token.owns_form(entered.get("csrf")) {
            Ok(())
        } else {
            Err(Failure::refused("refused-foreign-form").in_language(self.language))
        }
    }

    pub(crate) fn not_found(&self) -> Failure {
        Failure::not_found().in_language(self.language)
    }

    /// The seat of whoever has come through the inner door, and sits there still.
    pub(crate) fn seat(&self, door: &TableDoor) -> Option<Seat> {
        let session = self.csrf();
        let seat = door.seats.find(&session, self.now)?;
        if !sits_for(&self.actor, &seat.worker) {
            door.seats.leave(&session);
            return None;
        }
        Some(seat)
    }
}

/// Whether a session acts in the membership in which somebody came in: whoever acts for another body
/// now, or whose membership has ended, leaves the seat.
pub(crate) fn sits_for(actor: &Actor, worker: &Worker) -> bool {
    actor.membership_id() == worker.actor().membership_id()
}

impl FromRequestParts<TableDoor> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &TableDoor) -> Result<Self, Response> {
        let to_sign_in = || Redirect::to("/sign-in").into_response();
        let now = door.clock.now();
        let token = token(door, &parts.headers).ok_or_else(to_sign_in)?;
        let found = door.access.session(&token, now).await;
        let session = found
            .map_err(|error| Failure::internal(&error).into_response())?
            .ok_or_else(to_sign_in)?;
        let language = language(&parts.headers, Some(session.actor.language()));
        if session.actor.role() != Role::InstitutionMember {
            return Err(Failure::not_found().in_language(language).into_response());
        }
        if session.must_change_password {
            return Err(Redirect::to("/password").into_response());
        }
        let path = parts.uri.path_and_query();
        Ok(Self {
            actor: session.actor,
            memberships: session.memberships,
            language,
            path: path.map_or("/table", |path| path.as_str()).to_owned(),
            now,
            token,
        })
    }
}

/// Somebody inside.
pub(crate) struct Insider {
    pub(crate) visitor: Visitor,
    pub(crate) seat: Seat,
}

impl Insider {
    pub(crate) fn worker(&self) -> &Worker {
        &self.seat.worker
    }

    /// Whether this is another seat of the reader's own.
    pub(crate) fn is_other_seat(&self, seat: &str) -> bool {
        seat != self.worker().account() && person_of(seat) == self.worker().person()
    }

    pub(crate) fn request(&self) -> Request<'_> {
        Request {
            worker: self.worker(),
            now: self.visitor.now,
        }
    }

    pub(crate) const fn words(&self) -> Words {
        self.visitor.words()
    }

    pub(crate) const fn language(&self) -> Language {
        self.visitor.language
    }

    pub(crate) fn own_form(&self, entered: &Entered) -> Result<(), Failure> {
        self.visitor.own_form(entered)
    }

    /// Whether the second factor was given recently; otherwise the next act asks for it again.
    pub(crate) fn is_fresh(&self) -> bool {
        self.seat.is_fresh(self.visitor.now)
    }

    /// Asks for the second factor again where it was given too long ago.
    #[boxed]
    pub(crate) async fn confirmed(&self, door: &TableDoor, entered: &Entered) -> Step {
        if self.is_fresh() {
            return Ok(());
        }
        self.confirm_now(door, entered).await
    }

    /// Asks for the second factor, however recently it was given.
    #[boxed]
    pub(crate) async fn confirm_now(&self, door: &TableDoor, entered: &Entered) -> Step {
        let (actor, now) = (&self.visitor.actor, self.visitor.now);
        let checked = door
            .access
            .second_factor_check(actor, entered.get("code"), now);
        checked.await.or_at("code", self.words())?;
        door.seats.refresh(&self.visitor.csrf(), now);
        Ok(())
    }
}

impl FromRequestParts<TableDoor> for Insider {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &TableDoor) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, door).await?;
        let seat = visitor.seat(door);
        let to_enter = || Redirect::to("/table/enter").into_response();
        let seat = seat.ok_or_else(to_enter)?;
        Ok(Self { visitor, seat })
    }
}

/// The codes of colleagues' seats as names to show; a further seat of a person with its institution.
#[boxed]
pub(crate) async fn names_of(
    door: &TableDoor,
    language: Language,
    accounts: Vec<&str>,
) -> Result<show::WorkerNames, Failure> {
    let ids = accounts.iter().map(|seat| person_of(seat));
    let ids = ids.filter_map(access::AccountId::parse);
    let found = door.access.account_names(ids).await.shown(language)?;
    let words = Words::in_language(language);
    let named = accounts.into_iter().filter_map(|seat| {
        let name = found.get(&access::AccountId::parse(person_of(seat))?)?;
        let shown = match institution_in(seat) {
            Some(code) => format!("{name} ({})", show::institution(door, words, code)),
            None => name.clone(),
        };
        let named = show::WorkerName {
            person: name.clone(),
            seat: shown,
        };
        Some((seat.to_owned(), named))
    });
    Ok(show::WorkerNames(named.collect()))
}
