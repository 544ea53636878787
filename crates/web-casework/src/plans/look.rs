//! The day of the next look at the plan, and that it was looked at.

use super::plan::page;
use crate::{
    days::{day_of, noon_of},
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, Part, field},
};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::{CaseCode, PlanLook};
use page::{Failure, Problem};

/// When it was looked at, and when it will be.
pub(super) fn note(reader: &Insider, look: &PlanLook) -> Part {
    let words = reader.words();
    let last = look.last.as_ref();
    let last = last.map_or_else(
        || words.text("case-look-never"),
        |(at, _)| day_of(words, *at),
    );
    let values = [
        ("last", last.into()),
        ("next", day_of(words, look.next_at).into()),
    ];
    let (kind, key) = if look.next_at <= reader.visitor.now {
        ("bad", "case-look-overdue")
    } else {
        ("calm", "case-look-next")
    };
    Part::Note(kind, words.with(key, &values))
}

pub(super) fn form(reader: &Insider, code: &CaseCode, entered: &Entered) -> Form {
    let words = reader.words();
    let next =
        field(words, "look-next", "case-look-ask", entered).hint(words.text("case-look-ask-hint"));
    Form::new(
        format!("/table/cases/{code}/plan/looked"),
        words.text("case-look-button"),
    )
    .folded(words.text("case-look-form"))
    .ask(Input::Day(next))
}

pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let words = reader.words();
    let outcome = match noon_of(entered.get("look-next")) {
        None => {
            let text = words.text("plan-look-invalid");
            Err(Problem::new("look-next", text))
        }
        Some(next) => {
            let looked = door.casework.plan_look(reader.request(), &code, next);
            looked.await.at("look-next", words)?
        }
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/table/cases/{code}/plan")).into_response()),
        Err(problem) => page((&door, &reader), &code, &entered, vec![problem]).await,
    }
}
