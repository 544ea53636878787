//! A double click makes one record: what a form made is found again by the form's own mark.

use crate::{CaseworkError, grants::OpenCase};
use boxed::boxed;
use store::Transaction;

/// The longest mark of a form, in bytes.
const LONGEST: usize = 64;

/// What this account made with this form before.
///
/// # Errors
/// `request-missing` for a form without a mark.
#[boxed]
pub async fn made_before(
    transaction: &mut Transaction,
    (account, kind, request): (&str, &'static str, &str),
) -> Result<Option<String>, CaseworkError> {
    if request.is_empty() || request.len() > LONGEST {
        return Err(CaseworkError::Invalid("request-missing"));
    }
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT made FROM request_done WHERE account = $1 AND kind = $2 AND request = $3",
        )
        .bind(account)
        .bind(kind)
        .bind(request)
        .fetch_optional(connection)
    })?;
    Ok(row.map(|(made,)| made))
}

/// Keeps what the form made.
#[boxed]
pub async fn remember(
    transaction: &mut Transaction,
    (account, kind, request): (&str, &'static str, &str),
    made: &str,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO request_done (account, kind, request, made) VALUES ($1, $2, $3, $4)",
        )
        .bind(account)
        .bind(kind)
        .bind(request)
        .bind(made)
    )?;
    Ok(())
}

impl OpenCase<'_> {
    /// What the asker made with this form before.
    #[boxed]
    pub async fn made_before(
        &mut self,
        (kind, request): (&'static str, &str),
    ) -> Result<Option<crate::RecordId>, CaseworkError> {
        let account = self.request.worker.account();
        let made = made_before(&mut self.transaction, (account, kind, request)).await?;
        Ok(made.map(crate::RecordId::stored))
    }

    /// Keeps what the form made.
    #[boxed]
    pub async fn remember(
        &mut self,
        (kind, request): (&'static str, &str),
        made: &str,
    ) -> Result<(), CaseworkError> {
        let account = self.request.worker.account();
        remember(&mut self.transaction, (account, kind, request), made).await
    }
}
