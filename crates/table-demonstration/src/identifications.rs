//! Formal identification where the person asked for it, and the time to reflect of some.

use crate::{
    plans::MANAGER,
    scene::{DAY, Scene},
};
use casework::{CaseworkError, FormalTeam, NewFormalRequest, RecordId, SecretText};

/// Numbers into the staff: the joint team.
const POLICE: usize = 1;
const OTHER_SOCIAL: usize = 6;

async fn requested(scene: Scene<'_>, hours: i64) -> Result<RecordId, CaseworkError> {
    let new = NewFormalRequest {
        request: format!("demonstration-{}-formal", scene.code),
        person_asked: true,
        guardian_agrees: false,
    };
    let by = scene.by(MANAGER, hours);
    scene.casework.formal_request(by, scene.code, &new).await
}

async fn convened(scene: Scene<'_>, hours: i64, formal: &RecordId) -> Result<(), CaseworkError> {
    let team = FormalTeam {
        police: scene.staff[POLICE].account().to_owned(),
        social_services: scene.staff[OTHER_SOCIAL].account().to_owned(),
        with_psychologist: true,
        with_interpreter: false,
        with_guardian: false,
    };
    let by = scene.by(MANAGER, hours);
    scene
        .casework
        .formal_convene(by, scene.code, (formal, &team))
        .await
}

/// A time to reflect that runs.
pub(crate) async fn reflecting(
    scene: Scene<'_>,
    hours: i64,
    days: u16,
) -> Result<(), CaseworkError> {
    let by = scene.by(MANAGER, hours);
    scene.casework.reflection_begin(by, scene.code, days).await
}

/// Asked for, the team named, the day set.
pub(crate) async fn waiting(scene: Scene<'_>, hours: i64) -> Result<(), CaseworkError> {
    let formal = requested(scene, hours).await?;
    convened(scene, hours + DAY, &formal).await?;
    let (by, meets) = (scene.by(MANAGER, hours + DAY), scene.hours(hours + 9 * DAY));
    scene
        .casework
        .formal_meeting(by, scene.code, (&formal, meets))
        .await
}

/// Decided with a no, told; the help goes on as before, and a review can be asked for.
pub(crate) async fn refused(scene: Scene<'_>, hours: i64) -> Result<(), CaseworkError> {
    let formal = requested(scene, hours).await?;
    convened(scene, hours + DAY, &formal).await?;
    let reasons = "Grupi nuk gjeti mjaft prova për transportimin; mund të kërkohet rishikim.";
    let reasons = SecretText::new(reasons);
    let by = scene.by(MANAGER, hours + 4 * DAY);
    let what = (&formal, false, &reasons);
    scene.casework.formal_decide(by, scene.code, what).await?;
    let by = scene.by(MANAGER, hours + 5 * DAY);
    scene.casework.formal_notice(by, scene.code, &formal).await
}
