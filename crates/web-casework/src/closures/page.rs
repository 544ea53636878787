//! The page of the end of a case.

use super::{address, close, hold, prolong};
use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    days::day_of,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Act, Cell, Link, Part, Sheet, Table},
    step::Step,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView, ClosingObstacle, Closure, Hold, Phase};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

/// Back to the page after a step, or the page with what was wrong with it.
#[boxed]
pub(super) async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(address(&form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view_if(door, reader, code, CaseView::is_managed).await?;
    let language = reader.language();
    let closures = door.casework.closures(reader.request(), code).await;
    let closures = closures.shown(language)?;
    let holds = door.casework.holds(reader.request(), code).await;
    let holds = holds.shown(language)?;
    let longer = door.casework.prolongations(reader.request(), code).await;
    let longer = longer.shown(language)?;
    let writers = longer.iter().map(|one| one.by.as_str()).collect();
    let writers = names_of(door, language, writers).await?;
    let obstacles = door.casework.closing_obstacles(reader.request(), code);
    let obstacles = obstacles.await.shown(language)?;
    let words = reader.words();
    let is_closed = seen.phase == Phase::Closed;
    let main = if is_closed {
        close::reopen_form(reader, code)
    } else {
        close::form(reader, (code, entered), &obstacles)
    };
    let erase = Link::new(
        format!("/table/cases/{code}/erase"),
        words.text("case-erase-title"),
    );
    Sheet::inside(door, reader, words.text("case-closing-title"))
        .under(code.as_str())
        .lead(words.text("case-closing-lead"))
        .with_some(
            (!is_closed && !obstacles.is_empty())
                .then(|| Part::Note("warn", in_the_way(reader, &obstacles))),
        )
        .with(Part::Table(closings(reader, (code, &closures))))
        .with(Part::Form(main.checked(&problems)))
        .with_some(
            (!longer.is_empty())
                .then(|| Part::Table(prolong::table(reader, (code, &longer), &writers))),
        )
        .with_some(
            is_closed
                .then(|| Part::Form(prolong::form(reader, (code, entered)).checked(&problems))),
        )
        .with(Part::Heading(words.text("case-hold-title")))
        .with(Part::Text(words.text("case-hold-lead")))
        .with(Part::Table(held(reader, (code, &holds))))
        .with(Part::Form(
            hold::form(reader, (code, entered), &holds).checked(&problems),
        ))
        .with_some(is_closed.then(|| Part::Links(vec![erase])))
        .checked(problems)
}

fn in_the_way(reader: &Insider, obstacles: &[ClosingObstacle]) -> String {
    let words = reader.words();
    let named: Vec<String> = obstacles
        .iter()
        .map(|one| words.of("closing-obstacle", one.code()))
        .collect();
    let values = [("list", named.join("; ").into())];
    words.with("case-closing-in-the-way", &values)
}

fn closings(reader: &Insider, (code, closures): (&CaseCode, &[Closure])) -> Table {
    let words = reader.words();
    let row = |one: &Closure| {
        let at = time_text(words, one.closed_at);
        let contact = if one.may_contact {
            "table-providers-yes"
        } else {
            "table-providers-no"
        };
        vec![
            Cell::Text(at.clone()),
            Cell::Text(words.of("closure-reason", one.reason.code())),
            Cell::Text(words.text(contact)),
            Cell::Text(day_of(words, one.keep_until)),
            Cell::Text(
                one.reopened_at
                    .map_or_else(|| "–".to_owned(), |at| time_text(words, at)),
            ),
            Cell::Act(Act {
                action: format!("{}/read", address(code)),
                label: words.text("case-closing-read"),
                about: at,
                name: "closure",
                value: one.id.as_str().to_owned(),
            }),
        ]
    };
    Table {
        caption: words.text("case-closing-table"),
        heads: ["at", "reason", "contact", "keep", "reopened", "said"]
            .map(|head| words.of("case-closing-head", head))
            .to_vec(),
        rows: closures.iter().map(row).collect(),
        empty: words.text("case-closing-none"),
    }
}

fn held(reader: &Insider, (code, holds): (&CaseCode, &[Hold])) -> Table {
    let words = reader.words();
    let row = |one: &Hold| {
        let at = time_text(words, one.placed_at);
        vec![
            Cell::Text(at.clone()),
            match one.lifted_at {
                None => Cell::Tag("warn", words.text("case-hold-lasts")),
                Some(at) => Cell::Text(time_text(words, at)),
            },
            Cell::Act(Act {
                action: format!("{}/hold-reason", address(code)),
                label: words.text("case-hold-read"),
                about: at,
                name: "hold",
                value: one.id.as_str().to_owned(),
            }),
        ]
    };
    Table {
        caption: words.text("case-hold-table"),
        heads: ["from", "to", "why"]
            .map(|head| words.of("case-hold-head", head))
            .to_vec(),
        rows: holds.iter().map(row).collect(),
        empty: words.text("case-hold-none"),
    }
}
