//! Undoing: every cell of a batch goes back to what the institution said before it.

use super::{ImportState, list::in_scope};
use crate::{
    CommitteeError,
    catalogue::Catalogue,
    discrepancies::{Extent, rederive},
    figures::{ChangeKind, Stage, change_open, differing},
    record,
};
use access::{Permit, UndoImport};
use boxed::boxed;
use jiff::Timestamp;
use store::{Database, Transaction};

/// How many cells of an import somebody replaced, and nobody gave back since. Cells that had said
/// nothing new were never its own, and are not asked about.
const REPLACED: &str = "SELECT COUNT(*) FROM stated_figure s
 JOIN reported_figure_history h ON h.stage = $2 AND h.indicator = s.indicator
    AND h.place = s.place AND h.period = s.period AND h.breakdown = s.breakdown
    AND h.institution = s.institution AND h.change_id = s.change_id
 LEFT JOIN reported_figure f ON f.stage = $2 AND f.indicator = s.indicator
    AND f.place = s.place AND f.period = s.period AND f.breakdown = s.breakdown
    AND f.institution = s.institution AND f.change_id = s.change_id
 WHERE s.change_id = $1 AND f.change_id IS NULL";

/// Undoes a committed import: what it had replaced counts again as it was, with the file it came
/// from, so that the import before it can be undone next. What it had stated stays in the history.
///
/// # Errors
/// When it is not committed, one of its figures was changed or sent in since (undo that first), or
/// the database fails; then nothing changes.
#[boxed]
pub async fn import_undo(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<UndoImport>,
    id: i64,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let mut transaction = database.begin().await?;
    let import = in_scope(&mut transaction, catalogue, permit, id).await?;
    if import.state != ImportState::Committed {
        return Err(CommitteeError::Refused("import-not-committed"));
    }
    let stage = import.stage.number();
    let replaced: i64 = store::within!(transaction, connection => {
        store::query_scalar(REPLACED)
        .bind(import.change)
        .bind(stage)
        .fetch_one(connection)
    })?;
    if replaced > 0 {
        return Err(CommitteeError::Refused("import-figures-changed-since"));
    }
    let name = permit.actor().name();
    let undoing = change_open(
        &mut transaction,
        ChangeKind::Undoing,
        now,
        name,
        None,
        Some(import.change),
    )
    .await?;
    restore(&mut transaction, (import.change, undoing, stage)).await?;
    store::execute!(
        transaction,
        store::query("UPDATE import SET state = $2, undone_at = $3 WHERE id = $1")
            .bind(id)
            .bind(ImportState::Undone.code())
            .bind(now.as_microsecond())
    )?;
    if import.stage == Stage::Submitted {
        let groups = differing(&mut transaction, import.change).await?;
        rederive(&mut transaction, catalogue, Extent::Groups(groups), now).await?;
    }
    record(
        &mut transaction,
        permit.actor(),
        "import-undone",
        &id.to_string(),
        &import.file_hash,
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Moves the import's figures into the history and puts back what they had replaced.
async fn restore(
    transaction: &mut Transaction,
    (import, undoing, stage): (i64, i64, i64),
) -> Result<(), CommitteeError> {
    for statement in [
        "INSERT INTO reported_figure_history (stage, indicator, place, period, breakdown,
            institution, change_id, state, number, confidence, rule, comment, revised_from,
            superseded_by)
         SELECT f.stage, f.indicator, f.place, f.period, f.breakdown, f.institution, f.change_id,
            f.state, f.number, f.confidence, f.rule, f.comment, f.revised_from, $2
         FROM stated_figure s
         JOIN reported_figure f ON f.stage = $3 AND f.indicator = s.indicator
            AND f.place = s.place AND f.period = s.period AND f.breakdown = s.breakdown
            AND f.institution = s.institution AND f.change_id = s.change_id
         WHERE s.change_id = $1",
        "DELETE FROM reported_figure WHERE stage = $3 AND $2 > 0 AND EXISTS (
            SELECT 1 FROM stated_figure s WHERE s.change_id = $1
                AND s.indicator = reported_figure.indicator AND s.place = reported_figure.place
                AND s.period = reported_figure.period
                AND s.breakdown = reported_figure.breakdown
                AND s.institution = reported_figure.institution
                AND s.change_id = reported_figure.change_id)",
        "INSERT INTO reported_figure (stage, indicator, place, period, breakdown, institution,
            state, number, confidence, rule, comment, revised_from, change_id)
         SELECT h.stage, h.indicator, h.place, h.period, h.breakdown, h.institution, h.state,
            h.number, h.confidence, h.rule, h.comment, h.revised_from, h.change_id
         FROM stated_figure s
         JOIN reported_figure_history h ON h.stage = $3 AND h.indicator = s.indicator
            AND h.place = s.place AND h.period = s.period AND h.breakdown = s.breakdown
            AND h.institution = s.institution AND h.superseded_by = s.change_id
         WHERE s.change_id = $1 AND $2 > 0",
    ] {
        store::execute!(
            transaction,
            store::query(statement)
                .bind(import)
                .bind(undoing)
                .bind(stage)
        )?;
    }
    Ok(())
}
