//! Ending every session and token of everybody: after a copy of the database was put back, where what
//! had been ended since would be valid again.

use crate::{Access, AccessError, OperateSystem, Permit, access::record};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

impl Access {
    /// Signs everybody out on whatever machine and revokes all tokens. Passwords and memberships stay.
    ///
    /// # Errors
    /// When the database fails; then nothing changes.
    #[boxed]
    pub async fn sign_everybody_out(
        &self,
        permit: &Permit<OperateSystem>,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        store::execute!(transaction, store::query("DELETE FROM account_session"))?;
        store::execute!(
            transaction,
            store::query(
                "UPDATE access_token SET revoked_at = $1, ends_at = $1
                 WHERE revoked_at IS NULL AND ends_at > $1",
            )
            .bind(now.as_microsecond())
        )?;
        let about = ("everybody-signed-out", "");
        record(&mut transaction, permit.actor(), about, &json!({}), now).await?;
        Ok(transaction.commit().await?)
    }
}
