//! The whole plan on one page, with the forms for another goal and another action.

use super::{address, goal, look};
use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    days::{day_of, noon_of},
    entered::Entered,
    error::InLanguage as _,
    providers::Names,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Cell, Form, Input, Link, Part, Sheet, Table, field},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    ActionState, CaseCode, CaseView, Domain, Goal, NewAction, NewGoal, PlanAction, RecordId,
    SecretText, Service,
};
use page::{Choice, Failure, Problem};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view_if(door, reader, code, CaseView::is_assisted).await?;
    let goals = door.casework.plan(reader.request(), code).await;
    let goals = goals.shown(reader.language())?;
    let next = door.casework.plan_next_look(reader.request(), code).await;
    let next = next.shown(reader.language())?;
    let names = Names::read(door, reader).await?;
    let words = reader.words();
    let before_briefing = seen
        .briefed_at
        .is_none()
        .then(|| Part::Note("warn", words.text("plan-before-briefing")));
    let mut sheet = Sheet::inside(door, reader, words.text("case-plan-title"))
        .under(code.as_str())
        .lead(words.text("case-plan-lead"))
        .with_some(before_briefing)
        .with_some(next.as_ref().map(|next| look::note(reader, next)))
        .with_some(
            goals
                .is_empty()
                .then(|| Part::Text(words.text("case-plan-none"))),
        );
    for (number, one) in (1..).zip(&goals) {
        let name = goal_name(reader, number, one);
        sheet = sheet
            .with(Part::Opened(name.clone(), one.text.expose().to_owned()))
            .with(Part::Table(actions(reader, (code, &name, one), &names)))
            .with(Part::Links(vec![Link::new(
                goal::address(code, &one.id),
                words.with("case-goal-to", &[("goal", name.as_str().into())]),
            )]));
    }
    if !goals.is_empty() {
        let form = proposing(door, reader, (code, &goals), entered);
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    let mut adding = adding(door, reader, code, entered);
    if !goals.is_empty() {
        adding = adding.folded(words.text("case-plan-goal-new"));
    }
    if next.is_some() {
        let form = look::form(reader, code, entered);
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet
        .with(Part::Form(adding.checked(&problems)))
        .with(Part::Links(vec![Link::new(
            format!("/table/cases/{code}/stays"),
            words.text("case-page-to-stays"),
        )]))
        .checked(problems)
}

fn goal_name(reader: &Insider, number: i32, goal: &Goal) -> String {
    let words = reader.words();
    let values = [
        ("number", i64::from(number).into()),
        ("domain", words.of("domain", goal.domain.code()).into()),
    ];
    words.with("case-plan-goal-name", &values)
}

fn actions(reader: &Insider, (code, name, goal): (&CaseCode, &str, &Goal), names: &Names) -> Table {
    let words = reader.words();
    let row = |one: &PlanAction| {
        let helps = one.provider.as_ref().map_or_else(
            || words.text("case-action-nobody-chosen"),
            |provider| names.of(reader, provider),
        );
        vec![
            Cell::Open(Link::new(address(code, &one.id), one.text.expose())),
            Cell::Text(words.of("service", one.service.code())),
            state(reader, one.state),
            Cell::Text(day_of(words, one.due_at)),
            Cell::Text(helps),
        ]
    };
    Table {
        caption: words.with("case-plan-actions", &[("goal", name.into())]),
        heads: ["action", "service", "state", "due", "helps"]
            .map(|head| words.of("case-plan-head", head))
            .to_vec(),
        rows: goal.actions.iter().map(row).collect(),
        empty: words.text("case-plan-no-actions"),
    }
}

/// Where an action stands, as a tag.
pub(super) fn state(reader: &Insider, state: ActionState) -> Cell {
    let kind = match state {
        ActionState::Proposed => "warn",
        ActionState::Agreed | ActionState::Done => "good",
        ActionState::InProgress => "calm",
        ActionState::Declined | ActionState::Dropped => "",
    };
    Cell::Tag(kind, reader.words().of("action-state", state.code()))
}

/// A mark made for the form that is shown, or the one that came with it.
fn mark(door: &TableDoor, entered: &Entered, name: &'static str) -> Input {
    let mark = match entered.get(name) {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    Input::Hidden(name, mark)
}

fn adding(door: &TableDoor, reader: &Insider, code: &CaseCode, entered: &Entered) -> Form {
    let words = reader.words();
    let domains = Domain::ALL.iter().map(|one| one.code());
    let domains = show::choices(words, "domain", domains, entered.get("domain"));
    let goal = field(words, "goal-text", "case-plan-goal-text", entered)
        .hint(words.text("case-plan-goal-text-hint"));
    Form::new(
        format!("/table/cases/{code}/plan/goals"),
        words.text("case-plan-goal-button"),
    )
    .titled(words.text("case-plan-goal-new"))
    .ask(mark(door, entered, "goal-request"))
    .ask(Input::Select(
        field(words, "domain", "case-plan-domain", entered),
        domains,
    ))
    .ask(Input::Long(goal))
}

/// The choices of a kind of help.
pub(super) fn services(reader: &Insider, chosen: &str) -> Vec<Choice> {
    let services = Service::ALL.iter().map(|one| one.code());
    show::choices(reader.words(), "service", services, chosen)
}

fn proposing(
    door: &TableDoor,
    reader: &Insider,
    (code, goals): (&CaseCode, &[Goal]),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let choice = |(number, goal): (i32, &Goal)| {
        let name = goal_name(reader, number, goal);
        Choice::new(goal.id.as_str(), name, entered.get("goal"))
    };
    let goals = (1..).zip(goals).map(choice).collect();
    let due =
        field(words, "due", "case-action-due", entered).hint(words.text("case-action-due-hint"));
    Form::new(
        format!("/table/cases/{code}/plan/actions"),
        words.text("case-action-propose"),
    )
    .titled(words.text("case-action-new"))
    .ask(mark(door, entered, "action-request"))
    .ask(Input::Select(
        field(words, "goal", "case-action-goal", entered),
        goals,
    ))
    .ask(Input::Select(
        field(words, "service", "case-action-service", entered),
        services(reader, entered.get("service")),
    ))
    .ask(Input::Day(due))
    .ask(Input::Long(
        field(words, "action-text", "case-action-text", entered)
            .hint(words.text("case-action-text-hint")),
    ))
}

#[boxed]
pub(super) async fn add_goal(form: CaseForm) -> Result<Response, Failure> {
    let domain = Domain::from_code(form.entered.get("domain"));
    let new = NewGoal {
        request: form.entered.get("goal-request").to_owned(),
        domain: domain.ok_or_else(|| form.reader.visitor.not_found())?,
        text: SecretText::new(form.entered.get("goal-text")),
    };
    let added = form.wing().goal_add(form.request(), &form.code, &new).await;
    let step = added.or_at("goal-text", form.words());
    back(&form, step.map(drop)).await
}

#[boxed]
pub(super) async fn propose(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let entered = &form.entered;
        let goal = RecordId::parse(entered.get("goal")).shown(form.reader.language())?;
        let service = Service::from_code(entered.get("service"));
        let passed = || Problem::new("due", form.words().text("action-due-passed"));
        let new = NewAction {
            request: entered.get("action-request").to_owned(),
            goal,
            due_at: noon_of(entered.get("due")).ok_or_else(passed)?,
            service: service.ok_or_else(|| form.reader.visitor.not_found())?,
            text: SecretText::new(entered.get("action-text")),
        };
        let made = form.wing().action_propose(form.request(), &form.code, &new);
        made.await.or_at("action-text", form.words())
    };
    back(&form, step.await.map(drop)).await
}

/// Back to the plan after a step, or its page with what was wrong with it.
#[boxed]
pub(super) async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/cases/{}/plan", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
