//! Asking how a person is, at one, three, six, twelve and twenty-four months, by their wish alone and
//! by what they say, their children included. It shows a trend and decides about nothing.

mod form;
mod read;

use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, Visit},
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table, field},
    step::{OrAt as _, Step},
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use boxed::boxed;
use casework::{CaseCode, CaseView, FollowUp, FollowUpState, Phase};
use page::{Failure, Problem, time_text};

// words: case-followup-* followup-state-* outcome-score-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/followup", get(show).post(begin))
        .route("/table/cases/{code}/followup/record", post(form::submit))
        .route("/table/cases/{code}/followup/read", post(read::submit))
}

#[boxed]
async fn show(Visit { door, reader, code }: Visit<CaseCode>) -> Result<Response, Failure> {
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
    let all = door.casework.followups(reader.request(), code).await;
    let all = all.shown(reader.language())?;
    let words = reader.words();
    let mut sheet = Sheet::inside(door, reader, words.text("case-followup-title"))
        .under(code.as_str())
        .lead(words.text("case-followup-lead"));
    if all.is_empty() {
        let part = if seen.phase == Phase::Reintegration {
            Part::Form(beginning(reader, (code, entered)).checked(&problems))
        } else {
            Part::Note("calm", words.text("case-followup-not-yet"))
        };
        return sheet.with(part).checked(problems);
    }
    sheet = sheet.with(Part::Table(schedule(reader, &all)));
    if all.iter().any(|one| one.state == FollowUpState::Done) {
        let action = format!("/table/cases/{code}/followup/read");
        let read = Form::new(action, words.text("case-followup-read"));
        sheet = sheet.with(Part::Form(read));
    }
    let is_open = all.iter().any(|one| one.state == FollowUpState::Planned);
    sheet
        .with_some(
            is_open
                .then(|| Part::Form(form::form(reader, (code, &all), entered).checked(&problems))),
        )
        .checked(problems)
}

/// How many months after its beginning.
fn month(reader: &Insider, one: &FollowUp) -> String {
    let values = [("count", one.month.into())];
    reader.words().with("case-followup-month", &values)
}

fn schedule(reader: &Insider, all: &[FollowUp]) -> Table {
    let words = reader.words();
    let row = |one: &FollowUp| {
        let is_planned = one.state == FollowUpState::Planned;
        let is_overdue = is_planned && one.due_at <= reader.visitor.now;
        let state = words.of("followup-state", one.state.code());
        let kind = match one.state {
            FollowUpState::Done => "good",
            FollowUpState::Planned if is_overdue => "bad",
            _ => "",
        };
        let state = if is_overdue {
            words.text("case-followup-overdue")
        } else {
            state
        };
        vec![
            Cell::Text(month(reader, one)),
            Cell::Text(day_of(words, one.due_at)),
            Cell::Tag(kind, state),
            Cell::Text(
                one.done_at
                    .map_or_else(|| "–".to_owned(), |at| time_text(words, at)),
            ),
        ]
    };
    Table {
        caption: words.text("case-followup-table"),
        heads: ["month", "due", "state", "done"]
            .map(|head| words.of("case-followup-head", head))
            .to_vec(),
        rows: all.iter().map(row).collect(),
        empty: String::new(),
    }
}

fn beginning(reader: &Insider, (code, entered): (&CaseCode, &Entered)) -> Form {
    let words = reader.words();
    Form::new(
        format!("/table/cases/{code}/followup"),
        words.text("case-followup-begin"),
    )
    .titled(words.text("case-followup-begin-title"))
    .ask(Input::Yes(
        field(words, "wishes", "case-followup-wishes", entered)
            .optional()
            .hint(words.text("case-followup-wishes-hint")),
    ))
}

#[boxed]
async fn begin(form: CaseForm) -> Result<Response, Failure> {
    let wishes = form.entered.is_yes("wishes");
    let begun = form
        .wing()
        .followup_begin(form.request(), &form.code, wishes);
    let step = begun.await.or_at("wishes", form.words());
    back(&form, step).await
}

#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/cases/{}/followup", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
