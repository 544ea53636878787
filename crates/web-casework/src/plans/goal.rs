//! One goal: what the person wants to reach, what stood there before, and putting it in other words.
//! Whoever has not seen the last words overwrites nothing: both texts stand on the page.

use crate::{
    TableDoor,
    address::{code_of, record_of},
    cases::view::view_if,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{CaseCode, CaseView, Goal, GoalRevision, RecordId, SecretText};
use page::{Failure, Field, Problem};

type Address = Path<(String, String)>;

/// Where a goal is shown.
pub(super) fn address(code: &CaseCode, goal: &RecordId) -> String {
    format!("/table/cases/{code}/plan/goals/{}", goal.as_str())
}

/// The case's code and the goal, for whoever assists.
#[boxed]
async fn found(
    door: &TableDoor,
    reader: &Insider,
    (code, goal): (&str, &str),
) -> Result<(CaseCode, Goal), Failure> {
    let code = code_of(reader, code)?;
    let id = record_of(reader, goal)?;
    view_if(door, reader, &code, CaseView::is_assisted).await?;
    let goals = door.casework.plan(reader.request(), &code).await;
    let mut goals = goals.shown(reader.language())?.into_iter();
    let goal = goals.find(|one| one.id == id);
    Ok((code, goal.ok_or_else(|| reader.visitor.not_found())?))
}

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, goal)): Address,
) -> Result<Response, Failure> {
    let (code, goal) = found(&door, &reader, (&code, &goal)).await?;
    page(
        (&door, &reader),
        (&code, &goal),
        &Entered::default(),
        Vec::new(),
    )
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    (code, goal): (&CaseCode, &Goal),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let text = match entered.get("goal-words") {
        "" => goal.text.expose(),
        typed => typed,
    };
    let field = Field::new("goal-words", words.text("case-plan-goal-text"))
        .hint(words.text("case-goal-words-hint"))
        .value(text.to_owned());
    let form = Form::new(address(code, &goal.id), words.text("case-goal-button"))
        .titled(words.text("case-goal-words"))
        .ask(Input::Hidden("version", goal.version.to_string()))
        .ask(Input::Long(field))
        .checked(&problems);
    let before: Vec<String> = goal
        .earlier
        .iter()
        .map(|text| text.expose().to_owned())
        .collect();
    let earlier = (!before.is_empty()).then(|| {
        vec![
            Part::Heading(words.text("case-goal-earlier")),
            Part::Steps(before),
        ]
    });
    Sheet::inside(door, reader, words.of("domain", goal.domain.code()))
        .under(code.as_str())
        .step(
            format!("/table/cases/{code}/plan"),
            words.text("case-plan-title"),
        )
        .with(Part::Opened(
            words.text("case-goal-says"),
            goal.text.expose().to_owned(),
        ))
        .with(Part::Form(form))
        .with_all(earlier.unwrap_or_default())
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, goal)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, goal) = found(&door, &reader, (&code, &goal)).await?;
    let typed = entered.get("goal-words");
    let back = || Redirect::to(&format!("/table/cases/{code}/plan")).into_response();
    // A second click, or nothing changed: it says that already.
    if typed == goal.text.expose() {
        return Ok(back());
    }
    let new = GoalRevision {
        goal: goal.id.clone(),
        version: entered.get("version").parse().unwrap_or_default(),
        text: SecretText::new(typed),
    };
    let revised = door
        .casework
        .goal_revise(reader.request(), &code, &new)
        .await;
    match revised.or_at("goal-words", reader.words()) {
        Ok(_) => Ok(back()),
        Err(stop) => page((&door, &reader), (&code, &goal), &entered, stop.problems()?),
    }
}
