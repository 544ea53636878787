//! The register, and the form that asks for a preview.

use super::rows::{ReleaseRow, audience, release_row};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{ProposeRelease, ReadSnapshot};
use askama::Template;
use axum::{extract::State, response::Response};
use page::{Failure, Frame, Words, html};
use release::{is_national, release_list};
use rendering::released::rule;
use vocabulary::country::RegisteredTable;

/// A table that the reader may propose.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) rule: String,
}

#[derive(Template)]
#[template(path = "releases/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<ReleaseRow>,
    choices: Vec<Choice>,
    period: String,
}

pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let home = scope(&door, &reader.home(&door), None);
    let permit = reader.permit::<ReadSnapshot>(home)?;
    let found = release_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    html(&ListPage {
        frame: frame(&door, &reader, words.text("navigation-releases")),
        rows: found
            .iter()
            .map(|one| release_row(&door, words, (one, &found)))
            .collect(),
        choices: choices(&door, &reader, words),
        period: (door.clock.today().year() - 1).to_string(),
    })
}

/// The tables that the reader may propose: national ones for the country's office, those of a region
/// for its secretariat.
fn choices(door: &Door, reader: &SignedIn, words: Words) -> Vec<Choice> {
    let home = scope(door, &reader.home(door), None);
    if !reader.may::<ProposeRelease>(&home) {
        return Vec::new();
    }
    let own =
        |table: &&RegisteredTable| is_national(door.country(), table) == home.region.is_none();
    let tables = door.country().registered_tables().iter().filter(own);
    tables
        .map(|table| Choice {
            code: table.code.clone(),
            name: table.names.text(words.language()).to_owned(),
            rule: format!(
                "{}. {}",
                audience(words, table.audience),
                rule(words, table.protection)
            ),
        })
        .collect()
}
