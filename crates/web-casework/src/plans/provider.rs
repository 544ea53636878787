//! Who helps: chosen by the person from those who have room for them now.

use super::{action::target, conflict, conflict::Sent as Tried, ids_of};
use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    providers::option_choice,
    session::Insider,
    sheet::{Form, Input, Part},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{ActionChange, ActionState, ActionView, CaseCode, CaseworkError, RecordId};
use page::{Failure, Field, Problem};

/// The choice, as long as the action is not over.
#[boxed]
pub(super) async fn part(
    door: &TableDoor,
    reader: &Insider,
    (code, view): (&CaseCode, &ActionView),
    problems: &[Problem],
) -> Result<Option<Part>, Failure> {
    let state = view.action.state;
    if !matches!(
        state,
        ActionState::Proposed | ActionState::Agreed | ActionState::InProgress
    ) {
        return Ok(None);
    }
    let service = view.action.service;
    let options = door
        .casework
        .provider_options(reader.request(), code, service)
        .await
        .shown(reader.language())?;
    let words = reader.words();
    if options.is_empty() && view.action.provider.is_some() {
        return Ok(None);
    }
    if options.is_empty() {
        return Ok(Some(Part::Note("calm", words.text("case-action-no-room"))));
    }
    let chosen = view.action.provider.as_ref().map_or("", RecordId::as_str);
    let choices = options
        .iter()
        .map(|one| option_choice(door, reader, (service, one), chosen))
        .collect();
    let which = Field::new("provider", words.text("case-action-provider"))
        .hint(words.text("case-action-provider-hint"));
    let form = Form::new(
        target(code, view, "provider"),
        words.text("case-action-provider-button"),
    )
    .folded(words.text("case-action-provider-title"))
    .ask(Input::Hidden("version", view.action.version.to_string()))
    .ask(Input::Radios(which, choices))
    .checked(problems);
    Ok(Some(Part::Form(form)))
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
    let outcome = match RecordId::parse(entered.get("provider")) {
        Err(_) => Err(CaseworkError::Invalid("table-take-in-choose")),
        Ok(provider) => {
            let what = (&action, conflict::version(&entered), &provider);
            let chosen = door.casework.action_choose(reader.request(), &code, what);
            chosen.await
        }
    };
    let tried = Tried {
        action: &action,
        field: "provider",
        change: ActionChange::Chosen,
        text: None,
    };
    conflict::settle((&door, &reader), (&code, &tried), &entered, outcome).await
}
