//! The list of snapshots, freezing a new one, and the page of one.

use crate::{
    Door,
    error::{InLanguage as _, at_field},
    navigation::frame,
    session::{SignedIn, scope},
    show,
};
use access::{FreezeSnapshot, Permit, ReadSnapshot};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::snapshots::{Snapshot, snapshot_find, snapshot_freeze, snapshot_list};
use exchange::period_text;
use page::{Failure, Frame, Problem, html, period_text, time_text};
use serde::Deserialize;

struct Row {
    code: String,
    place: String,
    period: String,
    taken: String,
    hash: String,
}

fn row(door: &Door, reader: &SignedIn, one: &Snapshot) -> Row {
    let words = reader.words();
    Row {
        code: one.code.clone(),
        place: show::place_name(door, words, &one.place),
        period: period_text(words, one.period),
        taken: format!("{}, {}", one.account_name, time_text(words, one.taken_at)),
        hash: one.hash.clone(),
    }
}

#[derive(Template)]
#[template(path = "snapshots/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    may_freeze: bool,
    problems: Vec<Problem>,
    period: String,
}

#[derive(Template)]
#[template(path = "snapshots/open.html")]
struct OpenPage {
    frame: Frame,
    snapshot: Row,
    cells: usize,
}

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    period: String,
}

#[boxed]
pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let last_year = (door.clock.today().year() - 1).to_string();
    list_page(&door, &reader, Vec::new(), last_year).await
}

#[boxed]
async fn list_page(
    door: &Door,
    reader: &SignedIn,
    problems: Vec<Problem>,
    period: String,
) -> Result<Response, Failure> {
    let home = scope(door, &reader.home(door), None);
    let permit = reader.permit::<ReadSnapshot>(home.clone())?;
    let found = snapshot_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    html(&ListPage {
        frame: frame(door, reader, reader.words().text("navigation-snapshots")),
        rows: found.iter().map(|one| row(door, reader, one)).collect(),
        may_freeze: reader.may::<FreezeSnapshot>(&home),
        problems,
        period,
    })
}

#[boxed]
pub(crate) async fn freeze(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = reader.permit::<FreezeSnapshot>(scope(&door, &reader.home(&door), None))?;
    match take(&door, &reader, &permit, &entered.period).await {
        Ok(code) => Ok(Redirect::to(&format!("/snapshots/{code}")).into_response()),
        Err(failure) => {
            let problems = at_field("period", failure)?;
            let page = list_page(&door, &reader, problems, entered.period).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

#[boxed]
async fn take(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<FreezeSnapshot>,
    period: &str,
) -> Result<String, Failure> {
    let language = reader.language;
    let period = period_text::parse(period)
        .ok_or_else(|| Failure::refused("snapshot-period").in_language(language))?;
    let now = door.clock.now();
    snapshot_freeze(&door.database, &door.catalogue, permit, period, now)
        .await
        .shown(language)
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let permit = reader.permit::<ReadSnapshot>(scope(&door, &reader.home(&door), None))?;
    let (snapshot, content) = snapshot_find(&door.database, &door.catalogue, &permit, &code)
        .await
        .shown(reader.language)?;
    let snapshot = row(&door, &reader, &snapshot);
    let title = reader.words().with(
        "snapshot-of",
        &[
            ("place", snapshot.place.clone().into()),
            ("period", snapshot.period.clone().into()),
        ],
    );
    html(&OpenPage {
        frame: frame(&door, &reader, title),
        snapshot,
        cells: content.figures.len(),
    })
}
