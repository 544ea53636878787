//! Raising an alarm: once for a worker, a kind and a day. While nobody has looked at it its number
//! grows; once somebody has, twice the number is an alarm again.

use super::AlarmKind;
use crate::{CaseworkError, Request, casework::DAY};
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// An alarm about the asker, with what is usual where the rule compares.
pub(super) async fn raise(
    transaction: &mut Transaction,
    request: Request<'_>,
    (kind, number, usual): (AlarmKind, i64, Option<i64>),
) -> Result<(), CaseworkError> {
    let worker = request.worker;
    let now = request.second();
    let day = now.div_euclid(DAY);
    let known: Option<(i64, i64, Option<i64>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, number, acknowledged_at FROM alarm
             WHERE worker = $1 AND kind = $2 AND day = $3 ORDER BY id DESC LIMIT 1",
        )
        .bind(worker.account())
        .bind(kind.code())
        .bind(day)
        .fetch_optional(connection)
    })?;
    match known {
        Some((id, before, None)) => {
            store::execute!(
                transaction,
                store::query("UPDATE alarm SET number = $1 WHERE id = $2")
                    .bind(number.max(before))
                    .bind(id)
            )?;
            return Ok(());
        }
        Some((_, before, Some(_))) if number < before.saturating_mul(2) => return Ok(()),
        _ => {}
    }
    let event = NewEvent {
        at: request.now,
        actor: worker.account(),
        kind: "alarm-raised",
        subject: kind.code(),
        detail: &json!({"institution": worker.institution(), "number": number, "usual": usual})
            .to_string(),
    };
    let head = ledger::append(transaction, &event).await?;
    let place = i64::try_from(head.size()).map_err(|_| CaseworkError::Corrupt("ledger"))?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO alarm (id, kind, worker, institution, day, raised_at, number, usual)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(place)
        .bind(kind.code())
        .bind(worker.account())
        .bind(worker.institution())
        .bind(day)
        .bind(now)
        .bind(number)
        .bind(usual)
    )?;
    Ok(())
}
