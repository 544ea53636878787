//! Committing: all figures of a file count, or none does.

use super::{ImportState, list::in_scope};
use crate::{
    CommitteeError,
    catalogue::Catalogue,
    discrepancies::{Extent, rederive},
    figures::{Stage, apply, differing},
    record,
    returns::{ReturnKey, ensure_in},
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
    let cells: Vec<(i64, i64, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT DISTINCT indicator, period, institution FROM stated_figure
             WHERE change_id = $1",
        )
        .bind(change)
        .fetch_all(connection)
    })?;
    let country = catalogue.country();
    let mut keys: Vec<ReturnKey> = Vec::new();
    for (indicator, period, institution) in cells {
        let indicator = catalogue.indicator_code(indicator)?;
        let period =
            crate::catalogue::period_of_number(period).ok_or(CommitteeError::Corrupt("period"))?;
        let code = catalogue.institution_code(institution)?;
        let institution = country
            .institution(code.as_str())
            .ok_or(CommitteeError::Corrupt("institution"))?;
        let template = country.templates().iter().find(|template| {
            !template.is_counted
                && template.period_kind == period.kind()
                && template.institution_kinds.contains(&institution.kind)
                && template.rows().any(|row| row.indicator == indicator)
        });
        let key = ReturnKey {
            template: template
                .ok_or(CommitteeError::Refused("return-not-expected"))?
                .code
                .clone(),
            institution: code,
            place: institution.place.clone(),
            period,
        };
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
        let is_editable = crate::returns::ReturnState::from_code(&state)
            .is_some_and(crate::returns::ReturnState::is_editable);
        if !is_editable {
            return Err(CommitteeError::Refused("return-not-editable"));
        }
    }
    Ok(())
}
