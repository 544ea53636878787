//! The witnesses' door: whoever holds a witness' token fetches the newest checkpoint of one audit log,
//! and gives its own signature back. To everybody else there is nothing here.
//!
//! A witness learns how many rows a log has, and hashes; this crate can name nothing else. The server
//! calls nobody: witnesses come to it (docs/decisions/0014 and 0020).

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use ledger::{LedgerError, Witness};
use serde::Deserialize;
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};
use store::Database;
use vocabulary::Clock;

/// A note is some hundred bytes; with the signatures of many witnesses it is still small.
const MOST_BYTES: usize = 16 * 1024;

/// What every route of this door can reach.
#[derive(Clone)]
pub struct WitnessDoor {
    logs: Arc<BTreeMap<&'static str, Database>>,
    clock: Arc<dyn Clock>,
}

impl WitnessDoor {
    /// A door to some logs by their names in addresses, such as `committee` and `table`.
    #[must_use]
    pub fn new(
        logs: impl IntoIterator<Item = (&'static str, Database)>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            logs: Arc::new(logs.into_iter().collect()),
            clock,
        }
    }

    /// The log and the witness that a request is about; `None` for an unknown log and for anybody who
    /// is no witness of it, alike.
    async fn witness(
        &self,
        log: &str,
        headers: &HeaderMap,
    ) -> Result<Option<(&Database, Witness)>, LedgerError> {
        let presented = headers.get(header::AUTHORIZATION);
        let presented = presented.and_then(|value| value.to_str().ok());
        let presented = presented.and_then(|value| value.strip_prefix("Bearer "));
        let (Some(database), Some(presented)) = (self.logs.get(log), presented) else {
            return Ok(None);
        };
        let witness = ledger::witness_of(database, presented).await?;
        Ok(witness.map(|witness| (database, witness)))
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// All routes of this door.
pub fn router(door: WitnessDoor) -> Router {
    Router::new()
        .route("/witness/{log}/checkpoint", get(checkpoint))
        .route("/witness/{log}/cosigned", post(cosigned))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(door)
}

#[derive(Deserialize)]
struct Held {
    /// How many rows the checkpoint has that the witness holds.
    since: Option<u64>,
}

async fn checkpoint(
    State(door): State<WitnessDoor>,
    Path(log): Path<String>,
    Query(held): Query<Held>,
    headers: HeaderMap,
) -> Response {
    let (database, witness) = match door.witness(&log, &headers).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found(),
        Err(error) => return failed(&error),
    };
    let offered = ledger::offer(database, (&witness, held.since), door.now()).await;
    match offered {
        Ok(Some(offer)) => {
            let path: Vec<String> = offer.path.iter().map(ToString::to_string).collect();
            Json(json!({"checkpoint": offer.note, "path": path})).into_response()
        }
        Ok(None) => said(
            StatusCode::NOT_FOUND,
            "no checkpoint was signed yet: the log's keeper makes its key with `besa audit key`",
        ),
        Err(LedgerError::OutOfRange) => said(
            StatusCode::CONFLICT,
            "the log has no such size: it may have been cut off. Keep your checkpoint and ask its keeper",
        ),
        Err(error) => failed(&error),
    }
}

async fn cosigned(
    State(door): State<WitnessDoor>,
    Path(log): Path<String>,
    headers: HeaderMap,
    note: String,
) -> Response {
    let (database, witness) = match door.witness(&log, &headers).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found(),
        Err(error) => return failed(&error),
    };
    match ledger::cosigned(database, (&witness, &note), door.now()).await {
        Ok(size) => Json(json!({"size": size})).into_response(),
        Err(LedgerError::Checkpoint(error)) => {
            said(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string())
        }
        Err(error) => failed(&error),
    }
}

fn said(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({"message": message}))).into_response()
}

fn not_found() -> Response {
    said(
        StatusCode::NOT_FOUND,
        "there is nothing here for this token",
    )
}

fn failed(error: &LedgerError) -> Response {
    tracing::error!("a witness was not answered: {error}");
    said(
        StatusCode::INTERNAL_SERVER_ERROR,
        "this failed; try again later",
    )
}
