//! The day of the next look at the plan, and that it was looked at.

use super::plan::back;
use crate::{
    days::{day_of, noon_of},
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, Part, field},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
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

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let invalid = || Problem::new("look-next", form.words().text("plan-look-invalid"));
        let next = noon_of(form.entered.get("look-next")).ok_or_else(invalid)?;
        let looked = form.wing().plan_look(form.request(), &form.code, next);
        looked.await.or_at("look-next", form.words())
    };
    back(&form, step.await).await
}
