//! How far each case has come beyond its first weeks, so that a visitor meets every phase: concern,
//! screened with each outcome, assisted, planned, reintegration, follow-up, closed, opened again.

use crate::{
    children,
    followups::{closed, followed, held, reopened},
    identifications::{reflecting, refused, waiting},
    plans::{MANAGER, assess, assisted, carried_out, planned, reintegrating},
    providers,
    scene::{DAY, Scene},
    steps::screen,
};
use casework::{
    CaseCode, Casework, CaseworkError, ClosureReason, Domain, OutcomeScore, RiskLevel,
    ScreeningDecision, Worker,
};
use jiff::Timestamp;

/// Plays them; `cases` stand for the plans of the cases, in their order.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    cases: &[(CaseCode, Timestamp)],
) -> Result<(), CaseworkError> {
    let scene = |number: usize| Scene {
        casework,
        staff,
        manager: MANAGER,
        with_guardian: false,
        code: &cases[number].0,
        began: cases[number].1,
    };
    let providers = providers::play(scene(12)).await?;
    reintegrating(scene(0), &providers).await?;
    refused(scene(0), 18 * DAY).await?;
    held(scene(0), 30).await?;
    reflecting(scene(1), 3 * DAY, 90).await?;
    assisted(scene(1), &providers).await?;
    waiting(scene(1), 30 * DAY).await?;
    carried_out(scene(2), 24, &providers).await?;
    followed(scene(2), 40, &[AFTER_ONE_MONTH]).await?;
    child(scene(3)).await?;
    children::begun(scene(9)).await?;
    let view = (
        ClosureReason::ContactLost,
        "U telefonua tri herë pa rrezik; askush nuk u përgjigj.",
    );
    closed(scene(7), (6, 1800), view).await?;
    reopened(scene(7), 9).await?;
    screen(
        scene(8),
        (12, "albania", ScreeningDecision::NotIndicated),
        &[],
    )
    .await?;
    let seen = ["act/transportation", "means/deception", "purpose/servitude"];
    screen(
        scene(12),
        (12, "albania", ScreeningDecision::Potential),
        &seen,
    )
    .await?;
    carried_out(scene(12), 3, &providers).await?;
    followed(scene(12), 20, &[AFTER_ONE_MONTH, AFTER_THREE_MONTHS]).await?;
    let view = (
        ClosureReason::GoalsMet,
        "Kam punë dhe një shtëpi. Faleminderit.",
    );
    closed(scene(12), (150, 66), view).await?;
    screen(
        scene(13),
        (12, "albania", ScreeningDecision::Potential),
        &seen,
    )
    .await?;
    planned(scene(13)).await
}

const AFTER_ONE_MONTH: &[(Domain, OutcomeScore)] = &[
    (Domain::Housing, OutcomeScore::Middling),
    (Domain::MentalHealth, OutcomeScore::NotWell),
    (Domain::Employment, OutcomeScore::NotWell),
    (Domain::Family, OutcomeScore::Declined),
    (Domain::Children, OutcomeScore::Well),
];

const AFTER_THREE_MONTHS: &[(Domain, OutcomeScore)] = &[
    (Domain::Housing, OutcomeScore::Well),
    (Domain::MentalHealth, OutcomeScore::Middling),
    (Domain::Employment, OutcomeScore::Well),
    (Domain::Family, OutcomeScore::Middling),
    (Domain::Children, OutcomeScore::VeryWell),
];

/// A child: looked at within the week, with a time to reflect.
async fn child(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = (
        RiskLevel::High,
        &[Domain::Security, Domain::Education][..],
        &[Domain::Family][..],
    );
    children::protected(scene).await?;
    let said = "I riu do të kthehet në shkollë; ka frikë nga ai që e çon në rrugë.";
    assess(scene, 24 * DAY, seen, said).await?;
    reflecting(scene, 2 * DAY, 60).await
}
