//! Alarms about unusual numbers of openings: who looks at them, what they say, and what was found. No
//! person of concern and no case stands on these pages, and nobody reads an alarm about themselves.

mod act;
mod shown;
mod witnesses;

use crate::{TableDoor, error::InLanguage as _, session::Insider, sheet::Link, sheet::Part};
use axum::{
    Router,
    routing::{get, post},
};
use boxed::boxed;
use page::Failure;

// words: alarm-* watcher-* log-witness-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/alarms", get(shown::show).post(act::acknowledge))
        .route("/table/alarms/watchers", post(act::name))
        .route("/table/alarms/watchers/answered", post(act::answer))
}

/// What the page of the day says; nothing while no alarm waits for the reader, and the log is witnessed.
#[boxed]
pub(crate) async fn waiting(door: &TableDoor, reader: &Insider) -> Result<Option<Part>, Failure> {
    let overview = door.casework.alarms(reader.request()).await;
    let overview = overview.shown(reader.language())?;
    let open = overview.alarms.iter();
    let open = open.filter(|one| one.acknowledged.is_none()).count();
    let count = i64::try_from(open).unwrap_or(i64::MAX);
    let label = reader
        .words()
        .with("alarm-waits", &[("count", count.into())]);
    let mut links = Vec::new();
    if open > 0 {
        links.push(Link::new("/table/alarms", label));
    }
    if overview.watch.includes(reader.worker().account()) {
        let seen = witnesses::overview(door, reader).await?;
        if seen.is_amiss(reader.visitor.now) {
            let label = reader.words().text("log-witness-amiss");
            links.push(Link::new("/table/alarms", label));
        }
    }
    Ok((!links.is_empty()).then_some(Part::Links(links)))
}
