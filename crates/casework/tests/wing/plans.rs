//! The plan is the person's: nothing begins without their yes, nobody's change is lost, and the last
//! bed goes to one.

use crate::{
    dump::expect_no_canary,
    setup::{CANARY, Office, TABLES, at, canary, day, hour, refusal, sequences},
};
use casework::{
    ActionMove, ActionState, ActionStep, Age, CaseCode, Domain, DomainNeed, NeedLevel, NewAction,
    NewAssessment, NewGoal, NewProvider, NewStay, RecordId, RiskLevel, Service, TaskKind, Witness,
};
use jiff::SignedDuration;
use store::testing::each_engine;
use vocabulary::PlaceCode;

pub fn assessment(form: &str, risk: RiskLevel) -> NewAssessment {
    NewAssessment {
        request: form.to_owned(),
        needs: vec![DomainNeed {
            domain: Domain::Housing,
            need: NeedLevel::MuchNeed,
            is_priority: true,
        }],
        risk,
        together: true,
        note: canary(),
    }
}

pub fn goal(form: &str) -> NewGoal {
    NewGoal {
        request: form.to_owned(),
        domain: Domain::Housing,
        text: canary(),
    }
}

pub fn action(form: &str, goal: &RecordId) -> NewAction {
    NewAction {
        request: form.to_owned(),
        goal: goal.clone(),
        service: Service::ShortShelter,
        due_at: day(20),
        text: canary(),
    }
}

pub fn beds(places: u32) -> NewProvider {
    NewProvider {
        service: Service::ShortShelter,
        area: PlaceCode::parse("R-2").unwrap(),
        admits: vec![Age::Adult],
        places,
        is_in_mechanism: true,
    }
}

pub fn stay(form: &str, provider: &RecordId) -> NewStay {
    NewStay {
        request: form.to_owned(),
        provider: provider.clone(),
        person_chose: true,
        with_children: false,
    }
}

async fn briefed(office: &Office, form: &str, age: Age) -> CaseCode {
    let code = office.concern(form, age).await;
    office.brief(&code).await;
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_are_sealed_and_high_risk_is_looked_at_within_a_week() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let raw = office.concern("form-1", Age::Adult).await;
        let new = assessment("a-1", RiskLevel::High);
        let early = wing.assessment_record(office.managing(2), &raw, &new).await;
        assert_eq!(refusal(early), "plan-before-briefing");
        let early = wing.goal_add(office.managing(2), &raw, &goal("g-1")).await;
        assert_eq!(refusal(early), "plan-before-briefing");
        let wanted = async |hours| {
            let tasks = wing.tasks_of(office.managing(hours)).await.unwrap();
            let mut tasks = tasks.into_iter();
            tasks.find(|task| task.kind == TaskKind::AssessNeeds)
        };
        assert!(wanted(2).await.is_none(), "nobody asks before the briefing");
        office.brief(&raw).await;
        office.brief(&raw).await;
        assert_eq!(wanted(3).await.unwrap().due_at, hour(2 + 14 * 24));
        let id = wing
            .assessment_record(office.managing(3), &raw, &new)
            .await
            .unwrap();
        assert!(wanted(4).await.is_none(), "it was done");
        let listed = wing.assessments(office.managing(4), &raw).await.unwrap();
        let days = listed[0].review_at.duration_since(listed[0].at);
        assert_eq!(days, SignedDuration::from_hours(7 * 24));
        let mut twice = assessment("a-2", RiskLevel::Low);
        twice.needs.extend(twice.needs.clone());
        let twice = wing
            .assessment_record(office.managing(4), &raw, &twice)
            .await;
        assert_eq!(refusal(twice), "assessment-domain-twice");
        let lower = assessment("a-3", RiskLevel::Low);
        wing.assessment_record(office.managing(5), &raw, &lower)
            .await
            .unwrap();
        let tasks = wing.tasks_of(office.managing(5)).await.unwrap();
        let reviews = tasks
            .iter()
            .filter(|task| task.kind == TaskKind::ReviewRisk);
        assert_eq!(reviews.count(), 1, "the next look replaces the last");
        let text = wing
            .assessment_text(office.managing(5), &raw, &id)
            .await
            .unwrap();
        assert_eq!(text.needs, new.needs);
        assert_eq!(text.note.expose(), CANARY);
        let stranger = wing
            .assessment_text(at(&office.shelter, 5), &raw, &id)
            .await;
        assert_eq!(refusal(stranger), "casework-not-found");
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_change_one_action_lose_nothing() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = briefed(&office, "form-1", Age::Adult).await;
        let goal = wing
            .goal_add(office.managing(3), &code, &goal("g-1"))
            .await
            .unwrap();
        let id = wing
            .action_propose(office.managing(3), &code, &action("x-1", &goal))
            .await
            .unwrap();
        let mut passed = action("x-2", &goal);
        passed.due_at = day(0);
        let passed = wing
            .action_propose(office.managing(3), &code, &passed)
            .await;
        assert_eq!(refusal(passed), "action-due-passed");
        let change = |step| ActionMove {
            action: id.clone(),
            version: 1,
            step,
            present: vec![Witness::OnlyWorker],
        };
        let (agree, decline) = (change(ActionStep::Agree), change(ActionStep::Decline));
        let (first, second) = tokio::join!(
            wing.action_move(office.managing(4), &code, &agree),
            wing.action_move(office.managing(4), &code, &decline),
        );
        assert_ne!(first.is_ok(), second.is_ok());
        let lost = if first.is_ok() { second } else { first };
        assert_eq!(refusal(lost), "plan-changed-meanwhile");
        let provider = wing
            .provider_declare(at(&office.shelter, 4), &beds(1))
            .await
            .unwrap();
        let mut other = beds(1);
        other.service = Service::LegalAid;
        let other = wing
            .provider_declare(at(&office.shelter, 4), &other)
            .await
            .unwrap();
        let other = wing
            .action_choose(office.managing(5), &code, (&id, 2, &other))
            .await;
        assert_eq!(refusal(other), "provider-other-service");
        let plan = wing.plan(office.managing(5), &code).await.unwrap();
        if plan[0].actions[0].state == ActionState::Agreed {
            wing.action_choose(office.managing(6), &code, (&id, 2, &provider))
                .await
                .unwrap();
            let plan = wing.plan(office.managing(7), &code).await.unwrap();
            assert_eq!(plan[0].actions[0].provider.as_ref(), Some(&provider));
        }
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_bed_goes_to_one_and_unknown_age_is_admitted_as_a_child() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let one = briefed(&office, "form-1", Age::Adult).await;
        let two = briefed(&office, "form-2", Age::Adult).await;
        let young = briefed(&office, "form-3", Age::UnknownAge).await;
        let provider = wing
            .provider_declare(at(&office.shelter, 3), &beds(1))
            .await
            .unwrap();
        let again = wing
            .provider_declare(at(&office.shelter, 3), &beds(1))
            .await
            .unwrap();
        assert_eq!(provider, again);
        let options = async |code: &CaseCode| {
            let options = wing.provider_options(office.managing(4), code, Service::ShortShelter);
            options.await.unwrap().len()
        };
        assert_eq!((options(&one).await, options(&young).await), (1, 0));
        let mut unchosen = stay("s-0", &provider);
        unchosen.person_chose = false;
        let unchosen = wing.stay_begin(office.managing(4), &one, &unchosen).await;
        assert_eq!(refusal(unchosen), "stay-not-chosen");
        let child = wing
            .stay_begin(office.managing(4), &young, &stay("s-3", &provider))
            .await;
        assert_eq!(refusal(child), "provider-not-admitted");
        let (first, second) = (stay("s-1", &provider), stay("s-2", &provider));
        let (first, second) = tokio::join!(
            wing.stay_begin(office.managing(5), &one, &first),
            wing.stay_begin(office.managing(5), &two, &second),
        );
        assert_ne!(first.is_ok(), second.is_ok(), "one bed");
        let (code, stay_id, lost) = match first {
            Ok(id) => (&one, id, second),
            Err(_) => (&two, second.unwrap(), first),
        };
        assert_eq!(refusal(lost), "provider-full");
        assert_eq!(options(&one).await, 0);
        wing.stay_end(office.managing(6), code, &stay_id)
            .await
            .unwrap();
        let twice = wing.stay_end(office.managing(6), code, &stay_id).await;
        assert_eq!(refusal(twice), "casework-not-found");
        assert_eq!(options(&one).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_begins_an_action_that_was_not_agreed() {
    let any_step = proptest::sample::select(ActionStep::ALL.to_vec());
    let runs = &sequences(any_step, 20, 12);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = briefed(&office, "form-1", Age::Adult).await;
        let goal = wing
            .goal_add(office.managing(3), &code, &goal("g-1"))
            .await
            .unwrap();
        for (number, run) in runs.iter().enumerate() {
            let new = action(&format!("x-{number}"), &goal);
            let id = wing
                .action_propose(office.managing(3), &code, &new)
                .await
                .unwrap();
            let (mut version, mut done) = (1, Vec::new());
            for step in run {
                let change = ActionMove {
                    action: id.clone(),
                    version,
                    step: *step,
                    present: vec![Witness::OnlyWorker],
                };
                let outcome = wing.action_move(office.managing(4), &code, &change).await;
                if let Ok(next) = outcome {
                    version = next;
                    done.push(*step);
                }
            }
            // To think about it is allowed before an answer, and changes nothing.
            done.retain(|step| *step != ActionStep::AskLater);
            // Whatever was done is one of the ways through, written down by hand.
            let ways: [&[ActionStep]; 7] = [
                &[ActionStep::Decline],
                &[ActionStep::Drop],
                &[ActionStep::Agree, ActionStep::Decline],
                &[ActionStep::Agree, ActionStep::Drop],
                &[ActionStep::Agree, ActionStep::Begin, ActionStep::Finish],
                &[ActionStep::Agree, ActionStep::Begin, ActionStep::Drop],
                &[],
            ];
            assert!(
                ways.iter().any(|way| way.starts_with(&done)),
                "{done:?} of {run:?}"
            );
        }
    })
    .await;
}
