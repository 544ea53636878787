//! In which of one's memberships one acts: chosen after signing in, and changed from the header of
//! every page. Rights never add up, so a page is always read and a form always sent in one of them.

use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::SignedIn,
    sign_in::{session_cookie, start_of},
};
use access::{Membership, MembershipId};
use askama::Template;
use axum::{
    Form, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use boxed::boxed;
use page::{Choice, Failure, Frame, Words, html, membership_text, time_text};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/account/memberships", get(list).post(choose))
}

/// A membership in words.
pub(crate) fn text(door: &Door, words: Words, membership: &Membership) -> String {
    let what = (
        membership.role().code(),
        membership.institution(),
        membership.region(),
    );
    membership_text(words, door.country(), what)
}

/// What the reader acts as now.
pub(crate) fn text_of_actor(door: &Door, reader: &SignedIn) -> String {
    let actor = &reader.actor;
    let what = (actor.role().code(), actor.institution(), actor.region());
    membership_text(reader.words(), door.country(), what)
}

/// What the header offers to change to; nothing to who holds only one.
pub(crate) fn choices(door: &Door, reader: &SignedIn) -> Vec<Choice> {
    let present = reader.actor.membership_id();
    let present = present.map_or_else(String::new, |id| id.to_string());
    let all = reader.memberships.iter().map(|held| {
        let label = text(door, reader.words(), &held.membership);
        Choice::new(held.id.to_string(), label, &present)
    });
    if reader.memberships.len() > 1 {
        all.collect()
    } else {
        Vec::new()
    }
}

struct Row {
    id: String,
    text: String,
    since: String,
    is_present: bool,
}

#[derive(Template)]
#[template(path = "memberships/list.html")]
struct MembershipsPage {
    frame: Frame,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Chosen {
    csrf: String,
    membership: String,
}

#[boxed]
async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let rows = reader.memberships.iter().map(|held| Row {
        id: held.id.to_string(),
        text: text(&door, words, &held.membership),
        since: time_text(words, held.since),
        is_present: reader.actor.membership_id() == Some(held.id),
    });
    html(&MembershipsPage {
        frame: frame(&door, &reader, words.text("membership-title")),
        rows: rows.collect(),
    })
}

/// Goes on in the chosen one. The session has another secret from now on, which the browser is given.
#[boxed]
async fn choose(
    State(door): State<Door>,
    reader: SignedIn,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    reader.own_form(&chosen.csrf)?;
    let id = MembershipId::parse(&chosen.membership)
        .ok_or_else(|| Failure::not_found().in_language(reader.language))?;
    let which = (reader.session_token(), id);
    let choosing = door
        .access
        .membership_choose(&reader.actor, which, door.clock.now());
    let (token, actor) = choosing.await.shown(reader.language)?;
    let mut response = Redirect::to(start_of(actor.role())).into_response();
    if let Some((name, value)) = session_cookie(&door, &token.reveal(), false) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}
