//! The end of a round: files and histories are deleted, and the tables' own files with them; the safe
//! result and the log stay. Backups have to be deleted by hand.

use super::{
    place::{Placed, overwrite_deleted},
    state::RoundStep,
};
use crate::EstimationError;
use access::{HoldRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// The tables that held files and histories, each with a column of text.
pub(super) const EMPTIED: [(&str, &str); 3] = [
    ("linkage_round_file", "hash"),
    ("linkage_round", "title"),
    ("estimate", "title"),
];

/// Closes a round, matched or given up.
///
/// # Errors
/// [`EstimationError::Refused`] where it is closed already; [`EstimationError::NotFound`].
#[boxed]
pub async fn round_close(
    database: &Database,
    permit: &Permit<HoldRound>,
    code: &str,
    now: Timestamp,
) -> Result<(), EstimationError> {
    let mut transaction = database.begin().await?;
    let mut placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Close)?;
    overwrite_deleted(&mut transaction).await?;
    store::execute!(
        transaction,
        store::query("DELETE FROM linkage_round_file WHERE round_id = $1").bind(placed.id)
    )?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE estimate SET histories = NULL WHERE origin = 'inside'
             AND code IN (SELECT estimate FROM linkage_round WHERE id = $1)",
        )
        .bind(placed.id)
    )?;
    store::execute!(
        transaction,
        store::query("UPDATE linkage_round SET histories = NULL, missed = NULL WHERE id = $1")
            .bind(placed.id)
    )?;
    placed.step(&mut transaction, RoundStep::Close).await?;
    let happened = placed.happened("round-closed", &placed.title, now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    database.rewrite(&EMPTIED).await?;
    Ok(())
}
