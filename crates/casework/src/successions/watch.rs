//! Who must act about cases whose lead left, by tasks with a day: at once when a worker is suspended, and
//! now and then for whatever was missed.

use super::deciders::deciders;
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::DAY,
    concerns::Phase,
    grants::{CaseRow, case_row, log_to_file},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::Value;
use store::Transaction;

/// By when an open case has a lead again, in days.
const OPEN_DAYS: i64 = 2;
/// By when a closed one has.
const CLOSED_DAYS: i64 = 30;
/// The most cases of one look; the next look asks about the rest.
const MOST_AT_ONCE: i64 = 500;
/// Who stands in the log for what the program does by itself.
const PROGRAM: &str = "program";

/// Cases of leads who left, about which nobody is asked now.
const UNASKED: &str = "SELECT c.code FROM case_file c
     WHERE c.erased_at IS NULL
       AND c.manager IN (SELECT account FROM worker WHERE suspended_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM task t
            WHERE t.case_code = c.code AND t.kind = 'name-lead' AND t.done_at IS NULL)
     ORDER BY c.code LIMIT $1";

/// The cases that one who left has led.
const LED: &str = "SELECT code FROM case_file
     WHERE manager = $1 AND institution = $2 AND erased_at IS NULL ORDER BY code";

/// Asks about every case that a suspended worker led, in the transaction that suspends; gives how many.
pub(crate) async fn lead_left(
    wing: &Casework,
    transaction: &mut Transaction,
    (request, account): (Request<'_>, &str),
) -> Result<usize, CaseworkError> {
    let codes: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(LED)
            .bind(account)
            .bind(request.worker.institution())
            .fetch_all(connection)
    })?;
    for (code,) in &codes {
        let code = CaseCode::stored(code.clone());
        let case = case_row(transaction, &code).await?;
        let case = case.ok_or(CaseworkError::Corrupt("case"))?;
        ask(wing, transaction, (&case, request.second())).await?;
        let on = (&code, "lead-left");
        log_to_file(transaction, request, on, ("", &Value::Null)).await?;
    }
    Ok(codes.len())
}

impl Casework {
    /// Asks about cases whose lead left and about which nobody is asked, and ends what nobody has
    /// finished in time; gives how many cases. For a job, at the start and now and then.
    ///
    /// # Errors
    /// When the database fails; then nobody was asked.
    #[boxed]
    pub async fn lead_watch(&self, now: Timestamp) -> Result<usize, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        expire(&mut transaction, now.as_second()).await?;
        let codes: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(UNASKED).bind(MOST_AT_ONCE).fetch_all(connection)
        })?;
        let mut asked = 0;
        for (code,) in codes {
            let code = CaseCode::stored(code);
            let Some(case) = case_row(&mut transaction, &code).await? else {
                continue;
            };
            if !ask(self, &mut transaction, (&case, now.as_second())).await? {
                continue;
            }
            let event = NewEvent {
                at: now,
                actor: PROGRAM,
                kind: "lead-missing",
                subject: code.as_str(),
                detail: "{}",
            };
            ledger::append(&mut transaction, &event).await?;
            asked += 1;
        }
        transaction.commit().await?;
        Ok(asked)
    }
}

/// Asks whoever may decide about a case; whether there is anybody.
async fn ask(
    wing: &Casework,
    transaction: &mut Transaction,
    (case, now): (&CaseRow, i64),
) -> Result<bool, CaseworkError> {
    let who = deciders(transaction, (case, now)).await?;
    let days = if case.phase == Phase::Closed {
        CLOSED_DAYS
    } else {
        OPEN_DAYS
    };
    let what = (TaskKind::NameLead, case, "");
    let whom = (&who.people[..], now + days * DAY);
    wing.ask_for_lead(transaction, what, whom).await?;
    Ok(!who.people.is_empty())
}

/// Ends what is over: the halves that were opened for it go with it.
async fn expire(transaction: &mut Transaction, now: i64) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "DELETE FROM succession_half WHERE succession IN (SELECT id FROM succession
                WHERE ended_at IS NULL AND ends_at <= $1)",
        )
        .bind(now)
    )?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE task SET done_at = $1 WHERE done_at IS NULL AND concerns IN (
                SELECT id FROM succession WHERE ended_at IS NULL AND ends_at <= $1)",
        )
        .bind(now)
    )?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE succession SET state = 'expired', ended_at = $1
             WHERE ended_at IS NULL AND ends_at <= $1",
        )
        .bind(now)
    )?;
    Ok(())
}
