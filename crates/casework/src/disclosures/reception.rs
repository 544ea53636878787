//! Who receives for an institution: packages are sealed for them alone.

use crate::{Casework, CaseworkError, Request};
use boxed::boxed;
use ledger::NewEvent;

impl Casework {
    /// Says whether the worker receives what is told to their institution. What was sent before stays
    /// with those it was sealed for.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn reception_set(
        &self,
        request: Request<'_>,
        receives: bool,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let account = request.worker.account();
        let query = if receives {
            "INSERT INTO reception (account) VALUES ($1) ON CONFLICT (account) DO NOTHING"
        } else {
            "DELETE FROM reception WHERE account = $1"
        };
        store::execute!(transaction, store::query(query).bind(account))?;
        let event = NewEvent {
            at: request.now,
            actor: account,
            kind: if receives {
                "reception-taken"
            } else {
                "reception-left"
            },
            subject: account,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The institutions where somebody receives now, in the order of their codes.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn receiving_institutions(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<String>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT DISTINCT w.institution FROM reception r
                 JOIN worker w ON w.account = r.account
                 WHERE w.suspended_at IS NULL ORDER BY w.institution",
            )
            .fetch_all(connection)
        })?;
        Ok(rows.into_iter().map(|(code,)| code).collect())
    }

    /// Whether the worker receives for their institution.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn reception_is_set(&self, request: Request<'_>) -> Result<bool, CaseworkError> {
        let row: Option<(String,)> = store::read!(self.database, connection => {
            store::query_as("SELECT account FROM reception WHERE account = $1")
                .bind(request.worker.account())
                .fetch_optional(connection)
        })?;
        Ok(row.is_some())
    }
}
