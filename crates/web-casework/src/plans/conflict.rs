//! What becomes of a change to an action. When somebody else changed it first, nothing is overwritten:
//! the page shows what stands there now and who wrote it, and keeps what was typed. A second click on
//! one's own button is no conflict.

use super::{action, address};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Part, Sheet},
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{ActionChange, ActionStep, ActionView, CaseCode, CaseworkError, RecordId};
use page::{Failure, Problem, time_text};

/// What was tried.
pub(super) struct Sent<'s> {
    pub(super) action: &'s RecordId,
    /// The field that a refusal is shown at.
    pub(super) field: &'static str,
    pub(super) change: ActionChange,
    /// The words, where the change has any.
    pub(super) text: Option<&'s str>,
}

/// The version that a form was shown with.
pub(super) fn version(entered: &Entered) -> i64 {
    entered.get("version").parse().unwrap_or_default()
}

/// What a step leaves behind among the versions.
pub(super) const fn change_of(step: ActionStep) -> ActionChange {
    match step {
        ActionStep::Agree => ActionChange::Agreed,
        ActionStep::Decline => ActionChange::Declined,
        ActionStep::AskLater => ActionChange::Later,
        ActionStep::Begin => ActionChange::Begun,
        ActionStep::Finish => ActionChange::Finished,
        ActionStep::Drop => ActionChange::Dropped,
    }
}

/// Back to the action, or the action's page with what was wrong.
#[boxed]
pub(super) async fn settle(
    (door, reader): (&TableDoor, &Insider),
    (code, sent): (&CaseCode, &Sent<'_>),
    entered: &Entered,
    outcome: Result<i64, CaseworkError>,
) -> Result<Response, Failure> {
    let is_overtaken = matches!(
        outcome,
        Err(CaseworkError::Refused("plan-changed-meanwhile"))
    );
    let problems = match outcome.or_at(sent.field, reader.words()) {
        Ok(_) => return Ok(Redirect::to(&address(code, sent.action)).into_response()),
        Err(stop) => stop.problems()?,
    };
    let view = door
        .casework
        .plan_action(reader.request(), code, sent.action)
        .await
        .shown(reader.language())?;
    if !is_overtaken {
        return action::page((door, reader), (code, &view), entered, problems).await;
    }
    if is_own_echo(reader, &view, (sent, version(entered))) {
        return Ok(Redirect::to(&address(code, sent.action)).into_response());
    }
    overtaken((door, reader), (code, &view), (sent, entered), problems).await
}

/// Whether the next version is what this very form made when its button was pressed before.
fn is_own_echo(reader: &Insider, view: &ActionView, (sent, from): (&Sent<'_>, i64)) -> bool {
    let mut later = view.versions.iter();
    later.any(|one| {
        one.version == from + 1
            && one.by == reader.worker().account()
            && one.change == sent.change
            && sent.text.is_none_or(|typed| {
                let kept = one.text.as_ref();
                kept.is_some_and(|kept| kept.expose() == typed)
            })
    })
}

/// Both texts: what stands there now, and what was typed, ready to be saved over the new version.
#[boxed]
async fn overtaken(
    (door, reader): (&TableDoor, &Insider),
    (code, view): (&CaseCode, &ActionView),
    (sent, entered): (&Sent<'_>, &Entered),
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let latest = view.versions.first();
    let by = latest.map(|one| one.by.as_str()).into_iter().collect();
    let names = names_of(door, reader.language(), by).await?;
    let who = latest.map(|one| {
        let values = [
            ("who", names.of(&one.by).into()),
            ("when", time_text(words, one.at).into()),
            ("what", words.of("action-change", one.change.code()).into()),
        ];
        Part::Note("warn", words.with("case-action-overtaken", &values))
    });
    let now = format!(
        "{}\n({})",
        view.action.text.expose(),
        action::state_text(reader, view)
    );
    let typed = sent
        .text
        .map(|typed| Part::Opened(words.text("case-action-you-typed"), typed.to_owned()));
    let form = super::revise::form(reader, (code, view), entered)
        .filter(|_| sent.text.is_some())
        .map(|form| Part::Form(form.titled(words.text("case-action-save-over")).unfolded()));
    let back =
        crate::sheet::Link::new(address(code, sent.action), words.text("case-action-to-now"));
    Sheet::inside(door, reader, words.text("case-action-overtaken-title"))
        .under(code.as_str())
        .with_some(who)
        .with(Part::Opened(words.text("case-action-says-now"), now))
        .with_some(typed)
        .with_some(form)
        .with(Part::Links(vec![back]))
        .refused(problems)
}
