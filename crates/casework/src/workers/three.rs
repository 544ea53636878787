//! Three different workers of one institution, with whom a key is left: the keepers of emergencies, and
//! the custodians of a worker's own key.

use crate::CaseworkError;
use seal::WorkerPublicKey;
use store::Transaction;

/// The keys that custody is closed for, in the order of the accounts. `invalid` is the refusal of
/// fewer than three people, and of anybody who does not work there now.
pub(crate) async fn keys_of_three(
    transaction: &mut Transaction,
    (accounts, institution): (&[String; 3], &str),
    invalid: &'static str,
) -> Result<[WorkerPublicKey; 3], CaseworkError> {
    let [first, second, third] = accounts;
    if first == second || second == third || first == third {
        return Err(CaseworkError::Invalid(invalid));
    }
    let mut key = async |account: &String| {
        let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT public_key FROM worker
                 WHERE account = $1 AND institution = $2 AND suspended_at IS NULL",
            )
            .bind(account.as_str())
            .bind(institution)
            .fetch_optional(connection)
        })?;
        let (bytes,) = row.ok_or(CaseworkError::Invalid(invalid))?;
        Ok::<_, CaseworkError>(WorkerPublicKey::from_bytes(&bytes)?)
    };
    Ok([key(first).await?, key(second).await?, key(third).await?])
}
