//! Correcting the age: what it was, what it is, what that rests on.

use super::back;
use crate::{
    TableDoor,
    choose::Asking,
    sent::CaseForm,
    sheet::{Act, Cell, Form, Input, Table},
    show::{self, WorkerNames},
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{Age, AgeBasis, AgeChange, CaseCode, NewAge, SecretText};
use page::{Failure, Words, time_text};

pub(super) fn table(
    words: Words,
    (code, changes): (&CaseCode, &[AgeChange]),
    names: &WorkerNames,
) -> Table {
    let row = |one: &AgeChange| {
        let at = time_text(words, one.at);
        vec![
            Cell::Text(at.clone()),
            Cell::Text(words.of("concern-age", one.before.code())),
            Cell::Text(words.of("concern-age", one.after.code())),
            Cell::Text(words.of("age-basis", one.basis.code())),
            Cell::Text(names.of(&one.by)),
            Cell::Act(Act {
                action: format!("/table/cases/{code}/child/age-read"),
                label: words.text("child-read"),
                about: at,
                name: "age-change",
                value: one.id.as_str().to_owned(),
            }),
        ]
    };
    Table {
        caption: words.text("child-ages"),
        heads: ["when", "before", "after", "basis", "by", "said"]
            .map(|head| words.of("child-head", head))
            .to_vec(),
        rows: changes.iter().map(row).collect(),
        empty: words.text("child-ages-none"),
    }
}

pub(super) fn form(door: &TableDoor, ask: Asking<'_>, code: &CaseCode) -> Form {
    let ages = Age::ALL.iter().map(|one| one.code());
    let ages = show::choices(ask.words, "concern-age", ages, ask.entered.get("age"));
    let bases = AgeBasis::ALL.iter().map(|one| one.code());
    let hint = |key: &str| ask.words.text(key);
    Form::new(
        format!("/table/cases/{code}/child/age"),
        hint("child-age-button"),
    )
    .folded(hint("child-age-form"))
    .ask(ask.mark(door))
    .ask(Input::Radios(
        ask.field("age", "child-age-now")
            .hint(hint("child-age-now-hint")),
        ages,
    ))
    .ask(ask.one_of(("basis", "child-age-basis"), "age-basis", bases))
    .ask(Input::Long(
        ask.field("reason", "child-age-reason")
            .hint(hint("child-age-reason-hint")),
    ))
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let new = NewAge {
            request: form.entered.get("request").to_owned(),
            age: ask.chosen("age", Age::from_code)?,
            basis: ask.chosen("basis", AgeBasis::from_code)?,
            reason: SecretText::new(form.entered.get("reason")),
        };
        let field = if form.entered.get("reason").is_empty() {
            "reason"
        } else {
            "age"
        };
        let kept = form.wing().age_correct(form.request(), &form.code, &new);
        kept.await.or_at(field, form.words())
    };
    back(&form, step.await.map(drop)).await
}
