//! What a copy of the database brings back of rounds: a list that was deleted when its round was closed
//! must not come back with an older copy. Lists can be handed in again, so all of them go.

use super::{close::EMPTIED, place::overwrite_deleted};
use crate::EstimationError;
use access::{OperateSystem, Permit};
use boxed::boxed;
use store::Database;

/// Deletes the encoded files and capture histories of every round. What passed disclosure control
/// stays; a round that collects goes on and needs its files anew, a matched one is closed. Gives the number
/// of files.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn rounds_forget(
    database: &Database,
    _permit: &Permit<OperateSystem>,
) -> Result<u64, EstimationError> {
    let mut transaction = database.begin().await?;
    overwrite_deleted(&mut transaction).await?;
    let files = store::execute!(transaction, store::query("DELETE FROM linkage_round_file"))?;
    for statement in [
        "UPDATE estimate SET histories = NULL WHERE origin = 'inside'
         AND code IN (SELECT estimate FROM linkage_round)",
        "UPDATE linkage_round SET histories = NULL, missed = NULL,
            state = CASE WHEN state = 'matched' THEN 'closed' ELSE state END",
    ] {
        store::execute!(transaction, store::query(statement))?;
    }
    transaction.commit().await?;
    database.rewrite(&EMPTIED).await?;
    Ok(files)
}
