//! Moving a matter by its table. What happened is never overwritten: counts of past years rest on it.

use super::{
    MATTER_TABLE, MatterCode, MatterStage, MatterStep, StepReason,
    event::{EventRow, insert_event},
    matter::joined,
};
use crate::{Casework, CaseworkError, Request, machine::next};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use vocabulary::TermCode;

/// A step of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterMove {
    /// Which.
    pub step: MatterStep,
    /// Why, where the step asks for it.
    pub reason: Option<StepReason>,
    /// The articles from now on: with a reclassification, and never otherwise.
    pub articles: Vec<TermCode>,
    /// When it happened: not after now, not before the last step.
    pub at: Timestamp,
}

impl Casework {
    /// Moves a matter; gives the stage that it reached.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-step-not-allowed`,
    /// `matter-reason-missing`, `matter-article-missing`, `matter-date-invalid`.
    #[boxed]
    pub async fn matter_move(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        change: &MatterMove,
    ) -> Result<MatterStage, CaseworkError> {
        let is_reclassified = change.step == MatterStep::Reclassify;
        if change.step.needs_reason() && change.reason.is_none() {
            return Err(CaseworkError::Invalid("matter-reason-missing"));
        }
        if is_reclassified && change.articles.is_empty() {
            return Err(CaseworkError::Invalid("matter-article-missing"));
        }
        let mut open = self.open_matter(request, code).await?;
        let stage = next(MATTER_TABLE, open.matter.stage, change.step)
            .ok_or(CaseworkError::Refused("matter-step-not-allowed"))?;
        let (position, last, articles): (i64, i64, String) = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT position, at, articles FROM matter_event WHERE matter = $1
                 ORDER BY position DESC LIMIT 1",
            )
            .bind(open.matter.id.as_str())
            .fetch_one(connection)
        })?;
        if change.at > request.now || change.at.as_second() < last {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let event = EventRow {
            position: position + 1,
            step: change.step,
            stage,
            reason: change.reason.filter(|_| change.step.needs_reason()),
            articles: if is_reclassified {
                joined(&change.articles)
            } else {
                articles
            },
            at: change.at.as_second(),
        };
        insert_event(&mut open, (&*self.random, &event)).await?;
        store::execute!(
            open.transaction,
            store::query("UPDATE matter SET stage = $1, articles = $2 WHERE id = $3")
                .bind(stage.code())
                .bind(event.articles.as_str())
                .bind(open.matter.id.as_str())
        )?;
        let more = json!({"step": change.step.code(), "stage": stage.code()});
        open.record("matter-moved", ("", &more)).await?;
        open.commit().await?;
        Ok(stage)
    }
}
