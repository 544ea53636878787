//! Files whose day has come: for whoever leads them, and for the institution's keepers, who see that
//! somebody decides. Codes and days; what is in a file is not here.

use crate::{
    TableDoor,
    days::day_of,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Link, Part, Sheet, Table},
};
use axum::{Router, extract::State, response::Response, routing::get};
use boxed::boxed;
use casework::FileDue;
use page::Failure;

// words: retention-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/retention", get(show))
}

#[boxed]
async fn show(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    let words = reader.words();
    let due = door.casework.files_due(reader.request()).await;
    let due = due.shown(reader.language())?;
    let managers = due.iter().map(|one| one.manager.as_str()).collect();
    let names = names_of(&door, reader.language(), managers).await?;
    let own = reader.worker().account();
    let row = |one: &FileDue| {
        let code = one.code.as_str();
        vec![
            if one.manager == own {
                Cell::Link(Link::new(format!("/table/cases/{code}/closing"), code))
            } else {
                Cell::Text(code.to_owned())
            },
            Cell::Text(if one.manager == own {
                words.text("table-today-oneself")
            } else {
                names.of(&one.manager)
            }),
            Cell::Text(day_of(words, one.closed_at)),
            Cell::Tag("warn", day_of(words, one.keep_until)),
        ]
    };
    let table = Table {
        caption: words.text("retention-table"),
        heads: ["code", "lead", "closed", "until"]
            .map(|head| words.of("retention-head", head))
            .to_vec(),
        rows: due.iter().map(row).collect(),
        empty: words.text("retention-none"),
    };
    Sheet::inside(&door, &reader, words.text("retention-title"))
        .lead(words.text("retention-lead"))
        .with(Part::Table(table))
        .answer()
}
