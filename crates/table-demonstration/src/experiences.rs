//! What happened to somebody, as they told it once.

use crate::scene::Scene;
use casework::{CaseworkError, ExperienceTopic};

/// What happened, as the person told it once.
pub(crate) async fn told(
    scene: Scene<'_>,
    hours: i64,
    answers: &[(ExperienceTopic, &[&str])],
) -> Result<(), CaseworkError> {
    let own = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let told = answers
        .iter()
        .map(|(topic, codes)| (*topic, own(codes)))
        .collect();
    let by = scene.leading(hours);
    scene
        .casework
        .experience_record(by, scene.code, &told)
        .await
}
