//! Putting a case on the agenda: whoever leads it, by its code and why.

use super::{AgendaTopic, ConferenceState, call::attended};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use serde_json::json;

impl Casework {
    /// Puts a case on the agenda.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant, or for whoever was not asked to come;
    /// `case-lead-only`, `conference-over`, `conference-entry-twice`.
    #[boxed]
    pub async fn conference_entry_add(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (conference, topic): (&RecordId, AgendaTopic),
    ) -> Result<RecordId, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        let row = attended(&mut open.transaction, request, conference).await?;
        let row = row.ok_or(CaseworkError::NotFound("conference"))?;
        if !matches!(
            row.state,
            ConferenceState::PlannedConference | ConferenceState::Sitting
        ) {
            return Err(CaseworkError::Refused("conference-over"));
        }
        let id = RecordId::fresh(&*self.random);
        insert(&mut open, (&id, conference), topic).await?;
        let more = json!({"conference": conference.as_str(), "topic": topic.code()});
        open.log("conference-entry-added", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }
}

async fn insert(
    open: &mut OpenCase<'_>,
    (id, conference): (&RecordId, &RecordId),
    topic: AgendaTopic,
) -> Result<(), CaseworkError> {
    let touched = store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO conference_entry (id, conference, position, case_code, topic, added_by)
             SELECT $1, $2, COALESCE(MAX(position), 0) + 1, $3, $4, $5
             FROM conference_entry WHERE conference = $2
             ON CONFLICT (conference, case_code, topic) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(conference.as_str())
        .bind(open.case.code.as_str())
        .bind(topic.code())
        .bind(open.request.worker.account())
    )?;
    (touched > 0)
        .then_some(())
        .ok_or(CaseworkError::Refused("conference-entry-twice"))
}
