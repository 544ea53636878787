//! The rules by the hour: very many texts within an hour, work at hours of the day that are unusual for
//! that worker, and many matters within an hour.

use super::{AlarmKind, raise::raise};
use crate::{
    CaseworkError, Request,
    casework::{DAY, HOUR},
};
use store::Transaction;

/// How many sealed texts a worker opened in the last hour, of persons and of matters.
pub(super) const TEXTS_OF_HOUR: &str = "SELECT CAST((SELECT COUNT(*) FROM file_event
        WHERE actor = $1 AND at > $2 AND (kind = 'revealed' OR kind LIKE '%-read'))
     + (SELECT COALESCE(SUM(number), 0) FROM matter_opening
        WHERE worker = $1 AND at > $2) AS BIGINT)";

/// On how many earlier days a worker opened anything.
const DAYS_KNOWN: &str = "SELECT COUNT(DISTINCT day) FROM opening_hour
     WHERE worker = $1 AND day >= $2 AND day < $3";

/// Of the hours of today those that lie more than an hour from every hour of the earlier days; hours go
/// round the clock.
const UNUSUAL_HOURS: &str = "SELECT COUNT(*) FROM opening_hour o
     WHERE o.worker = $1 AND o.day = $3 AND NOT EXISTS (
        SELECT 1 FROM opening_hour p WHERE p.worker = $1 AND p.day >= $2 AND p.day < $3
          AND (p.hour - o.hour + 25) % 24 <= 2)";

/// Matters of which a worker opened sealed texts in the last hour.
const MATTERS_OF_HOUR: &str = "SELECT COUNT(DISTINCT matter) FROM matter_opening
     WHERE worker = $1 AND at > $2";

/// After a sealed text was opened, and its event written.
pub(super) async fn looked(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<(), CaseworkError> {
    let (account, now) = (request.worker.account(), request.second());
    let texts: i64 = store::within!(transaction, connection => {
        store::query_scalar(TEXTS_OF_HOUR)
            .bind(account)
            .bind(now - HOUR)
            .fetch_one(connection)
    })?;
    if texts > AlarmKind::TEXTS_AN_HOUR {
        raise(transaction, request, (AlarmKind::ManyTexts, texts, None)).await?;
    }
    let day = now.div_euclid(DAY);
    let is_new = store::execute!(
        transaction,
        store::query(
            "INSERT INTO opening_hour (worker, day, hour) VALUES ($1, $2, $3)
             ON CONFLICT (worker, day, hour) DO NOTHING",
        )
        .bind(account)
        .bind(day)
        .bind(now.rem_euclid(DAY) / HOUR)
    )? > 0;
    if is_new {
        compare_hour(transaction, request, day).await?;
    }
    Ok(())
}

/// Compares an hour with those of the days before, once there are enough of them.
async fn compare_hour(
    transaction: &mut Transaction,
    request: Request<'_>,
    day: i64,
) -> Result<(), CaseworkError> {
    let account = request.worker.account();
    let first = day - AlarmKind::DAYS_COMPARED;
    store::execute!(
        transaction,
        store::query("DELETE FROM opening_hour WHERE worker = $1 AND day < $2")
            .bind(account)
            .bind(first)
    )?;
    let days: i64 = store::within!(transaction, connection => {
        store::query_scalar(DAYS_KNOWN)
            .bind(account)
            .bind(first)
            .bind(day)
            .fetch_one(connection)
    })?;
    if days < AlarmKind::DAYS_KNOWN {
        return Ok(());
    }
    let hours: i64 = store::within!(transaction, connection => {
        store::query_scalar(UNUSUAL_HOURS)
            .bind(account)
            .bind(first)
            .bind(day)
            .fetch_one(connection)
    })?;
    if hours > 0 {
        let what = (AlarmKind::UnusualHour, hours, Some(days));
        raise(transaction, request, what).await?;
    }
    Ok(())
}

/// After some sealed texts of a matter, or the person's part in it, were opened there.
pub(crate) async fn opened_matter(
    transaction: &mut Transaction,
    request: Request<'_>,
    (matter, texts): (&str, i64),
) -> Result<(), CaseworkError> {
    let (account, now) = (request.worker.account(), request.second());
    store::execute!(
        transaction,
        store::query("DELETE FROM matter_opening WHERE worker = $1 AND at < $2")
            .bind(account)
            .bind(now - DAY)
    )?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO matter_opening (worker, at, matter, number) VALUES ($1, $2, $3, $4)
             ON CONFLICT (worker, at, matter)
             DO UPDATE SET number = matter_opening.number + excluded.number",
        )
        .bind(account)
        .bind(now)
        .bind(matter)
        .bind(texts)
    )?;
    let matters: i64 = store::within!(transaction, connection => {
        store::query_scalar(MATTERS_OF_HOUR)
            .bind(account)
            .bind(now - HOUR)
            .fetch_one(connection)
    })?;
    if matters > AlarmKind::MATTERS_AN_HOUR {
        let what = (AlarmKind::ManyMatters, matters, None);
        raise(transaction, request, what).await?;
    }
    looked(transaction, request).await
}
