//! What is done with a staged file: it counts, is thrown away, or is taken back.

use super::permit;
use crate::{
    ApiDoor,
    aside::waiting,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::Refusal,
};
use access::{ImportFigures, UndoImport};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use boxed::boxed;
use committee::imports::{import_commit, import_discard, import_undo};
use serde::Deserialize;
use utoipa::ToSchema;

/// A step in the life of an import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ImportStepWriting {
    /// `commit`: all of its figures count, or none; `discard`: a staged file is thrown away;
    /// `undo`: what it changed is taken back.
    step: String,
}

/// Let a staged file count, throw it away, or take it back.
#[utoipa::path(post, path = "/imports/{id}/steps", tag = "imports",
    request_body = ImportStepWriting,
    params(("id" = i64, Path, description = "The import's number")),
    responses((status = 204, description = "The step was taken")))]
#[boxed]
pub(super) async fn import_move(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(id): Path<i64>,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<ImportStepWriting>,
) -> Result<StatusCode, Refusal> {
    let now = (door.clock.now(), door.clock.today());
    match writing.step.as_str() {
        "commit" => {
            let permit = permit::<ImportFigures>(&door, &caller)?;
            waiting(move || async move {
                import_commit(&door.database, &door.catalogue, &permit, id, now).await
            })
            .await??;
        }
        "discard" => {
            let permit = permit::<ImportFigures>(&door, &caller)?;
            import_discard(&door.database, &door.catalogue, &permit, id, now.0).await?;
        }
        "undo" => {
            let permit = permit::<UndoImport>(&door, &caller)?;
            waiting(move || async move {
                import_undo(&door.database, &door.catalogue, &permit, id, now.0).await
            })
            .await??;
        }
        _ => return Err(bad_field("step")),
    }
    Ok(StatusCode::NO_CONTENT)
}
