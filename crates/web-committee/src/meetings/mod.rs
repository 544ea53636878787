//! Meetings of the committee and the table, and what they decided.

use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{HoldMeeting, ReadMeetings};
use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    response::{Redirect, Response},
    routing::get,
};
use committee::meetings::{
    Meeting, MeetingKind, NewMeeting, meeting_list, meeting_open, meeting_record,
};
use page::{Failure, Frame, date_text, html, time_text};
use serde::Deserialize;

// words: meeting-kind-*

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/meetings", get(list).post(submit))
        .route("/meetings/{id}", get(open))
}

struct Row {
    id: i64,
    day: String,
    kind: String,
    title: String,
    reference: String,
    decisions: String,
    recorded: String,
}

fn row(reader: &SignedIn, meeting: &Meeting) -> Row {
    let words = reader.words();
    Row {
        id: meeting.id,
        day: date_text(words, meeting.meeting.held_on),
        kind: words.of("meeting-kind", meeting.meeting.kind.code()),
        title: meeting.meeting.title.clone(),
        reference: meeting.meeting.reference.clone(),
        decisions: meeting.meeting.decisions.clone(),
        recorded: format!(
            "{}, {}",
            meeting.recorded_by,
            time_text(words, meeting.recorded_at)
        ),
    }
}

#[derive(Template)]
#[template(path = "meetings/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    may_hold: bool,
    kinds: Vec<(String, String)>,
    today: String,
}

#[derive(Template)]
#[template(path = "meetings/open.html")]
struct OpenPage {
    frame: Frame,
    meeting: Row,
}

#[derive(Deserialize)]
struct Entered {
    csrf: String,
    kind: String,
    held_on: String,
    title: String,
    reference: String,
    #[serde(default)]
    decisions: String,
}

async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    let words = reader.words();
    let home = scope(&door, &reader.home(&door), None);
    let permit = reader.permit::<ReadMeetings>(home.clone())?;
    let found = meeting_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    html(&ListPage {
        frame: frame(&door, &reader, words.text("navigation-meetings")),
        rows: found.iter().map(|meeting| row(&reader, meeting)).collect(),
        may_hold: reader.may::<HoldMeeting>(&home),
        kinds: MeetingKind::ALL
            .into_iter()
            .map(|kind| {
                (
                    kind.code().to_owned(),
                    words.of("meeting-kind", kind.code()),
                )
            })
            .collect(),
        today: door.clock.today().to_string(),
    })
}

async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let permit = reader.permit::<ReadMeetings>(scope(&door, &reader.home(&door), None))?;
    let meeting = meeting_open(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)?;
    html(&OpenPage {
        frame: frame(&door, &reader, meeting.meeting.title.clone()),
        meeting: row(&reader, &meeting),
    })
}

async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let home = reader.home(&door);
    let permit = reader.permit::<HoldMeeting>(scope(&door, &home, None))?;
    let bad = || Failure::refused("meeting-needs-day").in_language(reader.language);
    let meeting = NewMeeting {
        place: home,
        kind: MeetingKind::from_code(&entered.kind).ok_or_else(bad)?,
        held_on: entered.held_on.parse().map_err(|_| bad())?,
        title: entered.title,
        reference: entered.reference,
        decisions: entered.decisions,
    };
    let time = (door.clock.now(), door.clock.today());
    let id = meeting_record(&door.database, &door.catalogue, &permit, &meeting, time)
        .await
        .shown(reader.language)?;
    Ok(Redirect::to(&format!("/meetings/{id}")))
}
