//! Erasing a person: their keys are destroyed, then what the keys sealed, then the blind indexes. Codes
//! and events stay, so that the log still proves itself. A backup that is restored later is made to
//! forget them again from the list of erasures, which holds codes alone and is kept beside the backups.

use super::retention::settled;
use crate::{
    CaseCode, Casework, CaseworkError, Request, casework::time, disclosures, drafts, grants::Need,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::Value;
use store::Transaction;

/// A case that was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Its code.
    pub code: CaseCode,
    /// When.
    pub at: Timestamp,
}

impl Casework {
    /// Erases a closed case whose time is over.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case; `case-lead-only`,
    /// `erase-not-closed`, `erase-too-early`, `erase-held`.
    #[boxed]
    pub async fn case_erase(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        let closed: Option<(i64,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT keep_until FROM closure WHERE case_code = $1 AND reopened_at IS NULL",
            )
            .bind(code.as_str())
            .fetch_optional(connection)
        })?;
        let (keep_until,) = closed.ok_or(CaseworkError::Refused("erase-not-closed"))?;
        let held: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT id FROM legal_hold WHERE case_code = $1 AND lifted_at IS NULL")
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        if held.is_some() {
            return Err(CaseworkError::Refused("erase-held"));
        }
        if keep_until > request.second() {
            return Err(CaseworkError::Refused("erase-too-early"));
        }
        open.log("case-erased", ("", &Value::Null)).await?;
        forget(&mut open.transaction, (code.as_str(), request.second())).await?;
        open.commit().await
    }

    /// Every case that was erased, the earliest first: to be kept beside the backups.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn erasures(&self) -> Result<Vec<Erasure>, CaseworkError> {
        let rows: Vec<(String, i64)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT code, erased_at FROM case_file WHERE erased_at IS NOT NULL
                 ORDER BY erased_at, code",
            )
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(code, at)| {
                Ok(Erasure {
                    code: CaseCode::stored(code),
                    at: time(at)?,
                })
            })
            .collect()
    }

    /// Erases again what a restored backup brought back. Codes that it does not hold are passed over.
    ///
    /// # Errors
    /// When the database fails; then nothing was erased.
    #[boxed]
    pub async fn erase_again(&self, erasures: &[Erasure]) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        for erasure in erasures {
            let what = (erasure.code.as_str(), erasure.at.as_second());
            forget(&mut transaction, what).await?;
        }
        Ok(transaction.commit().await?)
    }
}

async fn forget(
    transaction: &mut Transaction,
    (code, at): (&str, i64),
) -> Result<(), CaseworkError> {
    let subjects: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT subject FROM case_file WHERE code = $1
             UNION ALL SELECT id FROM disclosure WHERE case_code = $1
             UNION ALL SELECT id FROM matter_link WHERE case_code = $1",
        )
        .bind(code)
        .fetch_all(connection)
    })?;
    for (subject,) in subjects {
        disclosures::destroy(transaction, &subject).await?;
    }
    store::execute!(
        transaction,
        store::query("DELETE FROM blind_index WHERE case_code = $1").bind(code)
    )?;
    store::execute!(
        transaction,
        store::query("DELETE FROM blind_index_word WHERE case_code = $1").bind(code)
    )?;
    drafts::forget_about(transaction, code).await?;
    settled(transaction, (code, at)).await?;
    store::execute!(
        transaction,
        store::query("UPDATE case_file SET erased_at = $1 WHERE code = $2")
            .bind(at)
            .bind(code)
    )?;
    Ok(())
}
