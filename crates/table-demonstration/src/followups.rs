//! After the plan: a follow-up half way, a case closed whose file may be erased, one held for a court,
//! one opened again.

use crate::{
    plans::MANAGER,
    scene::{DAY, Scene},
};
use casework::{
    CaseworkError, ClosureReason, Domain, DomainOutcome, FollowUpState, NewClosure, NewFollowUp,
    OutcomeScore, SecretText,
};

/// Begins the follow-up and records the first ones, on their days.
pub(crate) async fn followed(
    scene: Scene<'_>,
    days: i64,
    told: &[&[(Domain, OutcomeScore)]],
) -> Result<(), CaseworkError> {
    let by = scene.by(MANAGER, days * DAY);
    scene.casework.followup_begin(by, scene.code, true).await?;
    let planned = scene.casework.followups(by, scene.code).await?;
    for (one, scores) in planned.iter().zip(told) {
        let outcomes = scores.iter().map(|(domain, score)| DomainOutcome {
            domain: *domain,
            score: *score,
        });
        let new = NewFollowUp {
            followup: one.id.clone(),
            state: FollowUpState::Done,
            outcomes: outcomes.collect(),
        };
        let by = scene.by(MANAGER, (days + 30 * one.month) * DAY);
        scene.casework.followup_record(by, scene.code, &new).await?;
    }
    Ok(())
}

/// Closes, with the days until which the file is kept.
pub(crate) async fn closed(
    scene: Scene<'_>,
    (days, keep_days): (i64, i64),
    (reason, view): (ClosureReason, &str),
) -> Result<(), CaseworkError> {
    let new = NewClosure {
        reason,
        view: SecretText::new(view),
        may_contact: true,
        keep_until: scene.hours((days + keep_days) * DAY),
        despite: None,
    };
    let by = scene.by(MANAGER, days * DAY);
    scene.casework.case_close(by, scene.code, &new).await?;
    Ok(())
}

pub(crate) async fn reopened(scene: Scene<'_>, days: i64) -> Result<(), CaseworkError> {
    let by = scene.by(MANAGER, days * DAY);
    scene.casework.case_reopen(by, scene.code).await
}

pub(crate) async fn held(scene: Scene<'_>, days: i64) -> Result<(), CaseworkError> {
    let by = scene.by(MANAGER, days * DAY);
    let why = SecretText::new("Kërkuar nga gjykata deri në fund të procesit.");
    scene.casework.hold_place(by, scene.code, &why).await
}
