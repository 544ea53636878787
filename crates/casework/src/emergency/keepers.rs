//! An institution's three keepers of emergencies, and the key that any two of them open.

use crate::{Casework, CaseworkError, Request, workers::Profession};
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
        sqlx::query_as(
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

impl Casework {
    /// Names the three keepers of the worker's institution and makes a new emergency key for them. What
    /// was wrapped for the old key is destroyed: every case manager covers their cases anew.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `emergency-social-worker-only`,
    /// `emergency-keepers-invalid` unless they are three different workers of the institution.
    pub async fn emergency_keepers_name(
        &self,
        request: Request<'_>,
        keepers: &[String; 3],
    ) -> Result<(), CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        if worker.profession() != Profession::SocialWorker {
            return Err(CaseworkError::Refused("emergency-social-worker-only"));
        }
        let [first, second, third] = keepers;
        if first == second || second == third || first == third {
            return Err(CaseworkError::Invalid("emergency-keepers-invalid"));
        }
        let mut publics = Vec::with_capacity(3);
        for keeper in keepers {
            publics.push(public_key(&mut transaction, (keeper, worker.institution())).await?);
        }
        let [a, b, c] = publics[..] else {
            return Err(CaseworkError::Corrupt("keepers"));
        };
        let holder = holder_of(worker.institution());
        let (secret, public) = WorkerSecretKey::fresh(&*self.random);
        let custody = Custody::give(&secret, &holder, &[a, b, c], &*self.random)?;
        let reversed = Custody::give(&secret, &holder, &[c, b, a], &*self.random)?;
        drop(secret);
        store::execute!(
            transaction,
            sqlx::query("DELETE FROM wrapped_key WHERE holder = $1").bind(holder.as_str())
        )?;
        store::execute!(
            transaction,
            sqlx::query(
                "INSERT INTO emergency_key (institution, public_key, custody, custody_reversed,
                    keepers, set_by, set_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (institution) DO UPDATE SET public_key = excluded.public_key,
                    custody = excluded.custody, custody_reversed = excluded.custody_reversed,
                    keepers = excluded.keepers, set_by = excluded.set_by, set_at = excluded.set_at",
            )
            .bind(worker.institution())
            .bind(public.as_bytes().to_vec())
            .bind(custody.to_bytes())
            .bind(reversed.to_bytes())
            .bind(keepers.join(","))
            .bind(worker.account())
            .bind(request.second())
        )?;
        let event = NewEvent {
            at: request.now,
            actor: worker.account(),
            kind: "emergency-keepers-named",
            subject: worker.institution(),
            detail: &json!({"keepers": keepers}).to_string(),
        };
        ledger::append(&mut transaction, &event).await?;
        Ok(transaction.commit().await?)
    }

    /// Who keeps the emergency key of the worker's institution; `None` while nobody does.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
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

async fn public_key(
    transaction: &mut Transaction,
    (keeper, institution): (&str, &str),
) -> Result<WorkerPublicKey, CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
        sqlx::query_as(
            "SELECT public_key FROM worker
             WHERE account = $1 AND institution = $2 AND suspended_at IS NULL",
        )
        .bind(keeper)
        .bind(institution)
        .fetch_optional(connection)
    })?;
    let (bytes,) = row.ok_or(CaseworkError::Invalid("emergency-keepers-invalid"))?;
    Ok(WorkerPublicKey::from_bytes(&bytes)?)
}
