//! An institution's three keepers of emergencies, and the key that any two of them open.

use crate::{
    Casework, CaseworkError, RecordId, Request,
    keeper_changes::{KeptThing, NewChange, tell},
    successions::ClosedKey,
    workers::keys_of_three,
};
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use seal::{Custody, WorkerPublicKey, WorkerSecretKey};
use serde_json::json;
use store::Transaction;

/// Who keeps an institution's emergency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyKeepers {
    /// Three accounts.
    pub keepers: Vec<String>,
    /// Who named them.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

/// An emergency key as it is stored.
pub(super) struct KeyRow {
    pub public: WorkerPublicKey,
    pub custody: Custody,
    pub reversed: Custody,
    pub keepers: Vec<String>,
    pub set_by: String,
    pub set_at: i64,
}

type Stored = (Vec<u8>, Vec<u8>, Vec<u8>, String, String, i64);

/// What the keys of an institution's cases are wrapped for. No account is called so.
pub(super) fn holder_of(institution: &str) -> String {
    format!("emergency/{institution}")
}

pub(super) async fn key_row(
    transaction: &mut Transaction,
    institution: &str,
) -> Result<Option<KeyRow>, CaseworkError> {
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT public_key, custody, custody_reversed, keepers, set_by, set_at
             FROM emergency_key WHERE institution = $1",
        )
        .bind(institution)
        .fetch_optional(connection)
    })?;
    row.map(|(public, custody, reversed, keepers, set_by, set_at)| {
        Ok(KeyRow {
            public: WorkerPublicKey::from_bytes(&public)?,
            custody: Custody::from_bytes(&custody)?,
            reversed: Custody::from_bytes(&reversed)?,
            keepers: keepers.split(',').map(str::to_owned).collect(),
            set_by,
            set_at,
        })
    })
    .transpose()
}

/// The three keepers of an institution; nobody while none were named.
pub(crate) async fn keepers_of(
    transaction: &mut Transaction,
    institution: &str,
) -> Result<Vec<String>, CaseworkError> {
    let row = key_row(transaction, institution).await?;
    Ok(row.map_or_else(Vec::new, |row| row.keepers))
}

/// The emergency key of an institution, where it opens a person's keys.
pub(crate) async fn closed_key(
    transaction: &mut Transaction,
    (institution, subject): (&str, &str),
) -> Result<Option<ClosedKey>, CaseworkError> {
    let holder = holder_of(institution);
    let covered: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT holder FROM wrapped_key WHERE subject = $1 AND holder = $2 LIMIT 1")
            .bind(subject)
            .bind(holder.as_str())
            .fetch_optional(connection)
    })?;
    let row = key_row(transaction, institution).await?;
    Ok(row.filter(|_| covered.is_some()).map(|row| ClosedKey {
        holder,
        custody: row.custody,
        reversed: row.reversed,
        people: row.keepers,
    }))
}

impl Casework {
    /// Who keeps the emergency key of the worker's institution; `None` while nobody does.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn emergency_keepers(
        &self,
        request: Request<'_>,
    ) -> Result<Option<EmergencyKeepers>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = key_row(&mut transaction, request.worker.institution()).await?;
        row.map(|row| {
            Ok(EmergencyKeepers {
                keepers: row.keepers,
                set_by: row.set_by,
                set_at: crate::casework::time(row.set_at)?,
            })
        })
        .transpose()
    }
}

/// Names three keepers whom a second person, the asker, has said yes to, and makes a new emergency key
/// for them. What was wrapped for the old key is destroyed.
pub(super) async fn name(
    wing: &Casework,
    transaction: &mut Transaction,
    (request, (keepers, named_by)): (Request<'_>, (&[String; 3], &str)),
) -> Result<(), CaseworkError> {
    let institution = request.worker.institution();
    let publics = expect_fit(transaction, (keepers, institution)).await?;
    let [a, b, c] = publics;
    let before = key_row(transaction, institution).await?;
    let before = before.map_or_else(Vec::new, |key| key.keepers);
    let holder = holder_of(institution);
    let (secret, public) = WorkerSecretKey::fresh(&*wing.random);
    let custody = Custody::give(&secret, &holder, &[a, b, c], &*wing.random)?;
    let reversed = Custody::give(&secret, &holder, &[c, b, a], &*wing.random)?;
    drop(secret);
    store::execute!(
        transaction,
        store::query("DELETE FROM wrapped_key WHERE holder = $1").bind(holder.as_str())
    )?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO emergency_key (institution, public_key, custody, custody_reversed,
                keepers, set_by, set_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (institution) DO UPDATE SET public_key = excluded.public_key,
                custody = excluded.custody, custody_reversed = excluded.custody_reversed,
                keepers = excluded.keepers, set_by = excluded.set_by, set_at = excluded.set_at",
        )
        .bind(institution)
        .bind(public.as_bytes().to_vec())
        .bind(custody.to_bytes())
        .bind(reversed.to_bytes())
        .bind(keepers.join(","))
        .bind(named_by)
        .bind(request.second())
    )?;
    let change = NewChange {
        id: RecordId::fresh(&*wing.random),
        what: KeptThing::Key,
        owner: None,
        before: &before,
        after: keepers,
        named_by,
        confirmed_by: Some(request.worker.account()),
    };
    tell(transaction, request, &change).await?;
    let event = NewEvent {
        at: request.now,
        actor: request.worker.account(),
        kind: "emergency-keepers-named",
        subject: institution,
        detail: &json!({"keepers": keepers, "named": named_by}).to_string(),
    };
    ledger::append(transaction, &event).await?;
    Ok(())
}

/// Whether the asker keeps the emergency key of their institution.
pub(crate) async fn is_keeper(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<bool, CaseworkError> {
    let key = key_row(transaction, request.worker.institution()).await?;
    let account = request.worker.account();
    Ok(key.is_some_and(|key| key.keepers.iter().any(|one| one == account)))
}

/// Three different workers of the institution, with the keys that custody is closed for.
pub(super) async fn expect_fit(
    transaction: &mut Transaction,
    named: (&[String; 3], &str),
) -> Result<[WorkerPublicKey; 3], CaseworkError> {
    keys_of_three(transaction, named, "emergency-keepers-invalid").await
}
