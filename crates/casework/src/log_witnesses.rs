//! Whether others witness the audit log of the wing: seen by whoever looks at alarms, since a log that
//! nobody outside holds can be rewritten by whoever owns the database.

use crate::{Casework, CaseworkError, Request};
use boxed::boxed;
use ledger::WitnessOverview;

impl Casework {
    /// How witnesses stand to the wing's log. It tells sizes and days alone; everybody inside may know.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn log_witnesses(
        &self,
        request: Request<'_>,
    ) -> Result<WitnessOverview, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        drop(transaction);
        Ok(ledger::witness_overview(&self.database).await?)
    }
}
