//! Holding a case for legal reasons, so that nothing of it is erased, and letting it go.

use super::{address, page::back};
use crate::{
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
};
use axum::response::Response;
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

pub(super) async fn place(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let why = SecretText::new(entered.get("why"));
    let held = door.casework.hold_place(reader.request(), &code, &why);
    let outcome = held.await.at("why", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn lift(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let holds = door.casework.holds(reader.request(), &code).await;
    let holds = holds.shown(reader.language())?;
    // A second click finds nothing that is held.
    let outcome = if holds.iter().any(|one| one.lifted_at.is_none()) {
        let lifted = door.casework.hold_lift(reader.request(), &code).await;
        lifted.at("why", reader.words())?
    } else {
        Ok(())
    };
    back((&door, &reader), &code, &entered, outcome).await
}
