//! The register, and the form that asks for a preview.

use super::rows::{ReleaseRow, release_row};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{ProposeRelease, ReadSnapshot};
use askama::Template;
use axum::{extract::State, response::Response};
use boxed::boxed;
use page::{Failure, Frame, Words, html, period_text};
use release::{Outdated, is_national, outdated_to_members, release_list};
use vocabulary::country::RegisteredTable;

/// A table that the reader may propose.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) name: String,
}

/// A release to members behind which a figure has changed.
struct OutdatedRow {
    code: String,
    table: String,
    period: String,
    what: String,
    address: String,
}

#[derive(Template)]
#[template(path = "releases/list.html")]
struct ListPage {
    frame: Frame,
    outdated: Vec<OutdatedRow>,
    rows: Vec<ReleaseRow>,
    choices: Vec<Choice>,
    period: String,
}

#[boxed]
pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let home = scope(&door, &reader.home(&door), None);
    let permit = reader.permit::<ReadSnapshot>(home)?;
    let found = release_list(&door.database, &door.catalogue, &permit, None)
        .await
        .shown(reader.language)?;
    html(&ListPage {
        frame: frame(&door, &reader, words.text("navigation-releases")),
        outdated: outdated(&door, &reader, words).await?,
        rows: found
            .iter()
            .map(|one| release_row(&door, words, (one, &found)))
            .collect(),
        choices: choices(&door, &reader, words),
        period: (door.clock.today().year() - 1).to_string(),
    })
}

/// What the members of the reader's committee were shown and should be shown anew.
#[boxed]
async fn outdated(
    door: &Door,
    reader: &SignedIn,
    words: Words,
) -> Result<Vec<OutdatedRow>, Failure> {
    let home = scope(door, &reader.home(door), None);
    if home.region.is_none() || !reader.may::<ProposeRelease>(&home) {
        return Ok(Vec::new());
    }
    let permit = reader.permit::<ProposeRelease>(home)?;
    let found = outdated_to_members(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    let rows = found.into_iter();
    Ok(rows.map(|one| outdated_row(door, words, one)).collect())
}

fn outdated_row(door: &Door, words: Words, one: Outdated) -> OutdatedRow {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let parts = [
        ("release-outdated-moved", one.moved),
        ("release-outdated-settled", one.settled),
        ("release-outdated-open", one.open),
    ];
    let parts = parts.into_iter().filter(|(_, number)| *number > 0);
    let parts = parts.map(|(key, number)| words.with(key, &[("count", count(number).into())]));
    let table = door.country().registered_table(&one.table);
    OutdatedRow {
        address: format!(
            "/releases/preview?table={}&period={}",
            one.table, one.period
        ),
        table: table.map_or_else(String::new, |table| {
            table.names.text(words.language()).to_owned()
        }),
        period: period_text(words, one.period),
        what: parts.collect::<Vec<String>>().join(" "),
        code: one.code,
    }
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
        })
        .collect()
}
