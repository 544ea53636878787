//! Formal identification is the person's own wish, and nothing of the help depends on how it ends.

use crate::{
    dump::expect_no_canary,
    flow::Counted,
    plans::{action, assessment, beds, goal},
    setup::{CANARY, Office, TABLES, at, canary, day, refusal, sequences},
};
use casework::{
    ActionMove, ActionStep, Age, CaseCode, FormalState, FormalStep, FormalTeam, NewFormalRequest,
    RecordId, RiskLevel, Service, TaskKind, Witness,
};
use std::{
    fmt::Write as _,
    sync::{Arc, Mutex},
};
use store::{Database, testing::each_engine};

fn asked(form: &str) -> NewFormalRequest {
    NewFormalRequest {
        request: form.to_owned(),
        person_asked: true,
        guardian_agrees: false,
    }
}

fn team(office: &Office) -> FormalTeam {
    FormalTeam {
        police: office.police.account().to_owned(),
        social_services: office.colleague.account().to_owned(),
        with_psychologist: true,
        with_interpreter: false,
        with_guardian: false,
    }
}

async fn requested(office: &Office, form: &str) -> (CaseCode, RecordId) {
    let code = office.concern(form, Age::Adult).await;
    office.brief(&code).await;
    let id = office
        .wing
        .formal_request(office.managing(3), &code, &asked(form))
        .await
        .unwrap();
    (code, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_person_asks_and_a_joint_team_decides() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let child = office.concern("form-0", Age::Child).await;
        let early = wing
            .formal_request(office.managing(2), &child, &asked("f-0"))
            .await;
        assert_eq!(refusal(early), "formal-before-briefing");
        office.brief(&child).await;
        let alone = wing
            .formal_request(office.managing(3), &child, &asked("f-0"))
            .await;
        assert_eq!(refusal(alone), "formal-guardian-missing");
        let mut pushed = asked("f-0");
        pushed.person_asked = false;
        let pushed = wing
            .formal_request(office.managing(3), &child, &pushed)
            .await;
        assert_eq!(refusal(pushed), "formal-not-asked");
        let (code, id) = requested(&office, "form-1").await;
        let twice = wing
            .formal_request(office.managing(4), &code, &asked("f-2"))
            .await;
        assert_eq!(refusal(twice), "formal-not-now");
        let mut half = team(&office);
        half.police = office.manager.account().to_owned();
        let half = wing
            .formal_convene(office.managing(4), &code, (&id, &half))
            .await;
        assert_eq!(refusal(half), "formal-team-invalid");
        let early = wing
            .formal_decide(office.managing(4), &code, (&id, true, &canary()))
            .await;
        assert_eq!(refusal(early), "formal-step-not-allowed");
        wing.formal_convene(office.managing(5), &code, (&id, &team(&office)))
            .await
            .unwrap();
        let blank = seal::SecretText::new(" ");
        let blank = wing
            .formal_decide(office.managing(6), &code, (&id, false, &blank))
            .await;
        assert_eq!(refusal(blank), "field-invalid");
        wing.formal_decide(office.managing(6), &code, (&id, false, &canary()))
            .await
            .unwrap();
        let kinds = async |hours| -> Vec<TaskKind> {
            let tasks = wing.tasks_of(office.managing(hours)).await.unwrap();
            let own = tasks.iter().filter(|task| task.code == code.as_str());
            own.map(|task| task.kind).collect()
        };
        let needs = TaskKind::AssessNeeds;
        assert_eq!(kinds(7).await, [TaskKind::GiveNotice, needs]);
        wing.formal_notice(office.managing(8), &code, &id)
            .await
            .unwrap();
        assert_eq!(kinds(9).await, [needs]);
        let again = wing.formal_notice(office.managing(9), &code, &id).await;
        assert_eq!(refusal(again), "formal-nothing-to-tell");
        let reasons = wing
            .formal_reasons(office.managing(9), &code, &id)
            .await
            .unwrap();
        assert_eq!(reasons.expose(), CANARY);
        let ask = wing.formal_ask(office.managing(10), &code, (&id, FormalStep::AskReview));
        ask.await.unwrap();
        wing.formal_decide(office.managing(11), &code, (&id, true, &canary()))
            .await
            .unwrap();
        let listed = wing
            .formal_identifications(office.managing(12), &code)
            .await
            .unwrap();
        assert_eq!(listed[0].state, FormalState::DecidedYes);
        assert!(
            listed[0].noticed_at.is_none(),
            "the new outcome has to be told"
        );
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_to_reflect_only_grows_and_only_the_person_ends_it() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let short = wing.reflection_begin(office.managing(24), &code, 29).await;
        assert_eq!(refusal(short), "reflection-too-short");
        let none = wing
            .reflection_extend(office.managing(24), &code, day(90))
            .await;
        assert_eq!(refusal(none), "casework-not-found");
        wing.reflection_begin(office.managing(24), &code, 90)
            .await
            .unwrap();
        let twice = wing.reflection_begin(office.managing(24), &code, 30).await;
        assert_eq!(refusal(twice), "reflection-already");
        let shorter = wing
            .reflection_extend(office.managing(48), &code, day(60))
            .await;
        assert_eq!(refusal(shorter), "reflection-only-longer");
        wing.reflection_extend(office.managing(48), &code, day(120))
            .await
            .unwrap();
        let by_authority = wing.reflection_end(office.managing(72), &code, false).await;
        assert_eq!(refusal(by_authority), "reflection-person-only");
        wing.reflection_end(office.managing(72), &code, true)
            .await
            .unwrap();
        let over = wing.reflection_end(office.managing(96), &code, true).await;
        assert_eq!(refusal(over), "reflection-over");
        let seen = wing
            .reflection(office.managing(96), &code)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(seen.ends_at, day(120));
        assert_eq!(seen.ended_by_person_at, Some(day(3)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_decides_without_a_team_or_against_the_persons_wish() {
    let any_step = proptest::sample::select(FormalStep::ALL.to_vec());
    let runs = &sequences(any_step, 16, 12);
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        for (number, run) in runs.iter().enumerate() {
            let (code, id) = requested(&office, &format!("form-{number}")).await;
            let mut done = Vec::new();
            for step in run {
                let request = office.managing(5);
                let outcome = match step {
                    FormalStep::Convene => {
                        wing.formal_convene(request, &code, (&id, &team(&office)))
                            .await
                    }
                    FormalStep::DecideYes => {
                        wing.formal_decide(request, &code, (&id, true, &canary()))
                            .await
                    }
                    FormalStep::DecideNo => {
                        wing.formal_decide(request, &code, (&id, false, &canary()))
                            .await
                    }
                    FormalStep::AskReview | FormalStep::Withdraw => {
                        wing.formal_ask(request, &code, (&id, *step)).await
                    }
                };
                if outcome.is_ok() {
                    done.push(*step);
                }
            }
            let ways: [&[FormalStep]; 6] = [
                &[FormalStep::Withdraw],
                &[FormalStep::Convene, FormalStep::Withdraw],
                &[FormalStep::Convene, FormalStep::DecideYes],
                &[
                    FormalStep::Convene,
                    FormalStep::DecideNo,
                    FormalStep::AskReview,
                    FormalStep::DecideYes,
                ],
                &[
                    FormalStep::Convene,
                    FormalStep::DecideNo,
                    FormalStep::AskReview,
                    FormalStep::DecideNo,
                ],
                &[
                    FormalStep::Convene,
                    FormalStep::DecideNo,
                    FormalStep::AskReview,
                    FormalStep::Withdraw,
                ],
            ];
            assert!(
                ways.iter().any(|way| way.starts_with(&done)),
                "{done:?} of {run:?}"
            );
        }
    })
    .await;
}

/// A case whose identification ends in some way, and everything of the help that follows.
async fn help(database: &Database, outcome: Option<bool>) -> String {
    let random = Arc::new(Counted::new());
    let office = Office::open_with(database, random).await;
    let wing = &office.wing;
    wing.provider_declare(at(&office.shelter, 1), &beds(2))
        .await
        .unwrap();
    let (code, id) = requested(&office, "form-1").await;
    wing.formal_convene(office.managing(4), &code, (&id, &team(&office)))
        .await
        .unwrap();
    match outcome {
        Some(is_victim) => {
            let what = (&id, is_victim, &canary());
            wing.formal_decide(office.managing(5), &code, what)
                .await
                .unwrap();
            wing.formal_notice(office.managing(5), &code, &id)
                .await
                .unwrap();
        }
        None => {
            let what = (&id, FormalStep::Withdraw);
            wing.formal_ask(office.managing(5), &code, what)
                .await
                .unwrap();
        }
    }
    let new = assessment("a-1", RiskLevel::High);
    wing.assessment_record(office.managing(6), &code, &new)
        .await
        .unwrap();
    let goal = wing
        .goal_add(office.managing(6), &code, &goal("g-1"))
        .await
        .unwrap();
    let new = action("x-1", &goal);
    let action = wing
        .action_propose(office.managing(6), &code, &new)
        .await
        .unwrap();
    let change = ActionMove {
        action,
        version: 1,
        step: ActionStep::Agree,
        present: vec![Witness::OnlyWorker],
    };
    wing.action_move(office.managing(7), &code, &change)
        .await
        .unwrap();
    let mut seen = String::new();
    let options = wing.provider_options(office.managing(8), &code, Service::ShortShelter);
    write!(seen, "{:?}", options.await.unwrap()).unwrap();
    for goal in wing.plan(office.managing(8), &code).await.unwrap() {
        for action in goal.actions {
            write!(
                seen,
                "{:?} {:?} {}",
                action.service, action.state, action.due_at
            )
            .unwrap();
        }
    }
    for task in wing.tasks_of(office.managing(8)).await.unwrap() {
        write!(seen, "{:?} {}", task.kind, task.due_at).unwrap();
    }
    let view = wing.case_view(office.managing(8), &code).await.unwrap();
    write!(seen, "{:?}", view.phase).unwrap();
    // Ids are drawn anew where a decision drew some before: they say nothing.
    let is_digit = |letter: char| letter.is_ascii_digit() || letter.is_ascii_uppercase();
    seen.split("RecordId(\"")
        .map(|rest| rest.trim_start_matches(is_digit))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn yes_no_and_withdrawn_get_the_same_help() {
    let seen = Mutex::new(Vec::new());
    for outcome in [Some(true), Some(false), None] {
        each_engine(&TABLES, |database| {
            let seen = &seen;
            async move {
                let help = help(&database, outcome).await;
                seen.lock().unwrap().push(help);
            }
        })
        .await;
    }
    let seen = seen.into_inner().unwrap();
    assert!(
        seen[0].contains("Agreed") && seen[0].len() > 150,
        "{}",
        seen[0]
    );
    assert!(seen.iter().all(|help| *help == seen[0]), "{seen:#?}");
}
