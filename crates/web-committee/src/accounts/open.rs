//! The bodies of one person: on which they sit, since when, one more, and ending one. Nobody does it
//! for themselves, and the log keeps every change.

use super::{Lists, all, membership, permit};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    memberships,
    navigation::frame,
    session::SignedIn,
};
use access::{Account, HeldMembership, ManageAccounts, MembershipId, Permit};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use page::{Failure, Frame, Problem, html, time_text};
use serde::Deserialize;

struct Row {
    id: String,
    text: String,
    since: String,
    ended: String,
}

#[derive(Template)]
#[template(path = "accounts/open.html")]
struct OpenPage {
    frame: Frame,
    problems: Vec<Problem>,
    sign_in_name: String,
    is_own: bool,
    held: Vec<Row>,
    past: Vec<Row>,
    entered: membership::Entered,
    lists: Lists,
}

#[derive(Deserialize)]
pub(super) struct Given {
    csrf: String,
    #[serde(flatten)]
    membership: membership::Entered,
}

#[derive(Deserialize)]
pub(super) struct Ended {
    csrf: String,
    membership: String,
}

async fn find(
    door: &Door,
    permit: &Permit<ManageAccounts>,
    reader: &SignedIn,
    name: &str,
) -> Result<Account, Failure> {
    let found = all(door, permit, reader.language).await?;
    found
        .into_iter()
        .find(|account| account.sign_in_name.as_str() == name)
        .ok_or_else(|| Failure::not_found().in_language(reader.language))
}

pub(super) async fn form(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let asked = (&permit, &account);
    page(
        &door,
        &reader,
        asked,
        membership::Entered::default(),
        Vec::new(),
    )
    .await
}

async fn page(
    door: &Door,
    reader: &SignedIn,
    (permit, account): (&Permit<ManageAccounts>, &Account),
    entered: membership::Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let past = door.access.memberships_past(permit, account.id).await;
    let row = |held: &HeldMembership, ended: String| Row {
        id: held.id.to_string(),
        text: memberships::text(door, words, &held.membership),
        since: time_text(words, held.since),
        ended,
    };
    let title = words.with(
        "membership-of",
        &[("name", account.name.as_str().to_owned().into())],
    );
    let past = past.shown(reader.language)?;
    html(&OpenPage {
        frame: frame(door, reader, title),
        problems,
        sign_in_name: account.sign_in_name.as_str().to_owned(),
        is_own: account.id == reader.actor.account_id(),
        held: account
            .memberships
            .iter()
            .map(|held| row(held, String::new()))
            .collect(),
        past: past
            .iter()
            .map(|one| row(&one.held, time_text(words, one.ended)))
            .collect(),
        entered,
        lists: Lists::of(door, reader),
    })
}

pub(super) async fn give(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    reader.own_form(&given.csrf)?;
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let outcome = match given.membership.membership(&door, &reader) {
        Ok(membership) => {
            let what = (account.id, &membership);
            let giving = door.access.membership_give(&permit, what, door.clock.now());
            giving.await.map(drop).shown(reader.language)
        }
        Err(failure) => Err(failure),
    };
    answer(
        &door,
        &reader,
        (&permit, &account),
        given.membership,
        outcome,
    )
    .await
}

pub(super) async fn end(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Form(ended): Form<Ended>,
) -> Result<Response, Failure> {
    reader.own_form(&ended.csrf)?;
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let id = MembershipId::parse(&ended.membership)
        .ok_or_else(|| Failure::not_found().in_language(reader.language))?;
    let what = (account.id, id);
    let ending = door.access.membership_end(&permit, what, door.clock.now());
    let outcome = ending.await.shown(reader.language);
    let entered = membership::Entered::default();
    answer(&door, &reader, (&permit, &account), entered, outcome).await
}

async fn answer(
    door: &Door,
    reader: &SignedIn,
    asked: (&Permit<ManageAccounts>, &Account),
    entered: membership::Entered,
    outcome: Result<(), Failure>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => {
            let to = format!("/accounts/{}", asked.1.sign_in_name.as_str());
            Ok(Redirect::to(&to).into_response())
        }
        Err(failure) => {
            let problems = at_field("role", failure)?;
            let page = page(door, reader, asked, entered, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
