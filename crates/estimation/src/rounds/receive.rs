//! Taking an encoded file in, or another in its place.

use super::{
    CheckValue,
    file::Expected,
    place::{Placed, overwrite_deleted},
    state::RoundStep,
};
use crate::EstimationError;
use access::{JoinRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use linkage::EncodedList;
use store::Database;

/// Takes in the file of the institution that the permit is about. `list` is what
/// [`super::check_file`] made of `bytes`. A file that was handed in before is overwritten, until the
/// lists are matched.
///
/// # Errors
/// [`EstimationError::Refused`] where the file is not of this round, key, schema or list, or the
/// round takes none now; [`EstimationError::NotFound`] where the institution takes no part.
#[boxed]
pub async fn round_receive(
    database: &Database,
    permit: &Permit<JoinRound>,
    code: &str,
    (list, bytes): (&EncodedList, &[u8]),
    now: Timestamp,
) -> Result<(), EstimationError> {
    let mut transaction = database.begin().await?;
    let placed = Placed::of_participant(&mut transaction, permit, code).await?;
    placed.state.after(RoundStep::Receive)?;
    let institution = placed.institution.clone().unwrap_or_default();
    let value: Option<String> = store::within!(transaction, connection => {
        store::query_scalar(
            "SELECT check_value FROM linkage_round_participant
             WHERE round_id = $1 AND institution = $2",
        )
        .bind(placed.id)
        .bind(institution.clone())
        .fetch_one(connection)
    })?;
    let check_value = CheckValue::parse(value.as_deref().unwrap_or_default())
        .map_err(|_| EstimationError::Corrupt("check value"))?;
    Expected {
        round: code,
        check_value: &check_value,
        schema: &placed.schema,
        institution: &institution,
    }
    .check(list)?;
    overwrite_deleted(&mut transaction).await?;
    let hash = blake3::hash(bytes).to_hex().to_string();
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO linkage_round_file
                (round_id, institution, content, hash, people, received_at, received_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (round_id, institution) DO UPDATE SET content = excluded.content,
                hash = excluded.hash, people = excluded.people,
                received_at = excluded.received_at, received_by = excluded.received_by",
        )
        .bind(placed.id)
        .bind(institution)
        .bind(bytes.to_vec())
        .bind(hash.clone())
        .bind(i64::from(list.rows()))
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    let happened = placed.happened("round-file-received", &hash, now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    Ok(())
}
