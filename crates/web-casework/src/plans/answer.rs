//! What the person answers to an action, in whose presence, and how the action goes on.

use super::{action::target, conflict, conflict::Sent as Tried, ids_of};
use crate::{
    TableDoor,
    entered::Entered,
    session::Insider,
    sheet::{Form, Input, field},
    show,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{
    ActionMove, ActionState, ActionStep, ActionView, CaseCode, RecordId, Witness,
    machines::{ACTION_TABLE, next},
};
use page::Failure;

/// The forms that are open to an action where it stands now.
pub(super) fn forms(
    reader: &Insider,
    (code, view): (&CaseCode, &ActionView),
    entered: &Entered,
) -> Vec<Form> {
    let state = view.action.state;
    let open = |step: &&ActionStep| next(ACTION_TABLE, state, **step).is_some();
    let (answers, steps): (Vec<ActionStep>, Vec<ActionStep>) = ActionStep::ALL
        .iter()
        .filter(open)
        .copied()
        .partition(|step| step.is_answer());
    let mut forms = Vec::new();
    if !answers.is_empty() {
        forms.push(asking(reader, (code, view), (&answers, entered)));
    }
    for step in steps {
        let words = reader.words();
        let form = Form::new(
            target(code, view, "step"),
            words.of("action-step", step.code()),
        )
        .ask(Input::Hidden("version", view.action.version.to_string()))
        .ask(Input::Hidden("step", step.code().to_owned()));
        // Giving up waits behind its title, so that nobody does it by a slip.
        forms.push(if step == ActionStep::Drop {
            form.folded(words.text("case-action-drop-title"))
        } else {
            form
        });
    }
    forms
}

fn asking(
    reader: &Insider,
    (code, view): (&CaseCode, &ActionView),
    (answers, entered): (&[ActionStep], &Entered),
) -> Form {
    let words = reader.words();
    let answers = answers.iter().map(|one| one.code());
    let answers = show::choices(words, "action-step", answers, entered.get("answer"));
    let witnesses = Witness::ALL.iter().map(|one| one.code());
    let mut witnesses = show::choices(words, "witness", witnesses, "");
    for witness in &mut witnesses {
        witness.is_chosen = entered.all("present").any(|chosen| chosen == witness.code);
    }
    let form = Form::new(
        target(code, view, "answer"),
        words.text("case-action-answer-button"),
    )
    .ask(Input::Hidden("version", view.action.version.to_string()))
    .ask(Input::Radios(
        field(words, "answer", "case-action-answer", entered)
            .hint(words.text("case-action-answer-hint")),
        answers,
    ))
    .ask(Input::Several(
        field(words, "present", "case-action-present", entered)
            .hint(words.text("case-action-present-hint")),
        witnesses,
    ));
    if view.action.state == ActionState::Proposed {
        form.titled(words.text("case-action-answer-title"))
    } else {
        form.folded(words.text("case-action-answer-changed"))
    }
}

#[boxed]
pub(super) async fn answer(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, action)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ids = ids_of(&reader, (&code, &action))?;
    let step = ActionStep::from_code(entered.get("answer")).filter(|step| step.is_answer());
    let step = step.ok_or_else(|| reader.visitor.not_found())?;
    let present = entered.all("present").filter_map(Witness::from_code);
    moved((&door, &reader), ids, &entered, (step, present.collect())).await
}

#[boxed]
pub(super) async fn step(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, action)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let ids = ids_of(&reader, (&code, &action))?;
    let step = ActionStep::from_code(entered.get("step")).filter(|step| !step.is_answer());
    let step = step.ok_or_else(|| reader.visitor.not_found())?;
    moved((&door, &reader), ids, &entered, (step, Vec::new())).await
}

#[boxed]
async fn moved(
    (door, reader): (&TableDoor, &Insider),
    (code, action): (CaseCode, RecordId),
    entered: &Entered,
    (step, present): (ActionStep, Vec<Witness>),
) -> Result<Response, Failure> {
    let change = ActionMove {
        action,
        version: conflict::version(entered),
        step,
        present,
    };
    let outcome = door
        .casework
        .action_move(reader.request(), &code, &change)
        .await;
    let field = if step.is_answer() { "present" } else { "step" };
    let tried = Tried {
        action: &change.action,
        field,
        change: conflict::change_of(step),
        text: None,
    };
    conflict::settle((door, reader), (&code, &tried), entered, outcome).await
}
