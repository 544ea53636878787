//! The keys of one person's compartments: made with the case, wrapped for whoever holds a grant.

use crate::{
    CaseworkError,
    workers::{Compartment, Worker},
};
use seal::{DataKey, KeyVersion, WorkerPublicKey, WorkerSecretKey, WrappedKey};
use store::Transaction;
use vocabulary::RandomSource;

/// What a key is wrapped for: the person and the compartment, so that none passes for another.
fn purpose_of(subject: &str, compartment: Compartment) -> String {
    format!("{subject}/{}", compartment.code())
}

/// The worker's own keys of some compartments, opened with their private key.
pub(crate) async fn own_keys(
    transaction: &mut Transaction,
    (subject, worker): (&str, &Worker),
    compartments: &[Compartment],
) -> Result<Vec<(Compartment, DataKey)>, CaseworkError> {
    let held = (subject, worker.account(), worker.secret_key());
    keys_held(transaction, held, compartments).await
}

/// The keys of some compartments that are wrapped for a holder, opened with the holder's private key.
pub(crate) async fn keys_held(
    transaction: &mut Transaction,
    (subject, holder, secret): (&str, &str, &WorkerSecretKey),
    compartments: &[Compartment],
) -> Result<Vec<(Compartment, DataKey)>, CaseworkError> {
    let mut keys = Vec::with_capacity(compartments.len());
    for compartment in compartments {
        let row: Option<(i64, Vec<u8>)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT version, wrapped FROM wrapped_key
                 WHERE subject = $1 AND compartment = $2 AND holder = $3",
            )
            .bind(subject)
            .bind(compartment.code())
            .bind(holder)
            .fetch_optional(connection)
        })?;
        let (version, wrapped) = row.ok_or(CaseworkError::NotFound("key"))?;
        let corrupt = CaseworkError::Corrupt("key version");
        let version = u32::try_from(version).ok().and_then(KeyVersion::parse);
        let wrapped = WrappedKey::from_bytes(version.ok_or(corrupt)?, wrapped);
        let purpose = purpose_of(subject, *compartment);
        keys.push((*compartment, wrapped.unwrap(&purpose, secret)?));
    }
    Ok(keys)
}

/// Wraps a key for a worker, in place of an older one.
pub(crate) async fn hand_over(
    transaction: &mut Transaction,
    what: (&str, Compartment, &DataKey),
    holder: &str,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
        store::query_as("SELECT public_key FROM worker WHERE account = $1")
            .bind(holder)
            .fetch_optional(connection)
    })?;
    let (public,) = row.ok_or(CaseworkError::NotFound("worker"))?;
    let public = WorkerPublicKey::from_bytes(&public)?;
    wrap_for(transaction, what, (holder, &public), random).await
}

/// Wraps a key for a holder whose public key is known, in place of an older one.
pub(crate) async fn wrap_for(
    transaction: &mut Transaction,
    (subject, compartment, key): (&str, Compartment, &DataKey),
    (holder, public): (&str, &WorkerPublicKey),
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let wrapped = WrappedKey::wrap(key, &purpose_of(subject, compartment), public, random)?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO wrapped_key (subject, compartment, holder, version, wrapped)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (subject, compartment, holder)
             DO UPDATE SET version = excluded.version, wrapped = excluded.wrapped",
        )
        .bind(subject)
        .bind(compartment.code())
        .bind(holder)
        .bind(i64::from(key.version().number()))
        .bind(wrapped.as_bytes().to_vec())
    )?;
    Ok(())
}

/// A new key for one compartment of a person or a package, in the hands of those named.
pub(crate) async fn new_key(
    transaction: &mut Transaction,
    (subject, compartment): (&str, Compartment),
    holders: &[String],
    random: &dyn RandomSource,
) -> Result<DataKey, CaseworkError> {
    let key = DataKey::fresh(random);
    for holder in holders {
        hand_over(transaction, (subject, compartment, &key), holder, random).await?;
    }
    Ok(key)
}
