//! Calling back what was told: the package is destroyed at once, and the recipient has a task until
//! it says that its own copies are gone.

use super::{DISCLOSURE_TABLE, DisclosureState, DisclosureStep, package};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    codes::stored,
    grants::{Need, OpenCase},
    machine::next,
    referrals,
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use serde_json::json;

impl Casework {
    /// Calls one disclosure back.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `disclosure-over` when it was already.
    #[boxed]
    pub async fn disclosure_recall(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        disclosure: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        recall(self, &mut open, disclosure.as_str()).await?;
        open.commit().await
    }
}

/// Moves a disclosure of the open case by the table; gives its recipient and its code.
pub(crate) async fn move_disclosure(
    open: &mut OpenCase<'_>,
    (disclosure, step): (&str, DisclosureStep),
) -> Result<(String, String), CaseworkError> {
    let row: Option<(String, String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT state, recipient, code FROM disclosure WHERE id = $1 AND case_code = $2",
        )
        .bind(disclosure)
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let (state, recipient, code) = row.ok_or(CaseworkError::NotFound("disclosure"))?;
    let state = stored(DisclosureState::from_code, &state)?;
    let after = next(DISCLOSURE_TABLE, state, step);
    let after = after.ok_or(CaseworkError::Refused("disclosure-over"))?;
    store::execute!(
        open.transaction,
        store::query("UPDATE disclosure SET state = $1, ended_at = $2 WHERE id = $3")
            .bind(after.code())
            .bind(open.request.second())
            .bind(disclosure)
    )?;
    if after != DisclosureState::Acknowledged {
        package::destroy(&mut open.transaction, disclosure).await?;
    }
    Ok((recipient, code))
}

/// Recalls within an open case; the caller commits.
pub(crate) async fn recall(
    wing: &Casework,
    open: &mut OpenCase<'_>,
    disclosure: &str,
) -> Result<(), CaseworkError> {
    let step = (disclosure, DisclosureStep::Recall);
    let (recipient, shown) = move_disclosure(open, step).await?;
    let task = NewTask::of_institution(
        TaskKind::Recall,
        (&recipient, &shown, disclosure),
        open.request.second(),
    );
    wing.task_open(open, &task).await?;
    referrals::recall_of(wing, open, disclosure).await?;
    let more = json!({"disclosure": disclosure, "recipient": recipient});
    open.log("disclosure-recalled", ("", &more)).await
}
