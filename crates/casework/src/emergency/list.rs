//! Emergency openings as those see them who ask, confirm, manage or review.

use super::{DangerKind, EmergencyOutcome, EmergencyState, keepers::key_row};
use crate::{CaseCode, Casework, CaseworkError, RecordId, Request, casework::time, codes::stored};
use boxed::boxed;
use jiff::Timestamp;

/// An emergency opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyOpening {
    /// Its id.
    pub id: RecordId,
    /// Its own code, to speak about it.
    pub code: String,
    /// The case.
    pub case: CaseCode,
    /// Where it stands.
    pub state: EmergencyState,
    /// What the danger is.
    pub danger: DangerKind,
    /// Why, in the words of whoever asked.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Who confirmed.
    pub confirmed_by: Option<String>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
    /// What the review found.
    pub outcome: Option<EmergencyOutcome>,
}

store::row! {
    struct Row {
        id: String,
        code: String,
        case_code: String,
        state: String,
        danger: String,
        reason: String,
        asked_by: String,
        asked_at: i64,
        confirmed_by: Option<String>,
        ends_at: Option<i64>,
        outcome: Option<String>,
    }
}

impl Casework {
    /// The openings of the worker's institution, the latest first, at most 500: all of them for its
    /// keepers, for everybody else those of the cases that they manage.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn emergencies(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<EmergencyOpening>, CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin_reading().await?;
        worker.expect_active(&mut transaction).await?;
        let key = key_row(&mut transaction, worker.institution()).await?;
        let is_keeper =
            key.is_some_and(|key| key.keepers.iter().any(|one| one == worker.account()));
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT e.id, e.code, e.case_code, e.state, e.danger, e.reason, e.asked_by,
                    e.asked_at, e.confirmed_by, e.ends_at, e.outcome
                 FROM emergency_opening e JOIN case_file c ON c.code = e.case_code
                 WHERE ((e.institution = $1 AND $3 = 1) OR c.manager = $2)
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = e.case_code AND d.holder = $2)
                 ORDER BY e.asked_at DESC, e.id LIMIT 500",
            )
            .bind(worker.institution())
            .bind(worker.account())
            .bind(i64::from(is_keeper))
            .fetch_all(connection)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Row {
    fn read(self) -> Result<EmergencyOpening, CaseworkError> {
        let outcome = self.outcome;
        let outcome = outcome.map(|code| stored(EmergencyOutcome::from_code, &code));
        Ok(EmergencyOpening {
            id: RecordId::stored(self.id),
            code: self.code,
            case: CaseCode::stored(self.case_code),
            state: stored(EmergencyState::from_code, &self.state)?,
            danger: stored(DangerKind::from_code, &self.danger)?,
            reason: self.reason,
            asked_by: self.asked_by,
            asked_at: time(self.asked_at)?,
            confirmed_by: self.confirmed_by,
            ends_at: self.ends_at.map(time).transpose()?,
            outcome: outcome.transpose()?,
        })
    }
}
