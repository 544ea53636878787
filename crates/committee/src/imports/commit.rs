//! Committing: all figures of a file count, or none does.

use super::{
    ImportState,
    filled::{CellGroup, GROUPS, return_of},
    list::in_scope,
};
use crate::{
    CommitteeError,
    catalogue::Catalogue,
    discrepancies::{Extent, rederive},
    figures::{Stage, apply, differing},
    record,
    returns::{ReturnKey, ReturnState, ensure_in},
};
use access::{ImportFigures, Permit};
use boxed::boxed;
use jiff::{Timestamp, civil::Date};
use store::{Database, Transaction};

/// Above this many indicator × place × period groups everything is compared again, in one pass.
const MANY_GROUPS: usize = 20_000;

/// Commits a staged import. Figures that fill drafts make the returns that they belong to.
///
/// # Errors
/// When the import is not the permit's, was committed already (also by somebody at the same
/// moment), has open questions, a return that it fills is not open for editing, or the database
/// fails; then nothing changes.
#[boxed]
pub async fn import_commit(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    id: i64,
    (now, today): (Timestamp, Date),
) -> Result<(), CommitteeError> {
    let mut transaction = database.begin().await?;
    let import = in_scope(&mut transaction, catalogue, permit, id).await?;
    if import.state != ImportState::Staged {
        return Err(CommitteeError::Refused("import-not-staged"));
    }
    if import.questions != "[]" {
        return Err(CommitteeError::Refused("import-has-questions"));
    }
    match import.stage {
        Stage::Draft => fill_returns(&mut transaction, catalogue, import.change, today).await?,
        Stage::Submitted => {}
    }
    // The figures count from now on, whenever the file was staged.
    store::execute!(
        transaction,
        store::query("UPDATE figure_change SET at = $2, account_name = $3 WHERE id = $1")
            .bind(import.change)
            .bind(now.as_microsecond())
            .bind(permit.actor().name().to_owned())
    )?;
    apply(&mut transaction, import.change, import.stage).await?;
    store::execute!(
        transaction,
        store::query("UPDATE import SET state = $2, committed_at = $3 WHERE id = $1")
            .bind(id)
            .bind(ImportState::Committed.code())
            .bind(now.as_microsecond())
    )?;
    if import.stage == Stage::Submitted {
        let groups = differing(&mut transaction, import.change).await?;
        let many = groups.len() > MANY_GROUPS;
        let extent = if many {
            Extent::Everything
        } else {
            Extent::Groups(groups)
        };
        rederive(&mut transaction, catalogue, extent, now).await?;
    }
    record(
        &mut transaction,
        permit.actor(),
        "import-committed",
        &id.to_string(),
        &import.file_hash,
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Makes the returns that the drafts belong to, and refuses where one is with the committee.
async fn fill_returns(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    change: i64,
    today: Date,
) -> Result<(), CommitteeError> {
    let groups: Vec<CellGroup> = store::within!(transaction, connection => {
        store::query_as(GROUPS).bind(change).fetch_all(connection)
    })?;
    let mut keys: Vec<ReturnKey> = Vec::new();
    for group in groups {
        let key = return_of(catalogue, group)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    for key in keys {
        let id = ensure_in(transaction, catalogue, &key, today).await?;
        let state: String = store::within!(transaction, connection => {
            store::query_scalar("SELECT state FROM institution_return WHERE id = $1")
                .bind(id)
                .fetch_one(connection)
        })?;
        let is_editable = ReturnState::from_code(&state).is_some_and(ReturnState::is_editable);
        if !is_editable {
            return Err(CommitteeError::Refused("return-not-editable"));
        }
    }
    Ok(())
}
