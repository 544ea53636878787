//! Meetings of the committee and the table, and what they decided.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::Refusal,
};
use access::{HoldMeeting, ReadMeetings};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::meetings::{
    Meeting, MeetingKind, NewMeeting, meeting_list, meeting_open, meeting_record,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(meeting_page, meeting_write))
        .routes(routes!(meeting_read))
}

/// A meeting.
#[derive(Debug, Serialize, ToSchema)]
struct MeetingShape {
    /// Its number.
    id: i64,
    /// The place's code.
    place: String,
    /// Its kind.
    kind: &'static str,
    /// The day on which it was held.
    held_on: String,
    /// What it was about.
    title: String,
    /// The number of its minutes.
    reference: String,
    /// What it decided.
    decisions: String,
    /// When it was recorded.
    at: String,
    /// By whom.
    by: String,
}

/// A meeting to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeetingWriting {
    /// `committee` or `technical-table`.
    kind: String,
    /// The day on which it was held: `2025-01-31`.
    held_on: String,
    /// What it was about.
    title: String,
    /// The number of its minutes.
    reference: String,
    /// What it decided; never names of persons.
    decisions: String,
}

/// What was made, to ask for it again.
#[derive(Debug, Serialize, ToSchema)]
struct NumberShape {
    /// Its number.
    id: i64,
}

fn shape(one: &Meeting) -> MeetingShape {
    MeetingShape {
        id: one.id,
        place: one.meeting.place.to_string(),
        kind: one.meeting.kind.code(),
        held_on: one.meeting.held_on.to_string(),
        title: one.meeting.title.clone(),
        reference: one.meeting.reference.clone(),
        decisions: one.meeting.decisions.clone(),
        at: one.recorded_at.to_string(),
        by: one.recorded_by.clone(),
    }
}

/// The last meetings of the account's place.
#[utoipa::path(get, path = "/meetings", tag = "meetings",
    responses((status = 200, body = Vec<MeetingShape>)))]
#[boxed]
async fn meeting_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<MeetingShape>>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadMeetings>(home)?;
    let found = meeting_list(&door.database, &door.catalogue, &permit).await?;
    Ok(Json(found.iter().map(shape).collect()))
}

/// One meeting.
#[utoipa::path(get, path = "/meetings/{id}", tag = "meetings",
    params(("id" = i64, Path, description = "The meeting's number")),
    responses((status = 200, body = MeetingShape)))]
#[boxed]
async fn meeting_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
) -> Result<Json<MeetingShape>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadMeetings>(home)?;
    let found = meeting_open(&door.database, &door.catalogue, &permit, id).await?;
    Ok(Json(shape(&found)))
}

/// Record a meeting of the account's place.
#[utoipa::path(post, path = "/meetings", tag = "meetings", request_body = MeetingWriting,
    responses((status = 201, body = NumberShape)))]
#[boxed]
async fn meeting_write(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<MeetingWriting>,
) -> Result<(StatusCode, Json<NumberShape>), Refusal> {
    let place = caller.home(&door);
    let permit = caller.permit::<HoldMeeting>(door.scope(&place, None)?)?;
    let meeting = NewMeeting {
        place,
        kind: MeetingKind::from_code(&writing.kind).ok_or_else(|| bad_field("kind"))?,
        held_on: writing.held_on.parse().map_err(|_| bad_field("held_on"))?,
        title: writing.title,
        reference: writing.reference,
        decisions: writing.decisions,
    };
    let time = (door.clock.now(), door.clock.today());
    let id = meeting_record(&door.database, &door.catalogue, &permit, &meeting, time).await?;
    Ok((StatusCode::CREATED, Json(NumberShape { id })))
}
