//! Needs, plans and places of some of the cases: an action in every state, an answer in somebody's
//! presence, words that were changed and asked anew.

use crate::{
    children, experiences,
    providers::Providers,
    scene::{DAY, Scene},
    steps::form,
};
use casework::{
    ActionMove, ActionRevision, ActionStep, CaseworkError, DECLINED, DependantAge, DependantPlace,
    Domain, DomainNeed, ExperienceTopic, NeedLevel, NewAction, NewAssessment, NewGoal, NewStay,
    RecordId, RiskLevel, SecretText, Service, Witness,
};

/// The manager's number in the staff.
pub(crate) const MANAGER: usize = 0;

/// What is needed most, how dangerous it is, and what was said.
pub(crate) async fn assess(
    scene: Scene<'_>,
    hours: i64,
    (risk, much, some): (RiskLevel, &[Domain], &[Domain]),
    said: &str,
) -> Result<(), CaseworkError> {
    let level = |domains: &[Domain], need, is_priority| -> Vec<DomainNeed> {
        let needs = domains.iter().map(|domain| DomainNeed {
            domain: *domain,
            need,
            is_priority,
        });
        needs.collect()
    };
    let mut needs = level(much, NeedLevel::MuchNeed, true);
    needs.extend(level(some, NeedLevel::SomeNeed, false));
    let new = NewAssessment {
        request: form(scene, "assessment", hours),
        needs,
        risk,
        together: true,
        note: SecretText::new(said),
    };
    let by = scene.leading(hours);
    scene
        .casework
        .assessment_record(by, scene.code, &new)
        .await?;
    Ok(())
}

/// A goal in the person's words.
pub(crate) async fn goal(
    scene: Scene<'_>,
    hours: i64,
    (domain, text): (Domain, &str),
) -> Result<RecordId, CaseworkError> {
    let new = NewGoal {
        request: form(scene, domain.code(), hours),
        domain,
        text: SecretText::new(text),
    };
    let by = scene.by(MANAGER, hours);
    scene.casework.goal_add(by, scene.code, &new).await
}

/// An action, taken through steps one after the other, an hour apart.
pub(crate) async fn action(
    scene: Scene<'_>,
    (hours, due_days): (i64, i64),
    (goal, service, text): (&RecordId, Service, &str),
    (provider, steps): (Option<&RecordId>, &[ActionStep]),
) -> Result<RecordId, CaseworkError> {
    let new = NewAction {
        request: form(scene, service.code(), hours),
        goal: goal.clone(),
        service,
        due_at: scene.hours(due_days * DAY),
        text: SecretText::new(text),
    };
    let by = scene.by(MANAGER, hours);
    let id = scene.casework.action_propose(by, scene.code, &new).await?;
    let mut version = 1;
    if let Some(provider) = provider {
        let what = (&id, version, provider);
        version = scene.casework.action_choose(by, scene.code, what).await?;
    }
    for (later, step) in (1..).zip(steps) {
        let change = ActionMove {
            action: id.clone(),
            version,
            step: *step,
            present: if step.is_answer() {
                vec![Witness::TrustedPerson]
            } else {
                Vec::new()
            },
        };
        let by = scene.by(MANAGER, hours + later);
        version = scene.casework.action_move(by, scene.code, &change).await?;
    }
    Ok(id)
}

async fn stay(
    scene: Scene<'_>,
    hours: i64,
    provider: &RecordId,
) -> Result<RecordId, CaseworkError> {
    let new = NewStay {
        request: form(scene, "stay", hours),
        provider: provider.clone(),
        person_chose: true,
        with_children: true,
    };
    let by = scene.by(MANAGER, hours);
    scene.casework.stay_begin(by, scene.code, &new).await
}

/// Plan under way, an action in every state, a bed for longer.
pub(crate) async fn reintegrating(
    scene: Scene<'_>,
    providers: &Providers,
) -> Result<(), CaseworkError> {
    use ActionStep::{Agree, AskLater, Begin, Decline, Finish};
    let first = (
        RiskLevel::High,
        &[Domain::Security, Domain::Housing][..],
        &[Domain::MentalHealth][..],
    );
    assess(
        scene,
        3 * DAY,
        first,
        "Ka frikë nga një makinë e bardhë; nuk del vetëm.",
    )
    .await?;
    let second = (
        RiskLevel::Medium,
        &[Domain::Employment][..],
        &[Domain::Housing, Domain::MentalHealth, Domain::Children][..],
    );
    let said = "Fle më mirë; do punë që ta mbajë vajzën pranë.";
    assess(scene, 10 * DAY, second, said).await?;
    let daughter = (DependantAge::School, DependantPlace::SafeElsewhere);
    children::known(scene, 10 * DAY + 1, &[daughter]).await?;
    let home = (Domain::Housing, "Dua një derë që e mbyll vetë.");
    let home = goal(scene, 11 * DAY, home).await?;
    let work = (Domain::Employment, "Dua të punoj si rrobaqepëse.");
    let work = goal(scene, 11 * DAY, work).await?;
    let bed = stay(scene, 4 * DAY, &providers.short_shelter).await?;
    let by = scene.by(MANAGER, 20 * DAY);
    scene.casework.stay_end(by, scene.code, &bed).await?;
    stay(scene, 20 * DAY, &providers.long_shelter).await?;
    let what = (
        &home,
        Service::LongShelter,
        "Vend në strehë për gjashtë muaj",
    );
    let chosen = Some(&providers.long_shelter);
    action(scene, (12 * DAY, 90), what, (chosen, &[Agree, Begin])).await?;
    let what = (&home, Service::RentSubsidy, "Kërkesë për ndihmë me qiranë");
    action(scene, (13 * DAY, 120), what, (None, &[AskLater])).await?;
    let what = (
        &work,
        Service::VocationalTraining,
        "Kurs rrobaqepësie, tre muaj",
    );
    let chosen = Some(&providers.training);
    action(
        scene,
        (14 * DAY, 150),
        what,
        (chosen, &[Agree, Begin, Finish]),
    )
    .await?;
    let what = (&work, Service::FamilyMediation, "Bisedë me vëllanë");
    action(scene, (15 * DAY, 60), what, (None, &[Decline])).await?;
    let what = (&work, Service::JobPlacement, "Punë me gjysmë dite");
    let id = action(scene, (16 * DAY, 100), what, (None, &[Agree])).await?;
    let other = ActionRevision {
        action: id,
        version: 2,
        service: Service::JobPlacement,
        due_at: scene.hours(110 * DAY),
        text: SecretText::new("Punë me gjysmë dite, afër shkollës së vajzës"),
    };
    let by = scene.by(MANAGER, 17 * DAY);
    scene.casework.action_revise(by, scene.code, &other).await?;
    Ok(())
}

/// Helped; the needs are known, the plan is only being proposed.
pub(crate) async fn assisted(scene: Scene<'_>, providers: &Providers) -> Result<(), CaseworkError> {
    let seen = (
        RiskLevel::Medium,
        &[Domain::MentalHealth, Domain::LegalStatus][..],
        &[Domain::Economy][..],
    );
    assess(
        scene,
        5 * DAY,
        seen,
        "Do të flasë me një psikologe, jo me burra.",
    )
    .await?;
    let what = [
        (
            ExperienceTopic::HowRecruited,
            &["courtship", "online-network"][..],
        ),
        (ExperienceTopic::WhoRecruited, &["partner"]),
        (
            ExperienceTopic::HowControlled,
            &["threatens-shame", "takes-earnings"],
        ),
        (ExperienceTopic::WhatFor, &[DECLINED]),
    ];
    experiences::told(scene, 5 * DAY + 2, &what).await?;
    let son = (DependantAge::Small, DependantPlace::WithPerson);
    children::known(scene, 5 * DAY + 1, &[son]).await?;
    stay(scene, 6 * DAY, &providers.short_shelter).await?;
    let calm = (Domain::MentalHealth, "Dua të fle pa dritë.");
    let calm = goal(scene, 8 * DAY, calm).await?;
    let what = (
        &calm,
        Service::Psychological,
        "Takim çdo javë me psikologen",
    );
    let chosen = Some(&providers.counselling);
    action(scene, (9 * DAY, 100), what, (chosen, &[])).await?;
    Ok(())
}

/// The person agreed to a first action; nothing has begun.
pub(crate) async fn planned(scene: Scene<'_>) -> Result<(), CaseworkError> {
    let seen = (
        RiskLevel::Low,
        &[Domain::Redress][..],
        &[Domain::Employment, Domain::Economy][..],
    );
    assess(
        scene,
        4 * DAY,
        seen,
        "Do pagat e dhjetë muajve; është në shtëpi të vet.",
    )
    .await?;
    let pay = (Domain::Redress, "Dua pagën që më takon.");
    let pay = goal(scene, 5 * DAY, pay).await?;
    let what = (&pay, Service::LegalAid, "Avokat për kërkesën e pagave");
    action(scene, (5 * DAY, 60), what, (None, &[ActionStep::Agree])).await?;
    Ok(())
}

/// A plan that was carried out: one goal, one action that began.
pub(crate) async fn carried_out(
    scene: Scene<'_>,
    days: i64,
    providers: &Providers,
) -> Result<(), CaseworkError> {
    let seen = (
        RiskLevel::Low,
        &[Domain::Education][..],
        &[Domain::Family, Domain::Children][..],
    );
    assess(
        scene,
        days * DAY,
        seen,
        "Do të mbarojë një kurs; fëmijët janë mirë.",
    )
    .await?;
    let school = (Domain::Education, "Dua një dëftesë timen.");
    let school = goal(scene, (days + 1) * DAY, school).await?;
    let steps = &[ActionStep::Agree, ActionStep::Begin, ActionStep::Finish];
    let what = (
        &school,
        Service::VocationalTraining,
        "Kurs kuzhine, dy muaj",
    );
    let hours = ((days + 1) * DAY, days + 60);
    action(scene, hours, what, (Some(&providers.training), steps)).await?;
    Ok(())
}
