//! Snapshots: freezing what is known, and reading back what was frozen.

use crate::{
    ApiDoor,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::Refusal,
    values::{KnownShape, ValueShape},
};
use access::{FreezeSnapshot, ReadSnapshot};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::snapshots::{
    Snapshot, SnapshotFigure, snapshot_find, snapshot_freeze, snapshot_list,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use vocabulary::Period;

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    OpenApiRouter::new()
        .routes(routes!(snapshot_page, snapshot_write))
        .routes(routes!(snapshot_read))
}

/// A snapshot.
#[derive(Debug, Serialize, ToSchema)]
struct SnapshotShape {
    /// Its code, printed on everything made from it.
    code: String,
    /// The place's code.
    place: String,
    /// The period.
    period: String,
    /// The BLAKE3 hash of its content.
    hash: String,
    /// When it was taken.
    at: String,
    /// By whom.
    by: String,
}

/// A snapshot with what it holds.
#[derive(Debug, Serialize, ToSchema)]
struct SnapshotFileShape {
    /// The snapshot.
    snapshot: SnapshotShape,
    /// Its cells.
    figures: Vec<FrozenShape>,
}

/// One cell, as it was.
#[derive(Debug, Serialize, ToSchema)]
struct FrozenShape {
    /// The indicator's code.
    indicator: String,
    /// The period.
    period: String,
    /// The cell; empty for the total.
    breakdown: String,
    /// What was known.
    known: KnownShape,
    /// What each institution had said.
    words: Vec<WordShape>,
}

/// One institution's word, as it was.
#[derive(Debug, Serialize, ToSchema)]
struct WordShape {
    /// Who said it.
    institution: String,
    /// What it said.
    value: ValueShape,
}

/// What to freeze.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SnapshotWriting {
    /// The period; the shorter periods inside it are frozen too.
    period: String,
}

/// What was frozen, to ask for it again.
#[derive(Debug, Serialize, ToSchema)]
struct CodeShape {
    /// Its code.
    code: String,
}

fn shape(one: &Snapshot) -> SnapshotShape {
    SnapshotShape {
        code: one.code.clone(),
        place: one.place.to_string(),
        period: one.period.to_string(),
        hash: one.hash.clone(),
        at: one.taken_at.to_string(),
        by: one.account_name.clone(),
    }
}

fn frozen(one: &SnapshotFigure) -> FrozenShape {
    let words = one.words.iter().map(|word| WordShape {
        institution: word.institution.to_string(),
        value: word.value.into(),
    });
    FrozenShape {
        indicator: one.indicator.to_string(),
        period: one.period.to_string(),
        breakdown: one.breakdown.to_string(),
        known: (&one.known).into(),
        words: words.collect(),
    }
}

/// The last hundred snapshots of the account's place.
#[utoipa::path(get, path = "/snapshots", tag = "snapshots",
    responses((status = 200, body = Vec<SnapshotShape>)))]
#[boxed]
async fn snapshot_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<SnapshotShape>>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadSnapshot>(home)?;
    let found = snapshot_list(&door.database, &door.catalogue, &permit).await?;
    Ok(Json(found.iter().map(shape).collect()))
}

/// One snapshot with every figure in it.
#[utoipa::path(get, path = "/snapshots/{code}", tag = "snapshots",
    params(("code" = String, Path, description = "The snapshot's code")),
    responses((status = 200, body = SnapshotFileShape)))]
#[boxed]
async fn snapshot_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<SnapshotFileShape>, Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<ReadSnapshot>(home)?;
    let (found, content) = snapshot_find(&door.database, &door.catalogue, &permit, &code).await?;
    Ok(Json(SnapshotFileShape {
        snapshot: shape(&found),
        figures: content.figures.iter().map(frozen).collect(),
    }))
}

/// Freeze what is known of the account's place in a period.
#[utoipa::path(post, path = "/snapshots", tag = "snapshots", request_body = SnapshotWriting,
    responses((status = 201, body = CodeShape)))]
#[boxed]
async fn snapshot_write(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<SnapshotWriting>,
) -> Result<(StatusCode, Json<CodeShape>), Refusal> {
    let home = door.scope(&caller.home(&door), None)?;
    let permit = caller.permit::<FreezeSnapshot>(home)?;
    let period = Period::parse(&writing.period).map_err(|_| bad_field("period"))?;
    let now = door.clock.now();
    let code = snapshot_freeze(&door.database, &door.catalogue, &permit, period, now).await?;
    Ok((StatusCode::CREATED, Json(CodeShape { code })))
}
