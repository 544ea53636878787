//! The day until which a closed file is kept. When it has come somebody must decide: erase the file, or
//! say why it is kept longer. Nothing is erased by itself, and a held file is not asked about.

use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::time,
    decisions_due::{Asking, MOST_AT_ONCE, Waiting},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;
use store::Transaction;

/// A closed file whose time is over, without anything that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDue {
    /// Its case's code.
    pub code: CaseCode,
    /// The account that leads it and decides.
    pub manager: String,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// Until when it was to be kept.
    pub keep_until: Timestamp,
}

/// Who is asked when a file's day has come.
const TIME_IS_OVER: Asking = Asking {
    lead: TaskKind::DecideRetention,
    keepers: TaskKind::RetentionCame,
    event: "retention-came",
};

impl Casework {
    /// Asks about the files whose day has come, of whoever leads them and of the keepers of their
    /// institution; gives how many files. For a job, at the start and each day; a second look asks
    /// about none of them again.
    ///
    /// # Errors
    /// When the database fails; then nobody was asked.
    #[boxed]
    pub async fn retention_watch(&self, now: Timestamp) -> Result<usize, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let waiting: Vec<Waiting> = store::within!(transaction, connection => {
            store::query_as(UNASKED)
                .bind(now.as_second())
                .bind(MOST_AT_ONCE)
                .fetch_all(connection)
        })?;
        self.ask_to_decide(&mut transaction, (&waiting, &TIME_IS_OVER), now)
            .await?;
        transaction.commit().await?;
        Ok(waiting.len())
    }

    /// The files whose day has come, the longest over first, at most 500: those that the worker leads,
    /// and for a keeper of emergencies those of the whole institution. Codes and days alone.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn files_due(&self, request: Request<'_>) -> Result<Vec<FileDue>, CaseworkError> {
        let (account, own) = (request.worker.account(), request.worker.institution());
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let is_keeper = crate::emergency::is_keeper(&mut transaction, request).await?;
        let rows: Vec<(String, String, i64, i64)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT c.code, c.manager, o.closed_at, o.keep_until FROM closure o
                 JOIN case_file c ON c.code = o.case_code
                 WHERE o.reopened_at IS NULL AND o.keep_until <= $1 AND c.erased_at IS NULL
                   AND c.institution = $2 AND (c.manager = $3 OR CAST($4 AS BIGINT) = 1)
                   AND NOT EXISTS (SELECT 1 FROM legal_hold h
                        WHERE h.case_code = o.case_code AND h.lifted_at IS NULL)
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = o.case_code AND d.holder = $3)
                 ORDER BY o.keep_until, c.code LIMIT $5",
            )
            .bind(request.second())
            .bind(own)
            .bind(account)
            .bind(i64::from(is_keeper))
            .bind(MOST_AT_ONCE)
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(code, manager, closed_at, keep_until)| {
                Ok(FileDue {
                    code: CaseCode::stored(code),
                    manager,
                    closed_at: time(closed_at)?,
                    keep_until: time(keep_until)?,
                })
            })
            .collect()
    }
}

/// Closed, over, not erased, not held, and nobody asked.
const UNASKED: &str = "SELECT o.id, c.code, c.institution, c.manager, o.keep_until, k.keepers
     FROM closure o
     JOIN case_file c ON c.code = o.case_code
     LEFT JOIN emergency_key k ON k.institution = c.institution
     WHERE o.reopened_at IS NULL AND o.keep_until <= $1 AND c.erased_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM legal_hold h
            WHERE h.case_code = o.case_code AND h.lifted_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM task t
            WHERE t.concerns = o.id AND t.kind = 'decide-retention' AND t.done_at IS NULL)
     ORDER BY o.keep_until, o.id LIMIT $2";

/// Nobody is asked about a case any more: it was decided, held, opened again or erased.
pub(super) async fn settled(
    transaction: &mut Transaction,
    (code, now): (&str, i64),
) -> Result<(), CaseworkError> {
    TIME_IS_OVER.decided(transaction, (code, now)).await
}
