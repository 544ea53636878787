//! A succession as its functions find it, its steps, and the tasks that it opens and closes.

use super::{SUCCESSION_TABLE, SuccessionState, SuccessionStep, SuccessionWay};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, codes::stored, grants::CaseRow, machine::next,
    tasks::TaskKind,
};
use store::Transaction;

/// A succession that somebody works on.
pub(super) struct SuccessionRow {
    pub id: RecordId,
    pub case: CaseCode,
    pub way: SuccessionWay,
    pub state: SuccessionState,
    pub from: String,
    pub to: String,
    pub by: String,
    pub at: i64,
    pub ends_at: i64,
}

type Stored = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    i64,
    i64,
);

const COLUMNS: &str = "SELECT id, case_code, way, state, from_worker, to_worker,
        proposed_by, proposed_at, ends_at FROM succession ";

fn read(row: Stored) -> Result<SuccessionRow, CaseworkError> {
    let (id, case, way, state, from, to, by, at, ends_at) = row;
    Ok(SuccessionRow {
        id: RecordId::stored(id),
        case: CaseCode::stored(case),
        way: stored(SuccessionWay::from_code, &way)?,
        state: stored(SuccessionState::from_code, &state)?,
        from,
        to,
        by,
        at,
        ends_at,
    })
}

pub(super) async fn succession_row(
    transaction: &mut Transaction,
    id: &RecordId,
) -> Result<Option<SuccessionRow>, CaseworkError> {
    let text = format!("{COLUMNS} WHERE id = $1");
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(text.as_str()))
            .bind(id.as_str())
            .fetch_optional(connection)
    })?;
    row.map(read).transpose()
}

/// The one that is open for a case.
pub(super) async fn open_row(
    transaction: &mut Transaction,
    (case, now): (&CaseCode, i64),
) -> Result<Option<SuccessionRow>, CaseworkError> {
    let text = format!("{COLUMNS} WHERE case_code = $1 AND ended_at IS NULL AND ends_at > $2");
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(text.as_str()))
            .bind(case.as_str())
            .bind(now)
            .fetch_optional(connection)
    })?;
    row.map(read).transpose()
}

/// Moves a succession by the table; every step but the second person's agreement ends it.
pub(super) async fn move_on(
    transaction: &mut Transaction,
    (row, step): (&SuccessionRow, SuccessionStep),
    now: i64,
) -> Result<(), CaseworkError> {
    let after = next(SUCCESSION_TABLE, row.state, step);
    let after = after.ok_or(CaseworkError::Refused("succession-step-not-allowed"))?;
    let ended_at = (step != SuccessionStep::ConfirmLead).then_some(now);
    store::execute!(
        transaction,
        store::query("UPDATE succession SET state = $1, ended_at = $2 WHERE id = $3")
            .bind(after.code())
            .bind(ended_at)
            .bind(row.id.as_str())
    )?;
    store::execute!(
        transaction,
        store::query("DELETE FROM succession_half WHERE succession = $1").bind(row.id.as_str())
    )?;
    store::execute!(
        transaction,
        store::query("UPDATE task SET done_at = $1 WHERE concerns = $2 AND done_at IS NULL")
            .bind(now)
            .bind(row.id.as_str())
    )?;
    Ok(())
}

impl Casework {
    /// Asks some people to do something about a case, each by a task of their own.
    pub(super) async fn ask_for_lead(
        &self,
        transaction: &mut Transaction,
        (kind, case, concerns): (TaskKind, &CaseRow, &str),
        (people, due_at): (&[String], i64),
    ) -> Result<(), CaseworkError> {
        for one in people {
            store::execute!(
                transaction,
                store::query(
                    "INSERT INTO task (id, kind, case_code, shown_code, institution, worker,
                        concerns, due_at)
                     VALUES ($1, $2, $3, $3, $4, $5, $6, $7)",
                )
                .bind(RecordId::fresh(&*self.random).as_str())
                .bind(kind.code())
                .bind(case.code.as_str())
                .bind(case.institution.as_str())
                .bind(one.as_str())
                .bind(concerns)
                .bind(due_at)
            )?;
        }
        Ok(())
    }
}
