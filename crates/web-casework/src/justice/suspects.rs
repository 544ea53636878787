//! Suspects: written down, charged, judged. Their names are opened one at a time on another page.

use super::{open, view};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    sent::{MatterForm, MatterVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    MatterCode, MatterView, NewSuspect, SecretText, SuspectAge, SuspectCitizenship, SuspectMove,
    SuspectSex, SuspectStep,
};
use page::{Choice, Failure, Problem};

#[boxed]
pub(super) async fn form(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view(door, reader, code).await?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let moving = (!seen.suspects.is_empty()).then(|| moving(reader, ask, &seen, &problems));
    Sheet::inside(door, reader, words.text("suspect-page-title"))
        .under_matter(code.as_str())
        .lead(words.text("suspect-page-lead"))
        .with(Part::Table(open::suspects(reader, &seen.suspects)))
        .with_some(moving)
        .with(adding(ask, &seen, &problems))
        .checked(problems)
}

fn adding(ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let name = ask
        .field("name", "suspect-name")
        .optional()
        .hint(words.text("suspect-name-hint"));
    let sexes = SuspectSex::ALL.iter().map(|one| one.code());
    let ages = SuspectAge::ALL.iter().map(|one| one.code());
    let citizens = SuspectCitizenship::ALL.iter().map(|one| one.code());
    let form = Form::new(
        super::at(&seen.code, "/suspects"),
        words.text("suspect-add-button"),
    )
    .titled(words.text("suspect-add-form"))
    .ask(Input::Line(name))
    .ask(ask.one_of(("sex", "suspect-ask-sex"), "suspect-sex", sexes))
    .ask(ask.one_of(("age", "suspect-ask-age"), "suspect-age", ages))
    .ask(ask.one_of(
        ("citizenship", "suspect-ask-citizenship"),
        "suspect-citizenship",
        citizens,
    ))
    .ask(ask.day("suspected", "suspect-ask-since"));
    Part::Form(form.checked(problems))
}

/// The suspects of a matter, to choose one.
pub(super) fn chosen(reader: &Insider, seen: &MatterView, chosen: &str) -> Vec<Choice> {
    let suspects = seen.suspects.iter().enumerate();
    let words = reader.words();
    suspects
        .map(|(place, one)| {
            let state = words.of("suspect-state", one.state.code());
            let name = format!("{}: {state}", open::numbered(reader, place));
            Choice::new(one.id.as_str(), name, chosen)
        })
        .collect()
}

fn moving(reader: &Insider, ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let who = chosen(reader, seen, ask.entered.get("suspect"));
    let steps = SuspectStep::ALL.iter().map(|one| one.code());
    let months = ask
        .field("months", "suspect-months")
        .optional()
        .hint(words.text("suspect-months-hint"));
    let form = Form::new(
        super::at(&seen.code, "/suspects/moved"),
        words.text("suspect-move-button"),
    )
    .titled(words.text("suspect-move-form"))
    .ask(Input::Select(ask.field("suspect", "suspect-ask-who"), who))
    .ask(ask.one_of(("step", "suspect-ask-step"), "suspect-step", steps))
    .ask(ask.day("at", "matter-page-when"))
    .ask(Input::Line(months))
    .ask(ask.yes("suspended", "suspect-suspended"));
    Part::Form(form.checked(problems))
}

#[boxed]
pub(super) async fn submit(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let name = form.entered.get("name");
        let new = NewSuspect {
            name: (!name.is_empty()).then(|| SecretText::new(name)),
            sex: ask.chosen("sex", SuspectSex::from_code)?,
            age: ask.chosen("age", SuspectAge::from_code)?,
            citizenship: ask.chosen("citizenship", SuspectCitizenship::from_code)?,
            suspected_at: ask.day_of("suspected", "matter-date-invalid")?,
        };
        let added = form.wing().suspect_add(form.request(), &form.code, &new);
        added.await.or_at("suspected", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn moved(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let invalid = || Problem::new("months", form.words().text("suspect-sentence-invalid"));
        let change = SuspectMove {
            suspect: ask.record("suspect")?,
            step: ask.chosen("step", SuspectStep::from_code)?,
            at: ask.day_of("at", "matter-date-invalid")?,
            sentence_months: match form.entered.get("months") {
                "" => None,
                typed => Some(typed.parse().map_err(|_| invalid())?),
            },
            is_suspended: form.entered.is_yes("suspended"),
        };
        let moved = form
            .wing()
            .suspect_move(form.request(), &form.code, &change);
        moved.await.or_at("step", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &MatterForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(super::at(&form.code, "/suspects")));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
