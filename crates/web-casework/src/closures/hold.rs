//! Holding a case for legal reasons, so that nothing of it is erased, and letting it go.

use super::{address, page::back};
use crate::{
    entered::Entered,
    error::InLanguage as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, Hold, SecretText};
use page::Failure;

/// The form that is open now: to hold, or to let go.
pub(super) fn form(
    reader: &Insider,
    (code, entered): (&CaseCode, &Entered),
    holds: &[Hold],
) -> Form {
    let words = reader.words();
    if holds.iter().any(|one| one.lifted_at.is_none()) {
        return Form::new(
            format!("{}/released", address(code)),
            words.text("case-hold-lift"),
        )
        .folded(words.text("case-hold-lift-title"));
    }
    Form::new(
        format!("{}/held", address(code)),
        words.text("case-hold-place"),
    )
    .folded(words.text("case-hold-place-title"))
    .ask(Input::Long(
        field(words, "why", "case-hold-why", entered).hint(words.text("case-hold-why-hint")),
    ))
}

#[boxed]
pub(super) async fn place(form: CaseForm) -> Result<Response, Failure> {
    let why = SecretText::new(form.entered.get("why"));
    let held = form.wing().hold_place(form.request(), &form.code, &why);
    let step = held.await.or_at("why", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn lift(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let holds = form.wing().holds(form.request(), &form.code).await;
        let holds = holds.shown(form.reader.language())?;
        // A second click finds nothing that is held.
        if holds.iter().all(|one| one.lifted_at.is_some()) {
            return Ok(());
        }
        let lifted = form.wing().hold_lift(form.request(), &form.code).await;
        lifted.or_at("why", form.words())
    };
    back(&form, step.await).await
}
