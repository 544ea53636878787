//! Putting an action in other words. When somebody else was quicker, both texts stand on the page.

use super::{action::target, conflict, conflict::Sent as Tried, ids_of, plan::services};
use crate::{
    TableDoor,
    days::{noon_of, typed_day},
    entered::Entered,
    session::Insider,
    sheet::{Form, Input},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{
    ActionChange, ActionRevision, ActionState, ActionView, CaseCode, CaseworkError, SecretText,
    Service,
};
use page::{Failure, Field};

/// The form, as long as the action has not begun: with what was typed, or else with what stands.
pub(super) fn form(
    reader: &Insider,
    (code, view): (&CaseCode, &ActionView),
    entered: &Entered,
) -> Option<Form> {
    let state = view.action.state;
    if !matches!(
        state,
        ActionState::Proposed | ActionState::Agreed | ActionState::Declined
    ) {
        return None;
    }
    let words = reader.words();
    let or = |name: &str, now: String| match entered.get(name) {
        "" => now,
        typed => typed.to_owned(),
    };
    let service = or("words-service", view.action.service.code().to_owned());
    let due = or("words-due", typed_day(view.action.due_at));
    let text = or("words-text", view.action.text.expose().to_owned());
    let named = |name: &str, key: &str| Field::new(name, words.text(key));
    let form = Form::new(
        target(code, view, "words"),
        words.text("case-action-revise-button"),
    )
    .folded(words.text("case-action-revise"))
    .ask(Input::Hidden("version", view.action.version.to_string()))
    .ask(Input::Select(
        named("words-service", "case-action-service").value(service.clone()),
        services(reader, &service),
    ))
    .ask(Input::Day(
        named("words-due", "case-action-due")
            .hint(words.text("case-action-due-hint"))
            .value(due),
    ))
    .ask(Input::Long(
        named("words-text", "case-action-text")
            .hint(words.text("case-action-revise-hint"))
            .value(text),
    ));
    Some(form)
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, action)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, action) = ids_of(&reader, (&code, &action))?;
    let service = Service::from_code(entered.get("words-service"));
    let service = service.ok_or_else(|| reader.visitor.not_found())?;
    let outcome = match noon_of(entered.get("words-due")) {
        None => Err(CaseworkError::Invalid("action-due-passed")),
        Some(due_at) => {
            let revision = ActionRevision {
                action: action.clone(),
                version: conflict::version(&entered),
                service,
                due_at,
                text: SecretText::new(entered.get("words-text")),
            };
            let revised = door
                .casework
                .action_revise(reader.request(), &code, &revision);
            revised.await
        }
    };
    let tried = Tried {
        action: &action,
        field: "words-text",
        change: ActionChange::Revised,
        text: Some(entered.get("words-text")),
    };
    conflict::settle((&door, &reader), (&code, &tried), &entered, outcome).await
}
