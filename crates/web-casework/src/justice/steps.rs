//! Moving a matter, and changing what describes it. Only steps that its table allows are offered.

use super::{take_in::ticked, view};
use crate::{
    TableDoor,
    choose::{Asking, terms, to},
    entered::Entered,
    sent::{MatterForm, MatterVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    MatterCode, MatterDescription, MatterMove, MatterScope, MatterStep, MatterView, StepReason,
    machines,
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
    Sheet::inside(door, reader, words.text("matter-page-steps-title"))
        .under_matter(code.as_str())
        .lead(words.with(
            "matter-page-steps-lead",
            &[("stage", words.of("matter-stage", seen.stage.code()).into())],
        ))
        .with(moving(door, ask, &seen, &problems))
        .with(describing(door, ask, &seen, &problems))
        .checked(problems)
}

fn moving(door: &TableDoor, ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let steps = machines::MATTER_TABLE.iter();
    let steps = steps.filter(|(from, ..)| *from == seen.stage);
    let steps = steps.map(|(_, by, _)| by.code());
    let reasons = StepReason::ALL.iter().map(|one| one.code());
    let none = Choice::new("", words.text("matter-page-no-reason"), "");
    let mut reasons: Vec<Choice> = reasons
        .map(|code| {
            Choice::new(
                code,
                words.of("matter-reason", code),
                ask.entered.get("reason"),
            )
        })
        .collect();
    reasons.insert(0, none);
    let reason = ask
        .field("reason", "matter-page-reason")
        .optional()
        .hint(words.text("matter-page-reason-hint"));
    let form = Form::new(
        super::at(&seen.code, "/steps"),
        words.text("matter-page-step-button"),
    )
    .titled(words.text("matter-page-step-form"))
    .ask(ask.one_of(("step", "matter-page-step"), "matter-step", steps))
    .ask(ask.day("at", "matter-page-when"))
    .ask(Input::Select(reason, reasons))
    .ask(ask.any_of(
        ("articles", "matter-page-new-articles"),
        terms(door, words, "article"),
    ));
    Part::Form(form.checked(problems))
}

fn describing(door: &TableDoor, ask: Asking<'_>, seen: &MatterView, problems: &[Problem]) -> Part {
    let words = ask.words;
    let described = &seen.description;
    let chosen = |dimension: &str, codes: &[vocabulary::TermCode]| {
        let mut choices = terms(door, words, dimension);
        for choice in &mut choices {
            choice.is_chosen = codes.iter().any(|code| code.as_str() == choice.code);
        }
        choices
    };
    let scopes = MatterScope::ALL.iter().map(|one| one.code());
    let now = described.scope.code();
    let scopes = crate::show::choices(words, "matter-scope", scopes, now);
    let seized = ask
        .field("seized", "matter-page-seized")
        .hint(ask.words.text("date-hint"))
        .optional();
    let form = Form::new(
        super::at(&seen.code, "/described"),
        words.text("matter-page-describe-button"),
    )
    .folded(words.text("matter-page-describe-form"))
    .ask(Input::Select(
        ask.field("scope", "matter-page-scope"),
        scopes,
    ))
    .ask(ask.any_of(
        ("linked", "matter-page-linked"),
        chosen("linked-crime", &described.linked_crimes),
    ))
    .ask(ask.any_of(
        ("needs", "matter-page-needs"),
        chosen("need", &described.needs),
    ))
    .ask(Input::Day(seized));
    Part::Form(form.checked(problems))
}

#[boxed]
pub(super) async fn submit(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let change = MatterMove {
            step: ask.chosen("step", MatterStep::from_code)?,
            reason: StepReason::from_code(form.entered.get("reason")),
            articles: ticked(ask, "articles"),
            at: ask.day_of("at", "matter-date-invalid")?,
        };
        let moved = form.wing().matter_move(form.request(), &form.code, &change);
        moved.await.or_at("step", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn describe(form: MatterForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let new = MatterDescription {
            scope: ask.chosen("scope", MatterScope::from_code)?,
            linked_crimes: ticked(ask, "linked"),
            needs: ticked(ask, "needs"),
            assets_seized_at: match form.entered.get("seized") {
                "" => None,
                _ => Some(ask.day_of("seized", "matter-date-invalid")?),
            },
        };
        let described = form
            .wing()
            .matter_describe(form.request(), &form.code, &new);
        described.await.or_at("seized", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
async fn back(form: &MatterForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(super::at(&form.code, "")));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
