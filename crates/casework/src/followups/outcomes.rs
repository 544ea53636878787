//! How the person says they are, domain by domain, children included.

use super::FollowUpState;
use crate::{
    CaseCode, Casework, CaseworkError, Domain, Field, RecordId, Request,
    codes::{codes, stored},
    fields,
    grants::Need,
    tasks::TaskKind,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use std::collections::BTreeMap;

codes! {
    /// How the person says it goes.
    OutcomeScore {
        /// Badly.
        Badly = "badly",
        /// Not well.
        NotWell = "not-well",
        /// Middling.
        Middling = "middling",
        /// Well.
        Well = "well",
        /// Very well.
        VeryWell = "very-well",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

/// How it goes in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainOutcome {
    /// Which.
    pub domain: Domain,
    /// How it goes.
    pub score: OutcomeScore,
}

/// What came of one follow-up.
#[derive(Debug)]
pub struct NewFollowUp {
    /// Which of the planned ones.
    pub followup: RecordId,
    /// Done, not reached, or declined.
    pub state: FollowUpState,
    /// What the person said, when it was done; whatever is left out was not asked.
    pub outcomes: Vec<DomainOutcome>,
}

impl Casework {
    /// Records what came of a follow-up.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for none of this case's;
    /// `followup-over`, `followup-outcome-missing` (none though it was done, or some though it was
    /// not), `assessment-domain-twice`.
    #[boxed]
    pub async fn followup_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewFollowUp,
    ) -> Result<(), CaseworkError> {
        let by_domain: BTreeMap<&str, &str> = new
            .outcomes
            .iter()
            .map(|outcome| (outcome.domain.code(), outcome.score.code()))
            .collect();
        if by_domain.len() != new.outcomes.len() {
            return Err(CaseworkError::Invalid("assessment-domain-twice"));
        }
        let is_done = new.state == FollowUpState::Done;
        if is_done == by_domain.is_empty() || new.state == FollowUpState::Planned {
            return Err(CaseworkError::Invalid("followup-outcome-missing"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let id = new.followup.as_str();
        let row: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT state FROM follow_up WHERE id = $1 AND case_code = $2")
                .bind(id)
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        let (state,) = row.ok_or(CaseworkError::NotFound("followup"))?;
        if stored(FollowUpState::from_code, &state)? != FollowUpState::Planned {
            return Err(CaseworkError::Refused("followup-over"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE follow_up SET state = $1, done_at = $2 WHERE id = $3")
                .bind(new.state.code())
                .bind(request.second())
                .bind(id)
        )?;
        if is_done {
            let text = SecretText::new(json!(by_domain).to_string());
            fields::put(&mut open, (id, Field::Outcomes), &text, &*self.random).await?;
        }
        self.task_done(&mut open, (TaskKind::FollowUp, id)).await?;
        let more = json!({"followup": id, "state": new.state.code()});
        open.log("followup-recorded", ("", &more)).await?;
        open.commit().await
    }

    /// What the person said at a follow-up.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or when nothing was said.
    #[boxed]
    pub async fn followup_outcomes(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        followup: &RecordId,
    ) -> Result<Vec<DomainOutcome>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let text = fields::get(&mut open, (followup.as_str(), Field::Outcomes)).await?;
        let more = json!({"followup": followup.as_str()});
        open.log("followup-read", ("outcomes", &more)).await?;
        open.commit().await?;
        let text = text.ok_or(CaseworkError::NotFound("followup"))?;
        let scores: BTreeMap<String, String> =
            serde_json::from_str(text.expose()).map_err(|_| CaseworkError::Corrupt("outcomes"))?;
        let mut outcomes = Vec::with_capacity(scores.len());
        for domain in Domain::ALL {
            if let Some(score) = scores.get(domain.code()) {
                outcomes.push(DomainOutcome {
                    domain: *domain,
                    score: stored(OutcomeScore::from_code, score)?,
                });
            }
        }
        Ok(outcomes)
    }
}
