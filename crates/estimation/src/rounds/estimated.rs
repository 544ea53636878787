//! Handing the histories of a matched round to an estimate, once and inside. When the round is
//! closed, the estimate keeps its answer and loses the histories.

use super::{place::Placed, state::RoundStep};
use crate::{
    EstimationError,
    estimates::{Calculated, NewEstimate, insert},
};
use access::{HoldRound, Permit, RunEstimate};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// What an estimate is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundHistories {
    /// The title of the round.
    pub title: String,
    /// Capture histories of all draws as CSV.
    pub histories: String,
    /// The share of links that was probably missed; nothing where nobody can say.
    pub missed: Option<f64>,
}

/// The histories of a matched round, for whoever holds it.
///
/// # Errors
/// [`EstimationError::Refused`] where the round is not matched, or closed; [`EstimationError::NotFound`].
#[boxed]
pub async fn round_histories(
    database: &Database,
    _permit: &Permit<HoldRound>,
    code: &str,
) -> Result<RoundHistories, EstimationError> {
    let mut transaction = database.begin().await?;
    let placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Estimate)?;
    let (histories, missed): (Option<String>, Option<f64>) = store::within!(transaction, connection => {
        store::query_as("SELECT histories, missed FROM linkage_round WHERE id = $1")
            .bind(placed.id)
            .fetch_one(connection)
    })?;
    Ok(RoundHistories {
        title: placed.title,
        histories: histories.ok_or(EstimationError::Corrupt("histories"))?,
        missed,
    })
}

/// Keeps an estimate that was made from a round, and gives its code.
///
/// # Errors
/// As [`round_histories`], and where a text is missing or too long.
#[boxed]
pub async fn round_estimate_keep(
    database: &Database,
    (hold, run): (&Permit<HoldRound>, &Permit<RunEstimate>),
    code: &str,
    (estimate, calculated): (&NewEstimate, &Calculated),
    now: Timestamp,
) -> Result<String, EstimationError> {
    let mut transaction = database.begin().await?;
    let placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Estimate)?;
    let kept = insert(&mut transaction, run, estimate, calculated, now).await?;
    store::execute!(
        transaction,
        store::query("UPDATE linkage_round SET estimate = $2 WHERE id = $1")
            .bind(placed.id)
            .bind(kept.clone())
    )?;
    let happened = placed.happened("round-estimated", &kept, now);
    happened.record(&mut transaction, hold.actor()).await?;
    transaction.commit().await?;
    Ok(kept)
}
