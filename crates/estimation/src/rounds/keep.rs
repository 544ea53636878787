//! Keeping what came of matching, if the files are still those that were matched.

use super::{
    Delivered, MatchedRound,
    place::{Placed, overwrite_deleted},
    state::RoundStep,
};
use crate::EstimationError;
use access::{HoldRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// Keeps a matched round.
///
/// # Errors
/// [`EstimationError::Refused`] where a file came in meanwhile or the round was matched or closed by
/// somebody else; [`EstimationError::NotFound`].
#[boxed]
pub async fn round_match_keep(
    database: &Database,
    permit: &Permit<HoldRound>,
    code: &str,
    (files, matched): (&[Delivered], &MatchedRound),
    now: Timestamp,
) -> Result<(), EstimationError> {
    let corrupt = |_| EstimationError::Corrupt("result");
    let result = serde_json::to_string(&matched.result).map_err(corrupt)?;
    let mut transaction = database.begin().await?;
    let mut placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Match)?;
    let present: Vec<(String, String)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT institution, hash FROM linkage_round_file WHERE round_id = $1
             ORDER BY institution",
        )
        .bind(placed.id)
        .fetch_all(connection)
    })?;
    let matched_files = files.iter().map(|file| (&file.institution, &file.hash));
    if !present
        .iter()
        .map(|(one, hash)| (one, hash))
        .eq(matched_files)
    {
        return Err(EstimationError::Refused("round-files-changed"));
    }
    overwrite_deleted(&mut transaction).await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE linkage_round SET result = $2, histories = $3, missed = $4 WHERE id = $1",
        )
        .bind(placed.id)
        .bind(result.clone())
        .bind(matched.histories.clone())
        .bind(matched.missed)
    )?;
    placed.step(&mut transaction, RoundStep::Match).await?;
    let happened = placed.happened("round-matched", &result, now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    Ok(())
}
