//! Acting for an account from the command line. Whoever holds the server's disk could do it anyway;
//! this way the audit log says so.

use crate::{Access, AccessError, AccountId, Actor, OperateSystem, Permit, access::record};
use jiff::Timestamp;
use serde_json::json;

impl Access {
    /// The actor of an account, without its password: for the operator alone, and written to the
    /// audit log.
    ///
    /// # Errors
    /// [`AccessError::NotFound`] where there is no such open account; when the database fails.
    pub async fn act_for(
        &self,
        permit: &Permit<OperateSystem>,
        id: AccountId,
        now: Timestamp,
    ) -> Result<Actor, AccessError> {
        let account = self.account_find(id).await?;
        if account.disabled_at.is_some() {
            return Err(AccessError::NotFound);
        }
        let mut transaction = self.database.begin().await?;
        let subject = id.to_string();
        record(
            &mut transaction,
            permit.actor(),
            ("account-acted-for", &subject),
            &json!({}),
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(account.actor())
    }
}
