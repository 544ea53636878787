//! Closing with a reason and the person's view, and opening again under the same code.

use super::{address, page::back};
use crate::{
    TableDoor,
    cases::view_if,
    days::end_of_day,
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    show,
};
use axum::response::Response;
use casework::{CaseCode, CaseView, ClosingObstacle, ClosureReason, NewClosure, Phase, SecretText};
use page::{Failure, Problem};

pub(super) fn form(
    reader: &Insider,
    (code, entered): (&CaseCode, &Entered),
    obstacles: &[ClosingObstacle],
) -> Form {
    let words = reader.words();
    let reasons = ClosureReason::ALL.iter().map(|one| one.code());
    let reasons = show::choices(words, "closure-reason", reasons, entered.get("reason"));
    let form = Form::new(address(code), words.text("case-closing-button"))
        .titled(words.text("case-closing-new"))
        .ask(Input::Select(
            field(words, "reason", "case-closing-reason", entered),
            reasons,
        ))
        .ask(Input::Long(
            field(words, "view", "case-closing-view", entered)
                .hint(words.text("case-closing-view-hint")),
        ))
        .ask(Input::Yes(
            field(words, "contact", "case-closing-contact", entered).optional(),
        ))
        .ask(Input::Day(
            field(words, "keep", "case-closing-keep", entered)
                .hint(words.text("case-closing-keep-hint")),
        ));
    if obstacles.is_empty() {
        form
    } else {
        form.ask(Input::Long(
            field(words, "despite", "case-closing-despite", entered)
                .optional()
                .hint(words.text("case-closing-despite-hint")),
        ))
    }
}

pub(super) fn reopen_form(reader: &Insider, code: &CaseCode) -> Form {
    let words = reader.words();
    Form::new(
        format!("{}/reopened", address(code)),
        words.text("case-closing-reopen"),
    )
    .folded(words.text("case-closing-reopen-title"))
}

pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_managed).await?;
    // A second click finds the case closed.
    let outcome = if seen.phase == Phase::Closed {
        Ok(())
    } else {
        close((&door, &reader), &code, &entered).await?
    };
    back((&door, &reader), &code, &entered, outcome).await
}

async fn close(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
) -> Result<Result<(), Problem>, Failure> {
    let words = reader.words();
    let Some(reason) = ClosureReason::from_code(entered.get("reason")) else {
        let text = words.text("table-take-in-choose");
        return Ok(Err(Problem::new("reason", text)));
    };
    let Some(keep_until) = end_of_day(entered.get("keep")) else {
        let text = words.text("closure-keep-invalid");
        return Ok(Err(Problem::new("keep", text)));
    };
    let despite = Some(entered.get("despite")).filter(|text| !text.is_empty());
    let new = NewClosure {
        reason,
        view: SecretText::new(entered.get("view")),
        may_contact: entered.is_yes("contact"),
        keep_until,
        despite: despite.map(SecretText::new),
    };
    let field = if entered.get("view").is_empty() {
        "view"
    } else {
        "despite"
    };
    let closed = door.casework.case_close(reader.request(), code, &new).await;
    let closed = closed.at(field, words)?;
    Ok(closed.map(|_| ()))
}

pub(super) async fn reopen(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_managed).await?;
    // A second click finds the case open.
    let outcome = if seen.phase == Phase::Reopened {
        Ok(())
    } else {
        let opened = door.casework.case_reopen(reader.request(), &code).await;
        opened.at("reopen", reader.words())?
    };
    back((&door, &reader), &code, &entered, outcome).await
}
