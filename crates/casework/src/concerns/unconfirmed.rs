//! Concerns that nobody confirmed. What was told of somebody who was never found to be at risk or a
//! victim is not kept for ever because nobody looked: half a year after it was told, or after the last
//! screening, whoever leads it is asked to screen it, or to close it and let it be erased. A concern
//! is not closed or erased by itself.

use super::Phase;
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::{DAY, time},
    codes::stored,
    decisions_due::{Asking, MOST_AT_ONCE, Waiting},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;

/// A concern that nobody confirmed in time, without anything that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnconfirmedConcern {
    /// Its case's code.
    pub code: CaseCode,
    /// The account that leads it and decides.
    pub manager: String,
    /// [`Phase::Concern`], or [`Phase::NotIndicated`] when a screening found nothing.
    pub phase: Phase,
    /// When it was taken in.
    pub taken_in_at: Timestamp,
}

/// How long a concern may stay unconfirmed, in days: half a year. A default of this program, for the
/// controller of an office to shorten; whether an act under the data protection law (124/2024) names a
/// time was not verified.
const UNCONFIRMED_DAYS: i64 = 183;

/// How long whoever leads it has to decide, in days.
const DECIDE_DAYS: i64 = 14;

/// Who is asked when a concern has waited too long.
pub(super) const WAITED_TOO_LONG: Asking = Asking {
    lead: TaskKind::DecideConcern,
    keepers: TaskKind::ConcernWaits,
    event: "concern-unconfirmed",
};

impl Casework {
    /// Asks about the concerns that nobody confirmed for half a year, of whoever leads them and of the
    /// keepers of their institution; gives how many concerns. For a job, at the start and each day; a
    /// second look asks about none of them again.
    ///
    /// # Errors
    /// When the database fails; then nobody was asked.
    #[boxed]
    pub async fn unconfirmed_watch(&self, now: Timestamp) -> Result<usize, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let waiting: Vec<Waiting> = store::within!(transaction, connection => {
            store::query_as(UNASKED)
                .bind(now.as_second() - UNCONFIRMED_DAYS * DAY)
                .bind(now.as_second() + DECIDE_DAYS * DAY)
                .bind(MOST_AT_ONCE)
                .fetch_all(connection)
        })?;
        self.ask_to_decide(&mut transaction, (&waiting, &WAITED_TOO_LONG), now)
            .await?;
        transaction.commit().await?;
        Ok(waiting.len())
    }

    /// The concerns that nobody confirmed for half a year, the oldest first, at most 500: those that
    /// the worker leads, and for a keeper of emergencies those of the whole institution. Codes and
    /// days alone.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn concerns_unconfirmed(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<UnconfirmedConcern>, CaseworkError> {
        let (account, own) = (request.worker.account(), request.worker.institution());
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let is_keeper = crate::emergency::is_keeper(&mut transaction, request).await?;
        let rows: Vec<(String, String, String, i64)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT c.code, c.manager, c.phase, c.opened_at FROM case_file c
                 WHERE c.phase IN ('concern', 'not-indicated') AND c.erased_at IS NULL
                   AND c.opened_at <= $1
                   AND c.institution = $2 AND (c.manager = $3 OR CAST($4 AS BIGINT) = 1)
                   AND NOT EXISTS (SELECT 1 FROM screening s
                        WHERE s.case_code = c.code AND s.decided_at > $1)
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = c.code AND d.holder = $3)
                 ORDER BY c.opened_at, c.code LIMIT $5",
            )
            .bind(request.second() - UNCONFIRMED_DAYS * DAY)
            .bind(own)
            .bind(account)
            .bind(i64::from(is_keeper))
            .bind(MOST_AT_ONCE)
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(code, manager, phase, opened_at)| {
                Ok(UnconfirmedConcern {
                    code: CaseCode::stored(code),
                    manager,
                    phase: stored(Phase::from_code, &phase)?,
                    taken_in_at: time(opened_at)?,
                })
            })
            .collect()
    }
}

/// Unconfirmed, long enough, not screened since, and nobody asked.
const UNASKED: &str = "SELECT '' AS concerns, c.code, c.institution, c.manager,
        CAST($2 AS BIGINT) AS due_at, k.keepers
     FROM case_file c
     LEFT JOIN emergency_key k ON k.institution = c.institution
     WHERE c.phase IN ('concern', 'not-indicated') AND c.erased_at IS NULL AND c.opened_at <= $1
       AND NOT EXISTS (SELECT 1 FROM screening s
            WHERE s.case_code = c.code AND s.decided_at > $1)
       AND NOT EXISTS (SELECT 1 FROM task t
            WHERE t.case_code = c.code AND t.kind = 'decide-concern' AND t.done_at IS NULL)
     ORDER BY c.opened_at, c.code LIMIT $3";
