//! Finding one's own cases by a name, through blind indexes of its words: nothing is opened, nothing
//! is compared in the clear, and a case without a grant on the identity is not even counted.

use crate::{CaseCode, Casework, CaseworkError, Request, workers::Compartment};
use boxed::boxed;
use ledger::NewEvent;
use seal::{IndexKey, SecretText};
use serde_json::json;
use std::collections::BTreeSet;
use store::Transaction;

/// How many cases are found at most; a name that fits more needs another word.
pub const MOST_FOUND: usize = 50;

/// Keeps the words of a name, in place of those of an earlier one.
pub(crate) async fn index_words(
    transaction: &mut Transaction,
    (code, name): (&CaseCode, &SecretText),
    key: &IndexKey,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM blind_index_word WHERE case_code = $1").bind(code.as_str())
    )?;
    let words: BTreeSet<_> = key.of_name_words(name.expose()).into_iter().collect();
    for word in words {
        store::execute!(
            transaction,
            store::query("INSERT INTO blind_index_word (case_code, entry) VALUES ($1, $2)")
                .bind(code.as_str())
                .bind(word.as_bytes().to_vec())
        )?;
    }
    Ok(())
}

/// The query behind the search: cases with the word whose identity the worker may open now.
const BY_WORD: &str = "SELECT w.case_code FROM blind_index_word w
    JOIN case_file c ON c.code = w.case_code AND c.erased_at IS NULL
    WHERE w.entry = $1
      AND EXISTS (SELECT 1 FROM access_grant g
           WHERE g.case_code = w.case_code AND g.holder = $2 AND g.revoked_at IS NULL
             AND g.starts_at <= $3 AND g.ends_at > $3
             AND ',' || g.compartments || ',' LIKE $4)
      AND NOT EXISTS (SELECT 1 FROM access_denial d
           WHERE d.case_code = w.case_code AND d.holder = $2)
    ORDER BY w.case_code";

impl Casework {
    /// The cases whose name holds every word of `name`, in whatever order and spelling, among those
    /// whose identity the worker may open now; at most [`MOST_FOUND`]. The log learns that somebody
    /// searched and how much was found, never for what.
    ///
    /// # Errors
    /// `search-empty` for a text without letters; [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn cases_named(
        &self,
        request: Request<'_>,
        name: &SecretText,
    ) -> Result<Vec<CaseCode>, CaseworkError> {
        let words = request.worker.index_key().of_name_words(name.expose());
        if words.is_empty() {
            return Err(CaseworkError::Invalid("search-empty"));
        }
        let identity = format!("%,{},%", Compartment::Identity.code());
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let mut found: Option<BTreeSet<String>> = None;
        for word in words {
            let rows: Vec<(String,)> = store::within!(transaction, connection => {
                store::query_as(BY_WORD)
                    .bind(word.as_bytes().to_vec())
                    .bind(request.worker.account())
                    .bind(request.second())
                    .bind(identity.as_str())
                    .fetch_all(connection)
            })?;
            let with_word: BTreeSet<String> = rows.into_iter().map(|(code,)| code).collect();
            found = Some(match found {
                Some(before) => before.intersection(&with_word).cloned().collect(),
                None => with_word,
            });
        }
        let found = found.unwrap_or_default();
        let event = NewEvent {
            at: request.now,
            actor: request.worker.account(),
            kind: "cases-searched",
            subject: request.worker.account(),
            detail: &json!({"found": found.len()}).to_string(),
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(found
            .into_iter()
            .take(MOST_FOUND)
            .map(CaseCode::stored)
            .collect())
    }
}
