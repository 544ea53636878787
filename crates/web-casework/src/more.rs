//! What is needed now and then, on one page, so that what is needed every day stays in one row above
//! each page.

use crate::{
    TableDoor, navigation,
    session::Insider,
    sheet::{Link, Part, Sheet},
};
use axum::{Router, extract::State, response::Response, routing::get};
use boxed::boxed;
use page::Failure;

// words: table-more-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/more", get(open))
}

#[boxed]
async fn open(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    let words = reader.words();
    let links = navigation::more(&door, &reader);
    let links = links.map(|(href, key)| Link::new(href, words.text(key)));
    Sheet::inside(&door, &reader, words.text("table-more-title"))
        .lead(words.text("table-more-lead"))
        .with(Part::Links(links.collect()))
        .answer()
}
