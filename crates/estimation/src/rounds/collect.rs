//! The end of the key ceremony: files may come in as soon as all hold the same key.

use super::{place::Placed, state::RoundStep};
use crate::EstimationError;
use access::{HoldRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// Opens the round for files.
///
/// # Errors
/// [`EstimationError::Refused`] where somebody has not confirmed the key, or holds another one;
/// [`EstimationError::NotFound`].
#[boxed]
pub async fn round_collect(
    database: &Database,
    permit: &Permit<HoldRound>,
    code: &str,
    now: Timestamp,
) -> Result<(), EstimationError> {
    let mut transaction = database.begin().await?;
    let mut placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Collect)?;
    let values: Vec<Option<String>> = store::within!(transaction, connection => {
        store::query_scalar("SELECT check_value FROM linkage_round_participant WHERE round_id = $1")
            .bind(placed.id)
            .fetch_all(connection)
    })?;
    let values: Option<Vec<String>> = values.into_iter().collect();
    let values = values.ok_or(EstimationError::Refused("round-key-unconfirmed"))?;
    let Some(first) = values.first() else {
        return Err(EstimationError::Corrupt("round"));
    };
    if values.iter().any(|value| value != first) {
        return Err(EstimationError::Refused("round-keys-differ"));
    }
    placed.step(&mut transaction, RoundStep::Collect).await?;
    let happened = placed.happened("round-collecting", first, now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    Ok(())
}
