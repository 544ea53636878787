//! Meetings of the committee and the table, and what they decided.

use crate::{
    Door,
    error::{InLanguage as _, at_field},
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{HoldMeeting, Permit, ReadMeetings};
use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use boxed::boxed;
use committee::{
    CommitteeError,
    meetings::{
        LONGEST_REFERENCE, LONGEST_TITLE, Meeting, MeetingKind, NewMeeting, meeting_list,
        meeting_open, meeting_record,
    },
};
use page::{Failure, Field, Frame, Problem, date_text, html, read_date, time_text};
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
    problems: Vec<Problem>,
    entered: Entered,
    rows: Vec<Row>,
    may_hold: bool,
    kinds: Vec<(String, String)>,
    day: Field,
}

#[derive(Template)]
#[template(path = "meetings/open.html")]
struct OpenPage {
    frame: Frame,
    meeting: Row,
}

#[derive(Default, Deserialize)]
struct Entered {
    csrf: String,
    kind: String,
    held_on: String,
    title: String,
    reference: String,
    #[serde(default)]
    decisions: String,
}

#[boxed]
async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    list_page(&door, &reader, Vec::new(), Entered::default()).await
}

#[boxed]
async fn list_page(
    door: &Door,
    reader: &SignedIn,
    problems: Vec<Problem>,
    entered: Entered,
) -> Result<Response, Failure> {
    let words = reader.words();
    let home = scope(door, &reader.home(door), None);
    let permit = reader.permit::<ReadMeetings>(home.clone())?;
    let found = meeting_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    let day = Field::new("held_on", words.text("meeting-day"))
        .hint(words.text("date-hint"))
        .value(&entered.held_on)
        .checked(&problems);
    html(&ListPage {
        frame: frame(door, reader, words.text("navigation-meetings")),
        day,
        problems,
        entered,
        rows: found.iter().map(|meeting| row(reader, meeting)).collect(),
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
    })
}

#[boxed]
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

#[boxed]
async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let permit = reader.permit::<HoldMeeting>(scope(&door, &reader.home(&door), None))?;
    match record(&door, &reader, &permit, &entered).await {
        Ok(id) => Ok(Redirect::to(&format!("/meetings/{id}")).into_response()),
        Err((field, failure)) => {
            let page = list_page(&door, &reader, at_field(field, failure)?, entered).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Records it; the field that is wrong with what is wrong with it, where it cannot be.
#[boxed]
async fn record(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<HoldMeeting>,
    entered: &Entered,
) -> Result<i64, (&'static str, Failure)> {
    let bad = || {
        let failure = Failure::refused("meeting-needs-day");
        ("held_on", failure.in_language(reader.language))
    };
    let meeting = NewMeeting {
        place: reader.home(door),
        kind: MeetingKind::from_code(&entered.kind).ok_or_else(bad)?,
        held_on: read_date(&entered.held_on).ok_or_else(bad)?,
        title: entered.title.clone(),
        reference: entered.reference.clone(),
        decisions: entered.decisions.clone(),
    };
    let time = (door.clock.now(), door.clock.today());
    let recorded = meeting_record(&door.database, &door.catalogue, permit, &meeting, time).await;
    let field = recorded
        .as_ref()
        .map_or_else(|error| field_of(error, &meeting), |_| "held_on");
    recorded
        .shown(reader.language)
        .map_err(|failure| (field, failure))
}

/// The field that is empty or too long, or the day.
fn field_of(error: &CommitteeError, meeting: &NewMeeting) -> &'static str {
    let longest = |text: &str, most: usize| text.chars().count() > most;
    match error.key() {
        "meeting-needs-words" if meeting.title.trim().is_empty() => "title",
        "meeting-needs-words" => "reference",
        "meeting-too-long" if longest(&meeting.title, LONGEST_TITLE) => "title",
        "meeting-too-long" if longest(&meeting.reference, LONGEST_REFERENCE) => "reference",
        "meeting-too-long" => "decisions",
        _ => "held_on",
    }
}
