//! What happened to a matter, written once: counts of past years rest on it.

use super::{MatterStage, MatterStep, StepReason, open_matter::OpenMatter};
use crate::{CaseworkError, RecordId};
use vocabulary::RandomSource;

/// An event as it is written.
pub(super) struct EventRow {
    pub position: i64,
    pub step: MatterStep,
    pub stage: MatterStage,
    pub reason: Option<StepReason>,
    pub articles: String,
    pub at: i64,
}

/// Writes it.
pub(super) async fn insert_event(
    open: &mut OpenMatter<'_>,
    (random, event): (&dyn RandomSource, &EventRow),
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO matter_event (id, matter, position, step, stage, reason, articles, at,
                recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(RecordId::fresh(random).as_str())
        .bind(open.matter.id.as_str())
        .bind(event.position)
        .bind(event.step.code())
        .bind(event.stage.code())
        .bind(event.reason.map(StepReason::code))
        .bind(event.articles.as_str())
        .bind(event.at)
        .bind(open.request.second())
        .bind(open.request.worker.account())
    )?;
    Ok(())
}
