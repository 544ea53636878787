//! One account: who it is and whether they can come in, on which bodies they sit and since when, one
//! more, and ending one. Nobody does it for themselves, and the log keeps every change.

use super::{find, membership, membership::Lists, permit};
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
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use page::{Failure, Frame, Notice, Problem, Words, html, time_text};
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
    is_closed: bool,
    facts: Vec<(String, String)>,
    held: Vec<Row>,
    past: Vec<Row>,
    entered: membership::Entered,
    lists: Lists,
}

impl OpenPage {
    /// Whether a form was refused because of this field, and stands open.
    fn is_wrong(&self, field: &str) -> bool {
        self.problems.iter().any(|one| one.field == field)
    }
}

/// What the page shows beside the account.
#[derive(Default)]
pub(super) struct Shown {
    /// What was wrong with a form.
    pub(super) problems: Vec<Problem>,
    /// The body that was entered.
    pub(super) entered: membership::Entered,
    /// What was done just now, as addresses name it.
    pub(super) done: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
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

#[boxed]
pub(super) async fn form(
    State(door): State<Door>,
    reader: SignedIn,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let permit = permit(&door, &reader)?;
    let account = find(&door, &permit, &reader, &name).await?;
    let shown = Shown {
        done: asked.done,
        ..Shown::default()
    };
    page(&door, &reader, (&permit, &account), shown).await
}

#[boxed]
pub(super) async fn page(
    door: &Door,
    reader: &SignedIn,
    (permit, account): (&Permit<ManageAccounts>, &Account),
    shown: Shown,
) -> Result<Response, Failure> {
    let words = reader.words();
    let past = door.access.memberships_past(permit, account.id).await;
    let row = |held: &HeldMembership, ended: String| Row {
        id: held.id.to_string(),
        text: memberships::text(door, words, &held.membership),
        since: time_text(words, held.since),
        ended,
    };
    let past = past.shown(reader.language)?;
    let mut frame = frame(door, reader, account.name.as_str().to_owned());
    frame.notice = done(words, &shown.done);
    html(&OpenPage {
        frame,
        problems: shown.problems,
        sign_in_name: account.sign_in_name.as_str().to_owned(),
        is_own: account.id == reader.actor.account_id(),
        is_closed: account.disabled_at.is_some(),
        facts: facts(words, account),
        held: account
            .memberships
            .iter()
            .map(|held| row(held, String::new()))
            .collect(),
        past: past
            .iter()
            .map(|one| row(&one.held, time_text(words, one.ended)))
            .collect(),
        entered: shown.entered,
        lists: Lists::of(door, reader),
    })
}

// words: account-done-opened account-done-closed account-done-reopened account-done-password
// words: account-done-second-factor
fn done(words: Words, code: &str) -> Option<Notice> {
    let is_known = matches!(
        code,
        "opened" | "closed" | "reopened" | "password" | "second-factor"
    );
    is_known.then(|| Notice::done(words.of("account-done", code)))
}

fn facts(words: Words, account: &Account) -> Vec<(String, String)> {
    let state = match (account.disabled_at, account.must_change_password) {
        (Some(at), _) => words.with(
            "account-closed-since",
            &[("when", time_text(words, at).into())],
        ),
        (None, true) => words.text("account-must-change"),
        (None, false) => words.text("account-state-open"),
    };
    let last = account.signed_in_at;
    let last = last.map_or_else(|| words.text("account-never"), |at| time_text(words, at));
    let facts = [
        ("sign-in-name", account.sign_in_name.as_str().to_owned()),
        ("status", state),
        ("last-signed-in", last),
        ("account-opened", time_text(words, account.created_at)),
    ];
    let facts = facts.into_iter();
    facts.map(|(key, text)| (words.text(key), text)).collect()
}

#[boxed]
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

#[boxed]
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

#[boxed]
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
            let shown = Shown {
                problems: at_field("role", failure)?,
                entered,
                ..Shown::default()
            };
            let page = page(door, reader, asked, shown).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
