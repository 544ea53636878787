//! What a person needs and what endangers them, told together over the twelve domains of life. What
//! was said is opened for one answer at a time; its day and the risk's level stand open.

mod answer;
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
    sheet::{Act, Cell, Part, Sheet, Table},
    step::Step,
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use boxed::boxed;
use casework::{Assessment, CaseCode, CaseView, RiskLevel};
use page::{Failure, Problem, time_text};

// words: case-needs-* assessment-answer-* domain-* need-level-* risk-level-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/cases/{code}/needs", get(show).post(form::submit))
        .route("/table/cases/{code}/needs/read", post(read::submit))
        .route("/table/cases/{code}/needs/answered", post(answer::submit))
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
    let past = door.casework.assessments(reader.request(), code).await;
    let past = past.shown(reader.language())?;
    let words = reader.words();
    let before_briefing = seen
        .briefed_at
        .is_none()
        .then(|| Part::Note("warn", words.text("plan-before-briefing")));
    Sheet::inside(door, reader, words.text("case-needs-title"))
        .under(code.as_str())
        .lead(words.text("case-needs-lead"))
        .with_some(before_briefing)
        .with_some(past.first().map(|last| next_look(reader, last)))
        .with(Part::Table(history(reader, code, &past)))
        .with_some(
            answer::form(reader, (code, &past), entered)
                .map(|form| Part::Form(form.checked(&problems))),
        )
        .with(Part::Form(
            form::form(door, reader, (code, entered)).checked(&problems),
        ))
        .checked(problems)
}

/// Back to the page after a step, or the page with what was wrong with it.
#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/cases/{}/needs", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}

/// How dangerous it was at the last look, and the day of the next.
fn next_look(reader: &Insider, last: &Assessment) -> Part {
    let words = reader.words();
    let values = [
        ("risk", words.of("risk-level", last.risk.code()).into()),
        ("day", day_of(words, last.review_at).into()),
    ];
    if last.review_at <= reader.visitor.now {
        Part::Note("bad", words.with("case-needs-look-overdue", &values))
    } else {
        let kind = if last.risk == RiskLevel::High {
            "bad"
        } else {
            "calm"
        };
        Part::Note(kind, words.with("case-needs-look-next", &values))
    }
}

fn history(reader: &Insider, code: &CaseCode, past: &[Assessment]) -> Table {
    let words = reader.words();
    let row = |one: &Assessment| {
        let at = time_text(words, one.at);
        let together = if one.together {
            "case-needs-together-yes"
        } else {
            "case-needs-together-no"
        };
        vec![
            Cell::Text(at.clone()),
            risk(reader, one.risk),
            Cell::Text(words.text(together)),
            match one.answer {
                None => Cell::Tag("warn", words.text("case-needs-not-answered")),
                Some(answer) => Cell::Text(words.of("assessment-answer", answer.code())),
            },
            Cell::Text(day_of(words, one.review_at)),
            Cell::Act(Act {
                action: format!("/table/cases/{code}/needs/read"),
                label: words.text("case-needs-read"),
                about: at,
                name: "assessment",
                value: one.id.as_str().to_owned(),
            }),
        ]
    };
    Table {
        caption: words.text("case-needs-history"),
        heads: ["when", "risk", "together", "answer", "next", "said"]
            .map(|head| words.of("case-needs-head", head))
            .to_vec(),
        rows: past.iter().map(row).collect(),
        empty: words.text("case-needs-none"),
    }
}

/// The level of a risk, as a tag.
fn risk(reader: &Insider, level: RiskLevel) -> Cell {
    let kind = match level {
        RiskLevel::High => "bad",
        RiskLevel::Medium => "warn",
        RiskLevel::Low => "calm",
        RiskLevel::NoRisk => "good",
    };
    Cell::Tag(kind, reader.words().of("risk-level", level.code()))
}
