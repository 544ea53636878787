//! Closing with a reason and the person's view, and opening again under the same code.

use super::{address, page::back};
use crate::{
    cases::view::view_if,
    days::end_of_day,
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
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

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let seen = view_if(&form.door, &form.reader, &form.code, CaseView::is_managed).await?;
        // A second click finds the case closed.
        if seen.phase == Phase::Closed {
            return Ok(());
        }
        close(&form).await
    };
    back(&form, step.await).await
}

#[boxed]
async fn close(form: &CaseForm) -> Step {
    let (words, entered) = (form.words(), &form.entered);
    let keep_until = || {
        let invalid = || Problem::new("keep", words.text("closure-keep-invalid"));
        end_of_day(entered.get("keep")).ok_or_else(invalid)
    };
    let despite = Some(entered.get("despite")).filter(|text| !text.is_empty());
    let new = NewClosure {
        reason: form.ask().chosen("reason", ClosureReason::from_code)?,
        view: SecretText::new(entered.get("view")),
        may_contact: entered.is_yes("contact"),
        keep_until: keep_until()?,
        despite: despite.map(SecretText::new),
    };
    let field = if entered.get("view").is_empty() {
        "view"
    } else {
        "despite"
    };
    let closed = form.wing().case_close(form.request(), &form.code, &new);
    closed.await.or_at(field, words).map(drop)
}

#[boxed]
pub(super) async fn reopen(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let seen = view_if(&form.door, &form.reader, &form.code, CaseView::is_managed).await?;
        // A second click finds the case open.
        if seen.phase == Phase::Reopened {
            return Ok(());
        }
        let opened = form.wing().case_reopen(form.request(), &form.code);
        opened.await.or_at("reopen", form.words())
    };
    back(&form, step.await).await
}
