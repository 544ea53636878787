//! Finding a case by its code, as somebody reads it out, or one's own cases by a name. What was typed
//! is in no address: the answer comes to the form itself.

use crate::{
    TableDoor,
    entered::Entered,
    session::Insider,
    sheet::{Cell, Form, Input, Link, Part, Sheet, Table, field},
    step::OrAt as _,
};
use axum::{
    Form as Sent, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use boxed::boxed;
use casework::{CaseCode, SecretText};
use page::{Failure, Problem};

// words: table-search-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/search", get(form).post(submit))
}

#[boxed]
async fn form(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    page(&door, &reader, &Entered::default(), Vec::new())
}

fn page(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    Sheet::inside(door, reader, words.text("table-search-title"))
        .lead(words.text("table-search-lead"))
        .with(Part::Form(asking(reader, entered, &problems)))
        .checked(problems)
}

fn asking(reader: &Insider, entered: &Entered, problems: &[Problem]) -> Form {
    let words = reader.words();
    let code = field(words, "case", "table-search-code-or-name", entered)
        .hint(words.text("table-search-hint"));
    Form::new("/table/search", words.text("table-search-button"))
        .ask(Input::Line(code))
        .checked(problems)
}

#[boxed]
async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let typed = entered.get("case");
    match CaseCode::parse(typed) {
        Ok(code) => Ok(Redirect::to(&format!("/table/cases/{code}")).into_response()),
        // Names hold no digits; a code that was misheard is told from one.
        Err(error) if typed.chars().any(|one| one.is_ascii_digit()) => {
            let text = reader.words().text(error.key());
            page(&door, &reader, &entered, vec![Problem::new("case", text)])
        }
        Err(_) => named(&door, &reader, typed).await,
    }
}

/// The reader's own cases of people with a name.
#[boxed]
async fn named(door: &TableDoor, reader: &Insider, typed: &str) -> Result<Response, Failure> {
    let words = reader.words();
    let name = SecretText::new(typed);
    let found = door.casework.cases_named(reader.request(), &name).await;
    let found = match found.or_at("case", words) {
        Ok(found) => found,
        Err(stop) => return page(door, reader, &Entered::default(), stop.problems()?),
    };
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let row = |code: CaseCode| {
        vec![Cell::Link(Link::new(
            format!("/table/cases/{code}"),
            code.as_str(),
        ))]
    };
    let table = Table {
        caption: words.with("table-search-found", &[("count", count.into())]),
        heads: vec![words.text("table-search-code")],
        rows: found.into_iter().map(row).collect(),
        empty: words.text("table-search-none"),
    };
    Sheet::inside(door, reader, words.text("table-search-title"))
        .lead(words.text("table-search-lead"))
        .with(Part::Table(table))
        .with(Part::Form(asking(reader, &Entered::default(), &[])))
        .answer()
}
