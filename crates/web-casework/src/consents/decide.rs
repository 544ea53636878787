//! The second person of a legal basis: reads why, then stands for it or does not.

use super::basis::{found, page, sheet};
use crate::{
    TableDoor,
    entered::Entered,
    session::Insider,
    sheet::{Form, Input, Part, field},
    show,
    step::{OrAt as _, Step},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{BasisKind, BasisState, CaseView, DisclosureBasis};
use page::{Failure, Problem};

const ANSWERS: [&str; 2] = ["approve", "decline"];

fn path(seen: &CaseView, basis: &DisclosureBasis) -> String {
    format!("/table/cases/{}/consents/{}", seen.code, basis.id.as_str())
}

/// That somebody else must decide, for whoever proposed.
pub(super) fn two_people_note(reader: &Insider, basis: &DisclosureBasis) -> Option<Part> {
    let is_own = basis.proposed_by == reader.worker().account();
    let text = || reader.words().text("case-basis-somebody-else");
    (basis.state == BasisState::Proposed && is_own).then(|| Part::Note("warn", text()))
}

/// A button that opens why it is needed.
pub(super) fn reading(
    reader: &Insider,
    (seen, basis): (&CaseView, &DisclosureBasis),
) -> Option<Form> {
    let action = format!("{}/reason", path(seen, basis));
    let text = reader.words().text("case-basis-read");
    (basis.kind == BasisKind::Law).then(|| Form::new(action, text))
}

/// The decision, for whoever leads the case and did not propose it.
pub(super) fn form(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
) -> Option<Form> {
    let words = reader.words();
    let is_own = basis.proposed_by == reader.worker().account();
    let may = basis.state == BasisState::Proposed && seen.is_managed() && !is_own;
    let answers = show::choices(words, "case-basis-answer", ANSWERS, entered.get("answer"));
    let answer = field(words, "answer", "case-basis-answer", entered);
    let form = Form::new(
        format!("{}/decided", path(seen, basis)),
        words.text("case-basis-decide"),
    )
    .titled(words.text("case-basis-decide-title"))
    .ask(Input::Radios(answer, answers))
    .ask_code(door, reader);
    may.then_some(form)
}

#[boxed]
pub(super) async fn reason(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, basis) = found(&door, &reader, (&code, &basis)).await?;
    let text = door
        .casework
        .legal_basis_reason(reader.request(), &seen.code, &basis.id)
        .await;
    let words = reader.words();
    let text = match text.or_at("answer", words) {
        Ok(text) => text.expose().to_owned(),
        Err(stop) => {
            let place = (&seen, &basis);
            return page((&door, &reader), place, &entered, stop.problems()?).await;
        }
    };
    let deciding = form((&door, &reader), (&seen, &basis), &entered);
    sheet((&door, &reader), (&seen, &basis))
        .await?
        .with(Part::Opened(words.text("case-basis-reason"), text))
        .with(Part::Text(words.text("case-reveal-logged")))
        .with_some(deciding.map(Part::Form))
        .answer()
}

#[boxed]
pub(super) async fn decide(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, basis) = found(&door, &reader, (&code, &basis)).await?;
    let place = (&seen, &basis);
    match decided((&door, &reader), place, &entered).await {
        Ok(()) => Ok(Redirect::to(&path(&seen, &basis)).into_response()),
        Err(stop) => page((&door, &reader), place, &entered, stop.problems()?).await,
    }
}

#[boxed]
async fn decided(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
) -> Step {
    let words = reader.words();
    if !seen.is_managed() {
        return Err(reader.visitor.not_found().into());
    }
    let answer = entered.get("answer");
    if !ANSWERS.contains(&answer) {
        let text = words.text("table-take-in-choose");
        return Err(Problem::new("answer", text).into());
    }
    reader.confirmed(door, entered).await?;
    let what = (&basis.id, answer == "approve");
    let done = door
        .casework
        .legal_basis_decide(reader.request(), &seen.code, what);
    done.await.or_at("answer", words)
}
