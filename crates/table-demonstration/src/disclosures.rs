//! Screenings, consents, legal bases and referrals of some of the cases: each state that a visitor
//! should meet, with one consent withdrawn and not yet destroyed, one referral rejected and referred
//! again, and one that nobody answered in time.

use crate::{
    children,
    plans::assess,
    scene::{DAY, Scene},
    steps::{agree, form, institution, propose, refer, referral_of, screen},
};
use casework::{
    CaseCode, Casework, CaseworkError, Compartment, Domain, Field, NewDisclosure, NewGrant,
    Purpose, ReferralAnswer, RejectReason, Request, RiskLevel, ScreeningDecision, Service, Urgency,
    Worker,
};
use jiff::Timestamp;

/// Numbers into the staff.
const SOCIAL: usize = 0;
const HEALTH: usize = 2;
const SHELTER: usize = 3;
const SCHOOL: usize = 5;
const ELSEWHERE: usize = 6;

/// The case of somebody whose age is not known.
const OF_UNKNOWN_AGE: usize = 4;
/// The case that is led in another region.
const FROM_ELSEWHERE: usize = 6;

/// Plays them; `cases` stand for the plans of the cases, in their order.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    cases: &[(CaseCode, Timestamp)],
    began: Timestamp,
) -> Result<(), CaseworkError> {
    for receiver in [SOCIAL, HEALTH, SHELTER, SCHOOL, ELSEWHERE] {
        let request = Request {
            worker: &staff[receiver],
            now: began,
        };
        casework.reception_set(request, true).await?;
    }
    let scene = |number: usize| Scene {
        casework,
        staff,
        manager: if number == FROM_ELSEWHERE {
            ELSEWHERE
        } else {
            SOCIAL
        },
        code: &cases[number].0,
        with_guardian: number == OF_UNKNOWN_AGE,
        began: cases[number].1,
    };
    sheltered(scene(0)).await?;
    referred_again(scene(1)).await?;
    treated(scene(2)).await?;
    by_law(scene(3)).await?;
    unanswered(scene(OF_UNKNOWN_AGE)).await?;
    to_another_region(scene(5)).await?;
    from_another_region(scene(FROM_ELSEWHERE)).await?;
    screen(
        scene(7),
        (30, "albania", ScreeningDecision::AtRisk),
        &["act/harbouring"],
    )
    .await
}

/// In a shelter; a consent for the health unit was withdrawn, and it has not destroyed its copy yet.
async fn sheltered(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = [
        "act/recruitment",
        "means/deception",
        "purpose/forced-labour",
    ];
    screen(scene, (8, "albania", ScreeningDecision::Potential), &seen).await?;
    let fields = [Field::Name, Field::Concern, Field::ServiceNote];
    let basis = agree(scene, 24, (SHELTER, &fields, &[Field::HealthNote])).await?;
    let what = (Service::ShortShelter, Urgency::Urgent);
    let referral = refer(scene, 25, (SHELTER, &basis, &fields), what, None).await?;
    for (step, hours) in [
        (ReferralAnswer::Receive, 27),
        (ReferralAnswer::Accept, 30),
        (ReferralAnswer::Begin, 36),
    ] {
        let by = scene.by(SHELTER, hours);
        scene.casework.referral_answer(by, &referral, step).await?;
    }
    let told = [Field::Name, Field::ServiceNote];
    let basis = agree(scene, 3 * DAY, (HEALTH, &told, &[])).await?;
    let new = NewDisclosure {
        request: form(scene, "told", 3 * DAY),
        basis: basis.clone(),
        recipient: institution(HEALTH)?,
        fields: told.to_vec(),
    };
    let by = scene.leading(3 * DAY + 1);
    scene.casework.disclosure_send(by, scene.code, &new).await?;
    let by = scene.leading(38 * DAY);
    scene.casework.basis_withdraw(by, scene.code, &basis).await
}

/// The shelter had no room; the health unit helps.
async fn referred_again(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = ["act/transfer", "means/force", "purpose/other-sexual"];
    screen(scene, (9, "albania", ScreeningDecision::Potential), &seen).await?;
    let fields = [Field::Name, Field::ServiceNote];
    let first = agree(scene, 2 * DAY, (SHELTER, &fields, &[])).await?;
    let what = (Service::LongShelter, Urgency::Ordinary);
    let told = (SHELTER, &first, &fields[..]);
    let rejected = refer(scene, 2 * DAY + 1, told, what, None).await?;
    for step in [
        ReferralAnswer::Receive,
        ReferralAnswer::Reject(RejectReason::NoRoom),
    ] {
        let by = scene.by(SHELTER, 3 * DAY);
        scene.casework.referral_answer(by, &rejected, step).await?;
    }
    let second = agree(scene, 4 * DAY, (HEALTH, &fields, &[])).await?;
    let what = (Service::Psychological, Urgency::Urgent);
    let told = (HEALTH, &second, &fields[..]);
    let again = refer(scene, 4 * DAY + 1, told, what, Some(rejected)).await?;
    for (step, hours) in [
        (ReferralAnswer::Receive, 4 * DAY + 3),
        (ReferralAnswer::Accept, 4 * DAY + 5),
    ] {
        let by = scene.by(HEALTH, hours);
        scene.casework.referral_answer(by, &again, step).await?;
    }
    Ok(())
}

/// Treated, and the treatment is done.
async fn treated(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = [
        "act/harbouring",
        "means/abuse-of-vulnerability",
        "purpose/servitude",
    ];
    screen(scene, (10, "albania", ScreeningDecision::Potential), &seen).await?;
    let fields = [Field::ServiceNote];
    let basis = agree(scene, DAY, (HEALTH, &fields, &[Field::Name, Field::Phone])).await?;
    let what = (Service::Medical, Urgency::Urgent);
    let referral = refer(scene, DAY + 1, (HEALTH, &basis, &fields), what, None).await?;
    for (step, hours) in [
        (ReferralAnswer::Receive, DAY + 2),
        (ReferralAnswer::Accept, DAY + 3),
        (ReferralAnswer::Begin, 2 * DAY),
        (ReferralAnswer::Complete, 20 * DAY),
    ] {
        let by = scene.by(HEALTH, hours);
        scene.casework.referral_answer(by, &referral, step).await?;
    }
    Ok(())
}

/// A child: the school was told on a legal basis that a second social worker stands for; another basis
/// waits for her.
async fn by_law(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = ["purpose/forced-labour"];
    screen(scene, (9, "albania", ScreeningDecision::Potential), &seen).await?;
    let second = NewGrant {
        holder: scene.staff[ELSEWHERE].account().to_owned(),
        purpose: Purpose::CaseManagement,
        compartments: vec![Compartment::Care],
        ends_at: scene.hours(90 * DAY),
        reason: "shikon bazën ligjore".to_owned(),
    };
    let by = scene.leading(DAY);
    scene.casework.grant_give(by, scene.code, &second).await?;
    let basis = propose(scene, DAY + 1, SCHOOL).await?;
    let by = scene.by(ELSEWHERE, DAY + 4);
    scene
        .casework
        .legal_basis_decide(by, scene.code, (&basis, true))
        .await?;
    let new = NewDisclosure {
        request: form(scene, "told", DAY),
        basis,
        recipient: institution(SCHOOL)?,
        fields: vec![Field::Name],
    };
    let by = scene.leading(DAY + 5);
    scene.casework.disclosure_send(by, scene.code, &new).await?;
    propose(scene, 28 * DAY, HEALTH).await?;
    Ok(())
}

/// What the person needs is known within the fortnight.
async fn known(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let needs = (
        RiskLevel::Medium,
        &[Domain::MentalHealth][..],
        &[Domain::Economy][..],
    );
    assess(
        scene,
        12 * DAY,
        needs,
        "Do të flasë me dikë që nuk e njeh (rast i trilluar).",
    )
    .await
}

/// Age unknown; the health unit has not answered for days.
async fn unanswered(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = ["means/coercion"];
    screen(scene, (8, "albania", ScreeningDecision::AtRisk), &seen).await?;
    children::settled(scene.casework, (scene.leading(28), scene.code)).await?;
    known(scene).await?;
    let fields = [Field::ServiceNote];
    let basis = agree(scene, 20 * DAY, (HEALTH, &fields, &[Field::Name])).await?;
    let what = (Service::Psychological, Urgency::Urgent);
    let told = (HEALTH, &basis, &fields[..]);
    refer(scene, 20 * DAY + 1, told, what, None).await?;
    Ok(())
}

/// Referred to another region, which has it in its hands; and a draft that was not sent.
async fn to_another_region(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = ["act/recruitment", "means/deception"];
    screen(scene, (26, "albania", ScreeningDecision::AtRisk), &seen).await?;
    known(scene).await?;
    let fields = [Field::Name, Field::ServiceNote];
    let basis = agree(scene, 20 * DAY, (ELSEWHERE, &fields, &[])).await?;
    let what = (Service::SocialAssistance, Urgency::Ordinary);
    let told = (ELSEWHERE, &basis, &fields[..]);
    let referral = refer(scene, 20 * DAY + 1, told, what, None).await?;
    let by = scene.by(ELSEWHERE, 20 * DAY + 6);
    scene
        .casework
        .referral_answer(by, &referral, ReferralAnswer::Receive)
        .await?;
    let new = referral_of(
        scene,
        20 * DAY + 8,
        told,
        (Service::JobPlacement, what.1),
        None,
    )?;
    let by = scene.leading(20 * DAY + 8);
    scene.casework.referral_draft(by, scene.code, &new).await?;
    Ok(())
}

/// Referred by another region to the social service that leads the other cases: one answer is due,
/// another is late.
async fn from_another_region(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = ["means/deception"];
    screen(scene, (9, "albania", ScreeningDecision::AtRisk), &seen).await?;
    let fields = [Field::Name, Field::Concern];
    let basis = agree(scene, 10 * DAY, (SOCIAL, &fields, &[Field::HealthNote])).await?;
    let told = (SOCIAL, &basis, &fields[..]);
    for (hours, what) in [
        (10 * DAY + 1, (Service::LegalInformation, Urgency::Urgent)),
        (16 * DAY, (Service::FamilyMediation, Urgency::Ordinary)),
    ] {
        refer(scene, hours, told, what, None).await?;
    }
    Ok(())
}
