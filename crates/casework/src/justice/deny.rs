//! Keeping somebody away from a matter for good: a relative of a suspect, any conflict of interest. It
//! beats every grant, past and coming, and changes the keys that they held.

use super::{MatterCode, open_matter::OpenMatter};
use crate::{
    Casework, CaseworkError, Request,
    workers::{is_same_person, seats_of_person},
};
use boxed::boxed;
use serde_json::{Value, json};

impl Casework {
    /// Keeps somebody away from a matter, in every seat of theirs, and takes away what they hold. It need not be somebody who
    /// holds access now.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for no worker;
    /// `matter-leader-only`, `matter-leader-stays` for whoever leads it.
    #[boxed]
    pub async fn matter_deny(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        holder: &str,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        if is_same_person(holder, &open.matter.leader) {
            return Err(CaseworkError::Refused("matter-leader-stays"));
        }
        let known: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT account FROM worker WHERE account = $1")
                .bind(holder)
                .fetch_optional(connection)
        })?;
        known.ok_or(CaseworkError::NotFound("worker"))?;
        for seat in seats_of_person(&mut open.transaction, holder).await? {
            self.matter_take_away(&mut open, &seat).await?;
            write_denial(&mut open, &seat).await?;
        }
        open.record("matter-denied", ("", &json!({"holder": holder})))
            .await?;
        open.commit().await
    }

    /// The accounts that are kept away from a matter.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-leader-only`.
    #[boxed]
    pub async fn matter_denied(
        &self,
        request: Request<'_>,
        code: &MatterCode,
    ) -> Result<Vec<String>, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT holder FROM matter_denial WHERE matter = $1 ORDER BY denied_at, holder",
            )
            .bind(open.matter.id.as_str())
            .fetch_all(connection)
        })?;
        open.record("matter-denied-viewed", ("", &Value::Null))
            .await?;
        open.commit().await?;
        Ok(rows.into_iter().map(|(holder,)| holder).collect())
    }
}

async fn write_denial(open: &mut OpenMatter<'_>, seat: &str) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO matter_denial (matter, holder, denied_by, denied_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (matter, holder) DO NOTHING",
        )
        .bind(open.matter.id.as_str())
        .bind(seat)
        .bind(open.request.worker.account())
        .bind(open.request.second())
    )?;
    Ok(())
}

/// Refuses whoever was kept away.
pub(super) async fn expect_not_denied(
    open: &mut OpenMatter<'_>,
    holder: &str,
) -> Result<(), CaseworkError> {
    let matter = open.matter.id.clone();
    let is_denied = super::open_matter::is_denied(&mut open.transaction, (&matter, holder));
    if is_denied.await? {
        return Err(CaseworkError::Refused("grant-denied"));
    }
    Ok(())
}
