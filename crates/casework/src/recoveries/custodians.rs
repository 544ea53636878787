//! Whom a worker trusts with their key: three of their own institution, named while inside.

use super::{
    RecoveryStep,
    rows::{Of, end, recoveries},
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::time,
    keeper_changes::{KeptThing, NewChange, tell},
    successions::ClosedKey,
    workers::keys_of_three,
};
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use seal::Custody;
use serde_json::json;
use store::Transaction;

/// The custodians of a worker's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custodians {
    /// Three accounts, in the order named.
    pub accounts: Vec<String>,
    /// Those of them who work here no longer: another must be named.
    pub suspended: Vec<String>,
    /// When they were named.
    pub named_at: Timestamp,
}

impl Casework {
    /// Names the three custodians of the worker's own key, in place of any before. A request that is
    /// open ends: whoever is inside needs none.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `custodians-invalid` unless they are three
    /// different colleagues of the worker's institution who work here.
    #[boxed]
    pub async fn custodians_name(
        &self,
        request: Request<'_>,
        custodians: &[String; 3],
    ) -> Result<(), CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let invalid = "custodians-invalid";
        if custodians.iter().any(|one| one == worker.account()) {
            return Err(CaseworkError::Invalid(invalid));
        }
        let named = (custodians, worker.institution());
        let [a, b, c] = keys_of_three(&mut transaction, named, invalid).await?;
        let (secret, account) = (worker.secret_key(), worker.account());
        let custody = Custody::give(secret, account, &[a, b, c], &*self.random)?;
        let reversed = Custody::give(secret, account, &[c, b, a], &*self.random)?;
        for one in recoveries(&mut transaction, Of::Worker(account)).await? {
            if one.state.is_open() {
                let step = (account, RecoveryStep::Withdraw);
                end(&mut transaction, &one, step, request.now).await?;
            }
        }
        let before = custodians_of(&mut transaction, account).await?;
        let change = NewChange {
            id: RecordId::fresh(&*self.random),
            what: KeptThing::Key,
            owner: Some(account),
            before: &before.map_or_else(Vec::new, |before| before.accounts),
            after: custodians,
            named_by: account,
            confirmed_by: None,
        };
        tell(&mut transaction, request, &change).await?;
        store::execute!(
            transaction,
            store::query(
                "UPDATE worker SET custody = $1, custody_reversed = $2, custodians = $3,
                    custodians_named_at = $4 WHERE account = $5",
            )
            .bind(custody.to_bytes())
            .bind(reversed.to_bytes())
            .bind(custodians.join(","))
            .bind(request.second())
            .bind(account)
        )?;
        let event = NewEvent {
            at: request.now,
            actor: account,
            kind: "custodians-named",
            subject: account,
            detail: &json!({"custodians": custodians}).to_string(),
        };
        ledger::append(&mut transaction, &event).await?;
        Ok(transaction.commit().await?)
    }
}

/// The custodians of an account; `None` while nobody is named.
pub(super) async fn custodians_of(
    transaction: &mut Transaction,
    account: &str,
) -> Result<Option<Custodians>, CaseworkError> {
    let row: Option<(String, Option<i64>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT custodians, custodians_named_at FROM worker
             WHERE account = $1 AND custody IS NOT NULL AND custody_reversed IS NOT NULL",
        )
        .bind(account)
        .fetch_optional(connection)
    })?;
    let Some((custodians, Some(named_at))) = row else {
        return Ok(None);
    };
    let accounts: Vec<String> = custodians.split(',').map(str::to_owned).collect();
    let active = crate::workers::active_among(transaction, &accounts).await?;
    let suspended = accounts.iter().filter(|one| !active.contains(one));
    Ok(Some(Custodians {
        suspended: suspended.cloned().collect(),
        accounts,
        named_at: time(named_at)?,
    }))
}

/// The key of an account that is in custody, whoever works here still.
pub(crate) async fn closed_key(
    transaction: &mut Transaction,
    account: &str,
) -> Result<Option<ClosedKey>, CaseworkError> {
    let row: Option<(Vec<u8>, Vec<u8>, String)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT custody, custody_reversed, custodians FROM worker
             WHERE account = $1 AND custody IS NOT NULL AND custody_reversed IS NOT NULL",
        )
        .bind(account)
        .fetch_optional(connection)
    })?;
    row.map(|(custody, reversed, people)| {
        Ok(ClosedKey {
            holder: account.to_owned(),
            custody: Custody::from_bytes(&custody)?,
            reversed: Custody::from_bytes(&reversed)?,
            people: people.split(',').map(str::to_owned).collect(),
        })
    })
    .transpose()
}
