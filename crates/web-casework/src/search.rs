//! Finding a case by its code, as somebody reads it out.

use crate::{
    TableDoor,
    entered::Entered,
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
};
use axum::{
    Form as Sent, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use casework::CaseCode;
use page::{Failure, Problem};

// words: table-search-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/search", get(form).post(submit))
}

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
    let code =
        field(words, "case", "table-search-code", entered).hint(words.text("table-search-hint"));
    let form = Form::new("/table/search", words.text("table-search-button"))
        .ask(Input::Line(code))
        .checked(&problems);
    Sheet::inside(door, reader, words.text("table-search-title"))
        .lead(words.text("table-search-lead"))
        .with(Part::Form(form))
        .checked(problems)
}

async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    match CaseCode::parse(entered.get("case")) {
        Ok(code) => Ok(Redirect::to(&format!("/table/cases/{code}")).into_response()),
        Err(error) => {
            let text = reader.words().text(error.key());
            page(&door, &reader, &entered, vec![Problem::new("case", text)])
        }
    }
}
