//! The rules: what is counted at each opening, each refusal and each emergency, in its transaction.

use super::{AlarmKind, hours::looked, raise::raise};
use crate::{
    CaseCode, CaseworkError, Request,
    casework::{DAY, HOUR},
};
use store::Transaction;

/// Whether an event of a file opened a sealed text: `revealed`, and every `…-read`.
pub(crate) fn is_opening(kind: &str) -> bool {
    kind == "revealed" || kind.ends_with("-read")
}

/// Openings of a worker in the last hour, by person. The kinds are those of [`is_opening`].
pub(super) const PERSONS_OF_HOUR: &str = "SELECT COUNT(DISTINCT case_code) FROM file_event
     WHERE actor = $1 AND at > $2 AND (kind = 'revealed' OR kind LIKE '%-read')";

/// The busiest of a worker's days.
pub(super) const OWN_BUSIEST: &str = "SELECT COALESCE(MAX(persons), 0) FROM (
        SELECT COUNT(*) AS persons FROM opening_day
        WHERE worker = $1 AND day >= $2 AND day < $3 GROUP BY day) AS days";

/// The busiest day that anybody else of an institution had.
pub(super) const COLLEAGUES_BUSIEST: &str = "SELECT COALESCE(MAX(persons), 0) FROM (
        SELECT COUNT(*) AS persons FROM worker w JOIN opening_day o ON o.worker = w.account
        WHERE w.institution = $1 AND w.account <> $2 AND o.day >= $3 AND o.day <= $4
        GROUP BY o.worker, o.day) AS days";

/// After a sealed text of a person was opened, and its event written.
pub(crate) async fn opened(
    transaction: &mut Transaction,
    request: Request<'_>,
    code: &CaseCode,
) -> Result<(), CaseworkError> {
    let worker = request.worker;
    let now = request.second();
    let within: i64 = store::within!(transaction, connection => {
        store::query_scalar(PERSONS_OF_HOUR)
            .bind(worker.account())
            .bind(now - HOUR)
            .fetch_one(connection)
    })?;
    if within > AlarmKind::PERSONS_AN_HOUR {
        let what = (AlarmKind::ManyPersons, within, None);
        raise(transaction, request, what).await?;
    }
    let day = now.div_euclid(DAY);
    let is_new = store::execute!(
        transaction,
        store::query(
            "INSERT INTO opening_day (worker, day, case_code) VALUES ($1, $2, $3)
             ON CONFLICT (worker, day, case_code) DO NOTHING",
        )
        .bind(worker.account())
        .bind(day)
        .bind(code.as_str())
    )? > 0;
    if is_new {
        compare_day(transaction, request, day).await?;
    }
    looked(transaction, request).await
}

/// Compares the day with the worker's busiest one; who has none yet, with that of any colleague.
async fn compare_day(
    transaction: &mut Transaction,
    request: Request<'_>,
    day: i64,
) -> Result<(), CaseworkError> {
    let worker = request.worker;
    let persons: i64 = store::within!(transaction, connection => {
        store::query_scalar("SELECT COUNT(*) FROM opening_day WHERE worker = $1 AND day = $2")
            .bind(worker.account())
            .bind(day)
            .fetch_one(connection)
    })?;
    let first = day - AlarmKind::DAYS_COMPARED;
    if persons == 1 {
        store::execute!(
            transaction,
            store::query("DELETE FROM opening_day WHERE worker = $1 AND day < $2")
                .bind(worker.account())
                .bind(first)
        )?;
    }
    if persons <= AlarmKind::FEWEST_PERSONS {
        return Ok(());
    }
    let own: i64 = store::within!(transaction, connection => {
        store::query_scalar(OWN_BUSIEST)
            .bind(worker.account())
            .bind(first)
            .bind(day)
            .fetch_one(connection)
    })?;
    let usual = if own > 0 {
        own
    } else {
        store::within!(transaction, connection => {
            store::query_scalar(COLLEAGUES_BUSIEST)
                .bind(worker.institution())
                .bind(worker.account())
                .bind(first)
                .bind(day)
                .fetch_one(connection)
        })?
    };
    // Nobody opened anything before: there is no usual number, and the rule of the hour stands alone.
    if usual > 0 && persons > usual * AlarmKind::TIMES_USUAL {
        let what = (AlarmKind::BusyDay, persons, Some(usual));
        raise(transaction, request, what).await?;
    }
    Ok(())
}

/// After a refusal, in its transaction.
pub(crate) async fn refused(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<(), CaseworkError> {
    let (account, now) = (request.worker.account(), request.second());
    store::execute!(
        transaction,
        store::query("DELETE FROM refusal WHERE worker = $1 AND at < $2")
            .bind(account)
            .bind(now - DAY)
    )?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO refusal (worker, at, number) VALUES ($1, $2, 1)
             ON CONFLICT (worker, at) DO UPDATE SET number = refusal.number + 1",
        )
        .bind(account)
        .bind(now)
    )?;
    let within: i64 = store::within!(transaction, connection => {
        store::query_scalar(
            "SELECT CAST(COALESCE(SUM(number), 0) AS BIGINT) FROM refusal
             WHERE worker = $1 AND at > $2",
        )
        .bind(account)
        .bind(now - HOUR)
        .fetch_one(connection)
    })?;
    if within >= AlarmKind::REFUSALS_AN_HOUR {
        let what = (AlarmKind::ManyRefusals, within, None);
        raise(transaction, request, what).await?;
    }
    Ok(())
}

/// After somebody asked to open a case in danger to life.
pub(crate) async fn asked_in_danger(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<(), CaseworkError> {
    let since = request.second() - AlarmKind::DAYS_COMPARED * DAY;
    let number: i64 = store::within!(transaction, connection => {
        store::query_scalar(
            "SELECT COUNT(*) FROM emergency_opening
             WHERE institution = $1 AND asked_at > $2 AND asked_by = $3",
        )
        .bind(request.worker.institution())
        .bind(since)
        .bind(request.worker.account())
        .fetch_one(connection)
    })?;
    if number >= AlarmKind::EMERGENCIES_A_MONTH {
        let what = (AlarmKind::ManyEmergencies, number, None);
        raise(transaction, request, what).await?;
    }
    Ok(())
}
