//! A worker's own cases.

use crate::{
    CaseCode, Casework, CaseworkError, IdentificationStatus, Phase, Request, casework::time,
    codes::stored,
};
use boxed::boxed;
use jiff::Timestamp;

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    /// Its code.
    pub code: CaseCode,
    /// Where it stands.
    pub phase: Phase,
    /// How the person was identified so far.
    pub identification: IdentificationStatus,
    /// The account that leads it.
    pub manager: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether it is closed, not held, and the day until which it is kept has passed: somebody should
    /// look whether to erase it. Nothing erases it by itself.
    pub may_be_erased: bool,
}

const MOST_CASES: usize = 500;

/// The cases of a worker's grants, from the grants on: never a walk through all cases.
pub(crate) const CASES: &str = "SELECT code, phase, identification, manager, opened_at,
        (SELECT COUNT(*) FROM closure o WHERE o.case_code = case_file.code
            AND o.reopened_at IS NULL AND o.keep_until <= $2
            AND NOT EXISTS (SELECT 1 FROM legal_hold h
                WHERE h.case_code = o.case_code AND h.lifted_at IS NULL))
     FROM case_file
     WHERE erased_at IS NULL
       AND code IN (SELECT g.case_code FROM access_grant g
            WHERE g.holder = $1 AND g.revoked_at IS NULL AND g.starts_at <= $2 AND g.ends_at > $2)
       AND NOT EXISTS (SELECT 1 FROM access_denial d
            WHERE d.case_code = case_file.code AND d.holder = $1)";

impl Casework {
    /// The cases that the worker holds a grant on now, the newest first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn cases_of(&self, request: Request<'_>) -> Result<Vec<CaseSummary>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        type Row = (String, String, String, String, i64, i64);
        let mut rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(CASES)
                .bind(request.worker.account())
                .bind(request.second())
                .fetch_all(connection)
        })?;
        rows.sort_by(|one, other| (other.4, &one.0).cmp(&(one.4, &other.0)));
        rows.truncate(MOST_CASES);
        rows.into_iter()
            .map(|(code, phase, identification, manager, opened_at, over)| {
                Ok(CaseSummary {
                    code: CaseCode::stored(code),
                    phase: stored(Phase::from_code, &phase)?,
                    identification: stored(IdentificationStatus::from_code, &identification)?,
                    manager,
                    opened_at: time(opened_at)?,
                    may_be_erased: over > 0,
                })
            })
            .collect()
    }
}
