//! That a case has another lead is told to everybody who holds a grant on it, for a fortnight.

use crate::{
    CaseCode, Casework, CaseworkError, Request,
    casework::{DAY, time},
};
use boxed::boxed;
use jiff::Timestamp;

/// That a case has another lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadChange {
    /// The case.
    pub code: CaseCode,
    /// The account that led it before.
    pub from: String,
    /// The account that leads it now.
    pub to: String,
    /// Who named the new lead.
    pub named_by: String,
    /// Who agreed.
    pub confirmed_by: String,
    /// When it was taken over.
    pub at: Timestamp,
}

/// How long a change is told, in days.
const TOLD_DAYS: i64 = 14;

type Row = (String, String, String, String, String, i64);

impl Casework {
    /// The cases of the worker's grants that have another lead since a fortnight or less, the latest
    /// first; at most 100.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn lead_changes(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<LeadChange>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT s.case_code, s.from_worker, s.to_worker, s.proposed_by,
                    COALESCE(s.confirmed_by, ''), s.ended_at
                 FROM succession s
                 WHERE s.ended_at > $1 AND s.state = 'taken'
                   AND EXISTS (SELECT 1 FROM access_grant g WHERE g.case_code = s.case_code
                        AND g.holder = $2 AND g.revoked_at IS NULL AND g.starts_at <= $3
                        AND g.ends_at > $3)
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = s.case_code AND d.holder = $2)
                 ORDER BY s.ended_at DESC, s.id LIMIT 100",
            )
            .bind(request.second() - TOLD_DAYS * DAY)
            .bind(request.worker.account())
            .bind(request.second())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(code, from, to, named_by, confirmed_by, at)| {
                Ok(LeadChange {
                    code: CaseCode::stored(code),
                    from,
                    to,
                    named_by,
                    confirmed_by,
                    at: time(at)?,
                })
            })
            .collect()
    }
}
