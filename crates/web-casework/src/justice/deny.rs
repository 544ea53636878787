//! Keeping somebody away from a matter for good: a relative of a suspect, any conflict of interest.

use super::{holders::back, view};
use crate::{
    TableDoor,
    choose::{Asking, people},
    sent::MatterForm,
    session::Insider,
    sheet::{Form, Input, Part},
    show::WorkerNames,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::MatterCode;
use page::{Failure, Problem};

/// Who is kept away; nothing while nobody is.
pub(super) fn note(reader: &Insider, (denied, names): (&[String], &WorkerNames)) -> Option<Part> {
    let named: Vec<String> = denied.iter().map(|one| names.of(one)).collect();
    (!named.is_empty()).then(|| {
        let values = [("names", named.join(", ").into())];
        Part::Note("warn", reader.words().with("matter-denied-who", &values))
    })
}

/// Anybody who works here, whether they hold access or not.
#[boxed]
pub(super) async fn form(
    (door, reader): (&TableDoor, &Insider),
    (ask, code): (Asking<'_>, &MatterCode),
    problems: &[Problem],
) -> Result<Part, Failure> {
    let own = reader.worker().account().to_owned();
    let fits = |one: &casework::Colleague| one.account != own;
    let people = people((door, reader), fits, ask.entered.get("denied")).await?;
    let words = ask.words;
    let whom = ask
        .field("denied", "case-holders-holder")
        .hint(words.text("matter-denied-hint"));
    let form = Form::new(
        super::at(code, "/holders/denied"),
        words.text("case-holders-deny"),
    )
    .folded(words.text("case-holders-deny-title"))
    .ask(Input::Select(whom, people));
    Ok(Part::Form(form.checked(problems)))
}

#[boxed]
pub(super) async fn submit(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        view(&form.door, &form.reader, &form.code).await?;
        let holder = form.entered.get("denied");
        if holder.is_empty() {
            return Err(form.ask().missing("denied").into());
        }
        let denied = form.wing().matter_deny(form.request(), &form.code, holder);
        denied.await.or_at("denied", form.words())
    };
    back(&form, step.await).await
}
