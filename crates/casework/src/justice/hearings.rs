//! Hearings: their days are tasks of the matter's people, and of whoever leads a linked case, so that
//! nobody goes to court alone. A hearing changes no other deadline.

use super::{HearingKind, HearingState, MatterCode, open_matter::OpenMatter};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::time,
    codes::stored,
    tasks::{Task, TaskKind},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// A hearing to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHearing {
    /// What it is.
    pub kind: HearingKind,
    /// When.
    pub at: Timestamp,
}

/// A hearing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: HearingKind,
    /// What became of it.
    pub state: HearingState,
    /// When.
    pub at: Timestamp,
}

type Row = (String, String, String, i64);

impl Casework {
    /// Plans a hearing.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter.
    #[boxed]
    pub async fn hearing_plan(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        new: &NewHearing,
    ) -> Result<RecordId, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO hearing (id, matter, kind, state, at) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(id.as_str())
            .bind(open.matter.id.as_str())
            .bind(new.kind.code())
            .bind(HearingState::Planned.code())
            .bind(new.at.as_second())
        )?;
        let more = json!({"hearing": id.as_str(), "kind": new.kind.code()});
        open.record("hearing-planned", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Says that a planned hearing was held or put off.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `hearing-over`.
    #[boxed]
    pub async fn hearing_settle(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (hearing, state): (&RecordId, HearingState),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE hearing SET state = $1
                 WHERE id = $2 AND matter = $3 AND state = 'planned'",
            )
            .bind(state.code())
            .bind(hearing.as_str())
            .bind(open.matter.id.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("hearing-over"));
        }
        let more = json!({"hearing": hearing.as_str(), "state": state.code()});
        open.record("hearing-settled", ("", &more)).await?;
        open.commit().await
    }

    /// The hearings to come of the worker's matters, by the matter's code, and of the matters linked
    /// to cases that they lead, by the case's.
    pub(crate) async fn hearing_tasks(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
    ) -> Result<Vec<Task>, CaseworkError> {
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT h.id, 'hearing', m.code, h.at FROM hearing h
                 JOIN matter m ON m.id = h.matter
                 WHERE h.state = 'planned' AND (m.leader = $1 OR EXISTS (
                    SELECT 1 FROM matter_grant g WHERE g.matter = m.id AND g.holder = $1
                      AND g.revoked_at IS NULL AND g.ends_at > $2))
                 UNION ALL
                 SELECT h.id, 'go-along', c.code, h.at FROM hearing h
                 JOIN matter_link l ON l.matter = h.matter AND l.state = 'linked'
                 JOIN disclosure_basis b ON b.id = l.basis AND b.state = 'in-force'
                    AND b.expires_at > $2
                 JOIN case_file c ON c.code = l.case_code AND c.erased_at IS NULL
                    AND c.manager = $1
                 WHERE h.state = 'planned'",
            )
            .bind(request.worker.account())
            .bind(request.second())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, kind, code, at)| {
                Ok(Task {
                    id: RecordId::stored(id),
                    kind: stored(TaskKind::from_code, &kind)?,
                    code,
                    concerns: None,
                    due_at: time(at)?,
                    is_overdue: at <= request.second(),
                })
            })
            .collect()
    }
}

/// The hearings of a matter, the next last.
pub(super) async fn hearings_of(
    transaction: &mut Transaction,
    matter: &str,
) -> Result<Vec<Hearing>, CaseworkError> {
    let rows: Vec<Row> = store::within!(transaction, connection => {
        store::query_as("SELECT id, kind, state, at FROM hearing WHERE matter = $1 ORDER BY at, id")
            .bind(matter)
            .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(id, kind, state, at)| {
            Ok(Hearing {
                id: RecordId::stored(id),
                kind: stored(HearingKind::from_code, &kind)?,
                state: stored(HearingState::from_code, &state)?,
                at: time(at)?,
            })
        })
        .collect()
}

impl OpenMatter<'_> {
    /// Its hearings.
    pub(super) async fn hearings(&mut self) -> Result<Vec<Hearing>, CaseworkError> {
        let matter = self.matter.id.clone();
        hearings_of(&mut self.transaction, &matter).await
    }
}
