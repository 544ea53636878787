//! Saving what was entered. What is wrong is said cell by cell; nothing that was typed is lost.

use super::{
    aside::waiting,
    entry::{Fields, Typed, entries, fingerprint},
    file,
    open::{Shown, render},
    scope_of,
};
use crate::{Door, error::InLanguage as _, session::SignedIn};
use access::EditReturn;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::{
    CommitteeError,
    returns::{CellEntry, ReturnFile, return_fill},
};
use page::{Failure, Problem, text_problem};

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    reader.own_form(fields.get("csrf").map_or("", String::as_str))?;
    let file = file(&door, &reader, id).await?;
    let permit = reader.permit::<EditReturn>(scope_of(&door, &file.record))?;
    let words = reader.words();
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let shown: Vec<Typed> = file
        .cells
        .iter()
        .map(|cell| Typed::of_cell(&door, reader.language, cell))
        .collect();
    let typed: Vec<Typed> = (0..file.cells.len())
        .map(|index| Typed::of_fields(&fields, index))
        .collect();
    let (entries, mut problems) = entries(&door, words, &file.cells, &typed);
    if field("seen") != fingerprint(&shown) {
        problems.insert(0, changed_meanwhile(&reader));
    }
    let version = field("version").parse().unwrap_or(0);
    let entered: Vec<Option<usize>> = entries.iter().map(|one| place(&file, one)).collect();
    if problems.is_empty() {
        let (at, now) = (door.clone(), door.clock.now());
        let saved = waiting(&reader, move || async move {
            let which = (id, version);
            return_fill(&at.database, &at.catalogue, &permit, which, &entries, now).await
        })
        .await?;
        match saved {
            Err(CommitteeError::Refused("return-changed-meanwhile")) => {
                problems.push(changed_meanwhile(&reader));
            }
            Err(CommitteeError::Personal(refused)) => {
                let place = refused.item.and_then(|item| *entered.get(item)?);
                let message = text_problem(words, &refused.trace);
                let field = place.map_or_else(|| "cells".to_owned(), |at| format!("comment-{at}"));
                problems.push(Problem::new(field, message));
            }
            other => {
                other.shown(reader.language)?;
                return Ok(Redirect::to(&format!("/returns/{id}?saved=yes")).into_response());
            }
        }
    }
    let shown = Shown {
        typed,
        seen: fingerprint(&shown),
        problems,
        is_saved: false,
        attempt: super::step::Entered::default(),
    };
    let page = render(&door, &reader, &file, shown).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Which of the file's cells an entry is about.
fn place(file: &ReturnFile, entry: &CellEntry) -> Option<usize> {
    let mut cells = file.cells.iter();
    cells.position(|cell| cell.indicator == entry.indicator && cell.breakdown == entry.breakdown)
}

fn changed_meanwhile(reader: &SignedIn) -> Problem {
    Problem {
        field: "cells".to_owned(),
        message: reader.words().text("return-changed-meanwhile"),
    }
}
