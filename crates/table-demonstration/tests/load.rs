//! The demonstration of the table wing on a real database: a dozen cases, nobody outside their part.

use access::{Actor, Membership, OperatingSystemRandom};
use casework::{
    ActionState, BasisKind, BasisState, Casework, FormalState, MIGRATIONS, PassphraseCost, Phase,
    ReferralState, Request, Settings, TaskKind,
};
use jiff::Timestamp;
use std::{collections::BTreeSet, sync::Arc};
use store::{Database, Migrations, testing::each_engine};
use table_demonstration::{PASSPHRASE, STAFF, load};
use vocabulary::{InstitutionCode, PlaceCode};

const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, MIGRATIONS];

fn actors() -> Vec<Actor> {
    let actor = |(number, code): (u128, &str)| {
        let membership = Membership::InstitutionMember {
            institution: InstitutionCode::parse(code).unwrap(),
            region: PlaceCode::parse("AL-07").ok(),
        };
        Actor::for_test(number, "synthetic", membership)
    };
    let codes = STAFF.iter().map(|member| member.institution);
    (1..).zip(codes).map(actor).collect()
}

async fn played(database: Database) -> (Casework, Vec<Actor>, Timestamp) {
    played_on(database, "2026-07-14T09:00:00Z").await
}

async fn played_on(database: Database, now: &str) -> (Casework, Vec<Actor>, Timestamp) {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let casework = Casework::new(database, settings, Arc::new(OperatingSystemRandom));
    let (actors, now) = (actors(), now.parse().unwrap());
    load(&casework, &actors, now).await.unwrap();
    (casework, actors, now)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_finds_work_that_is_overdue_and_a_double_that_is_nobodys_to_see() {
    each_engine(&TABLES, |database| async move {
        let (casework, actors, now) = played(database).await;
        let social = casework.enter(&actors[0], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &social,
            now,
        };
        let cases = casework.cases_of(request).await.unwrap();
        assert_eq!(
            cases.len(),
            20,
            "the finder's fortnight on one of fourteen is over"
        );
        let tasks = casework.tasks_of(request).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.kind == TaskKind::Danger && task.is_overdue)
        );
        assert!(tasks.iter().any(|task| !task.is_overdue));
        let mut asked = Vec::new();
        for case in &cases {
            let hints = casework.duplicate_hints(request, &case.code).await.unwrap();
            asked.extend(hints.into_iter().map(|hint| hint.ask));
        }
        assert_eq!(asked, ["AL-06.SOCIAL", "AL-06.SOCIAL"]);
        let prosecutor = casework.enter(&actors[4], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &prosecutor,
            now,
        };
        assert!(casework.cases_of(request).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_and_referrals_stand_in_every_state_that_a_visitor_should_meet() {
    each_engine(&TABLES, |database| async move {
        let (casework, actors, now) = played(database).await;
        let social = casework.enter(&actors[0], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &social,
            now,
        };
        let (mut bases, mut states, mut screened) = (Vec::new(), BTreeSet::new(), 0);
        for case in casework.cases_of(request).await.unwrap() {
            screened += casework
                .screenings(request, &case.code)
                .await
                .map_or(0, |all| all.len());
            let own = casework.disclosure_bases(request, &case.code).await;
            bases.extend(own.unwrap_or_default());
            let own = casework.referrals(request, &case.code).await;
            states.extend(own.unwrap_or_default().iter().map(|one| one.status.state));
        }
        assert_eq!(screened, 16, "of the cases that she leads");
        let stands = |kind, state| {
            let mut all = bases.iter();
            all.any(|one| one.kind == kind && one.state == state)
        };
        assert!(stands(BasisKind::Consent, BasisState::Withdrawn));
        assert!(stands(BasisKind::Law, BasisState::InForce));
        assert!(stands(BasisKind::Law, BasisState::Proposed));
        for state in [
            ReferralState::Draft,
            ReferralState::Sent,
            ReferralState::Received,
            ReferralState::Accepted,
            ReferralState::InProgress,
            ReferralState::Completed,
            ReferralState::Rejected,
        ] {
            assert!(states.contains(&state), "{state:?}");
        }
        let health = casework.enter(&actors[2], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &health,
            now,
        };
        let tasks = casework.tasks_of(request).await.unwrap();
        let late = |kind| {
            let mut all = tasks.iter();
            all.any(|task| task.kind == kind && task.is_overdue)
        };
        assert!(late(TaskKind::Recall) && late(TaskKind::AnswerReferral));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_stands_in_every_phase_and_one_may_be_erased() {
    each_engine(&TABLES, |database| async move {
        let (casework, actors, now) = played(database).await;
        let social = casework.enter(&actors[0], PASSPHRASE, now).await.unwrap();
        let request = Request {
            worker: &social,
            now,
        };
        let cases = casework.cases_of(request).await.unwrap();
        let phases: BTreeSet<Phase> = cases.iter().map(|case| case.phase).collect();
        let all: BTreeSet<Phase> = Phase::ALL.iter().copied().collect();
        assert_eq!(phases, all);
        let (mut actions, mut formal) = (BTreeSet::new(), BTreeSet::new());
        for case in &cases {
            let goals = casework.plan(request, &case.code).await.unwrap();
            let own = goals.iter().flat_map(|goal| &goal.actions);
            actions.extend(own.map(|action| action.state));
            let own = casework.formal_identifications(request, &case.code).await;
            formal.extend(own.unwrap().iter().map(|one| one.state));
        }
        for state in ActionState::ALL {
            let is_there = actions.contains(state) || *state == ActionState::Dropped;
            assert!(is_there, "no action is {state:?}");
        }
        assert!(formal.contains(&FormalState::Convened));
        assert!(formal.contains(&FormalState::DecidedNo));
        let tasks = casework.tasks_of(request).await.unwrap();
        let is_late = |kind| {
            let mut all = tasks.iter();
            all.any(|task| task.kind == kind && task.is_overdue)
        };
        assert!(is_late(TaskKind::FollowUp));
        let mut erased = 0;
        for case in cases.iter().filter(|case| case.phase == Phase::Closed) {
            casework.case_erase(request, &case.code).await.unwrap();
            erased += 1;
        }
        assert_eq!(erased, 1);
    })
    .await;
}

/// How many rows of a day's work may be overdue before a visitor sees a service that has given up.
const MOST_OVERDUE: usize = 6;

/// A demonstration is made on any day of a quarter; what it counts lies in the one before.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_on_a_wall_of_overdue_work_on_whatever_day_it_is_made() {
    for day in ["2026-07-02", "2026-08-15", "2026-09-29", "2026-12-31"] {
        each_engine(&TABLES, |database| async move {
            let now = format!("{day}T09:00:00Z");
            let (casework, actors, now) = played_on(database, &now).await;
            for (actor, member) in actors.iter().zip(STAFF) {
                // Whoever was suspended sees no work.
                let Ok(worker) = casework.enter(actor, PASSPHRASE, now).await else {
                    continue;
                };
                let request = Request {
                    worker: &worker,
                    now,
                };
                let tasks = casework.tasks_of(request).await.unwrap();
                let overdue = tasks.iter().filter(|task| task.is_overdue);
                let kinds: Vec<TaskKind> = overdue.map(|task| task.kind).collect();
                let most = kinds.len() <= MOST_OVERDUE;
                assert!(most, "{day} {}: {kinds:?}", member.institution);
            }
        })
        .await;
    }
}
