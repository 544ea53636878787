//! What colleagues are called: for pages that name who did something, by nothing but the id.

use crate::{Access, AccessError, AccountId};
use std::collections::{BTreeMap, BTreeSet};

impl Access {
    /// The names to show of some accounts; those that do not exist are missing. Names of people at
    /// work, never of the people that they work for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_names(
        &self,
        ids: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, String>, AccessError> {
        let mut names = BTreeMap::new();
        // A list names the same few colleagues again and again: each is looked up once.
        let ids: BTreeSet<AccountId> = ids.into_iter().collect();
        for id in ids {
            let text = id.to_string();
            let found: Option<String> = store::read!(self.database, connection => {
                store::query_scalar("SELECT name FROM account WHERE id = $1")
                    .bind(text.clone())
                    .fetch_optional(connection)
            })?;
            if let Some(name) = found {
                names.insert(id, name);
            }
        }
        Ok(names)
    }
}
