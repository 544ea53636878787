//! What stands in the way of closing, and what was said when a case was closed or held.

use crate::{
    CaseCode, Casework, CaseworkError, Field, Phase, RecordId, Request,
    casework::time,
    codes::codes,
    fields,
    grants::{Need, OpenCase},
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

codes! {
    /// What stands in the way of closing a case without saying why.
    ClosingObstacle {
        /// Somebody is in danger now.
        OpenDanger = "danger",
        /// A referral is on its way or at work.
        OpenReferral = "referral",
        /// The last look saw a high risk.
        HighRisk = "high-risk",
        /// What protects a child is not arranged.
        UnprotectedChild = "child",
    }
}

/// A legal hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: RecordId,
    /// Since when.
    pub placed_at: Timestamp,
    /// Until when; none while it lasts.
    pub lifted_at: Option<Timestamp>,
}

/// What was said when a case was closed.
#[derive(Debug)]
pub struct ClosureText {
    /// What the person thought of it.
    pub view: SecretText,
    /// Why it closed over open work, if it did.
    pub despite: Option<SecretText>,
}

/// The manager's own reading of what was written down.
const READ: Need<'static> = Need {
    compartments: &[Compartment::Care],
    purposes: &[Purpose::CaseManagement],
};

impl Casework {
    /// What stands in the way of closing; empty when nothing does.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn closing_obstacles(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<ClosingObstacle>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        obstacles(&mut open).await
    }

    /// What was said at a closing.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case that opens its care, or for
    /// another case's closing.
    #[boxed]
    pub async fn closure_text(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        closure: &RecordId,
    ) -> Result<ClosureText, CaseworkError> {
        let mut open = self.open_case(request, code, READ).await?;
        let record = closure.as_str();
        let view = fields::get(&mut open, (record, Field::ClosureView)).await?;
        let despite = fields::get(&mut open, (record, Field::ClosureDespite)).await?;
        let more = json!({"closure": record});
        open.log("closure-read", ("closure-view,closure-despite", &more))
            .await?;
        open.commit().await?;
        Ok(ClosureText {
            view: view.ok_or(CaseworkError::NotFound("closure"))?,
            despite,
        })
    }

    /// The legal holds of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn holds(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Hold>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let rows: Vec<(String, i64, Option<i64>)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, placed_at, lifted_at FROM legal_hold
                 WHERE case_code = $1 ORDER BY placed_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, placed_at, lifted_at)| {
                Ok(Hold {
                    id: RecordId::stored(id),
                    placed_at: time(placed_at)?,
                    lifted_at: lifted_at.map(time).transpose()?,
                })
            })
            .collect()
    }

    /// Why a case is, or was, held.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case that opens its care, or for
    /// another case's hold.
    #[boxed]
    pub async fn hold_reason(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        hold: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, READ).await?;
        let reason = fields::get(&mut open, (hold.as_str(), Field::HoldReason)).await?;
        open.log(
            "hold-read",
            ("hold-reason", &json!({"hold": hold.as_str()})),
        )
        .await?;
        open.commit().await?;
        reason.ok_or(CaseworkError::NotFound("hold"))
    }
}

/// An open danger, a referral that waits, a high risk at the last look, a child whom somebody helps and
/// nobody speaks for.
pub(super) async fn obstacles(
    open: &mut OpenCase<'_>,
) -> Result<Vec<ClosingObstacle>, CaseworkError> {
    let (danger, referral, risk, child): (i64, i64, i64, i64) = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT (SELECT COUNT(*) FROM task WHERE case_code = $1 AND kind = 'danger'
                    AND done_at IS NULL),
                (SELECT COUNT(*) FROM referral WHERE case_code = $1
                    AND state IN ('sent', 'received', 'accepted', 'in-progress')),
                (SELECT COUNT(*) FROM assessment a WHERE a.case_code = $1 AND a.risk = 'high'
                    AND NOT EXISTS (SELECT 1 FROM assessment later WHERE later.case_code = $1
                        AND later.assessed_at > a.assessed_at)),
                (SELECT COUNT(*) FROM task WHERE case_code = $1 AND kind = 'protect-child'
                    AND done_at IS NULL)",
        )
        .bind(open.case.code.as_str())
        .fetch_one(connection)
    })?;
    let is_helped = i64::from(!matches!(
        open.case.phase,
        Phase::Concern | Phase::NotIndicated
    ));
    let found = [
        (danger, ClosingObstacle::OpenDanger),
        (referral, ClosingObstacle::OpenReferral),
        (risk, ClosingObstacle::HighRisk),
        (child * is_helped, ClosingObstacle::UnprotectedChild),
    ];
    let found = found.into_iter().filter(|(count, _)| *count > 0);
    Ok(found.map(|(_, obstacle)| obstacle).collect())
}
