//! How to walk a case in ten minutes: readable by everybody at the inner door, before they go in.

use crate::{
    TableDoor,
    session::Visitor,
    sheet::{Link, Part, Sheet},
};
use axum::{Router, extract::State, response::Response, routing::get};
use page::Failure;

// words: table-guide-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/guide", get(open))
}

const STEPS: [&str; 9] = [
    "enter", "today", "take-in", "brief", "share", "reveal", "other", "revoke", "report",
];

async fn open(State(door): State<TableDoor>, visitor: Visitor) -> Result<Response, Failure> {
    let words = visitor.words();
    let steps = STEPS.iter().map(|step| words.of("table-guide", step));
    let enter = Link::new("/table/today", words.text("table-today-title"));
    Sheet::outside(&door, &visitor, words.text("table-guide-title"))
        .lead(words.text("table-guide-lead"))
        .with_some(
            door.demonstration
                .is_some()
                .then(|| Part::Note("calm", words.text("table-guide-demonstration"))),
        )
        .with(Part::Steps(steps.collect()))
        .with(Part::Heading(words.text("table-guide-laws-title")))
        .with(Part::Text(words.text("table-guide-laws")))
        .with(Part::Links(vec![enter]))
        .answer()
}
