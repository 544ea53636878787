//! Who sees what of a case: with a grant its compartments, without one nothing, on both engines.

use access::{Actor, Membership};
use casework::{
    Age, CaseCode, Casework, CaseworkError, Channel, Compartment, ConcernSource, Field, MIGRATIONS,
    NewConcern, NewGrant, Profession, Purpose, Request, Settings, TaskKind, Worker,
};
use jiff::{SignedDuration, Timestamp};
use seal::{PassphraseCost, SecretText};
use std::sync::Arc;
use store::{
    Database, Migrations,
    testing::{each_engine, expect_parity},
};
use vocabulary::{InstitutionCode, PlaceCode};

const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, MIGRATIONS];
const PASSPHRASE: &str = "tri pula te bardha";
const CANARY: &str = "Canary Hoxhë";

fn hour(hours: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap() + SignedDuration::from_hours(hours)
}

fn actor(number: u128, institution: &str) -> Actor {
    let region = PlaceCode::parse("R-1").ok();
    let institution = InstitutionCode::parse(institution).unwrap();
    Actor::for_test(
        number,
        "w",
        Membership::InstitutionMember {
            institution,
            region,
        },
    )
}

async fn opened(database: &Database) -> (Casework, Worker, Worker) {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        dialling_code: "355".to_owned(),
    };
    let random = Arc::new(access::OperatingSystemRandom);
    let wing = Casework::new(database.clone(), settings, random);
    let (first, second) = (actor(1, "R-1.SOCIAL"), actor(2, "R-1.POLICE"));
    wing.worker_register_first(&first, Profession::SocialWorker, PASSPHRASE, hour(0))
        .await
        .unwrap();
    let manager = wing.enter(&first, PASSPHRASE, hour(0)).await.unwrap();
    wing.worker_register(&manager, &second, Profession::Police, PASSPHRASE, hour(0))
        .await
        .unwrap();
    let police = wing.enter(&second, PASSPHRASE, hour(0)).await.unwrap();
    (wing, manager, police)
}

async fn concern(wing: &Casework, by: &Worker, manager: &Worker) -> CaseCode {
    let new = NewConcern {
        request: "form-1".to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: PlaceCode::parse("R-1").unwrap(),
        age: Age::UnknownAge,
        danger_now: true,
        manager: manager.account().to_owned(),
        told: vec![(Field::Name, SecretText::new(CANARY))],
    };
    wing.concern_take_in(
        Request {
            worker: by,
            now: hour(1),
        },
        &new,
    )
    .await
    .unwrap()
}

async fn name(wing: &Casework, worker: &Worker, code: &CaseCode, at: i64) -> Option<String> {
    let request = Request {
        worker,
        now: hour(at),
    };
    match wing.reveal(request, code, (Field::Name, "call back")).await {
        Ok(text) => text.map(|text| text.expose().to_owned()),
        Err(CaseworkError::NotFound(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_opens_and_its_end_and_revocation_close() {
    each_engine(&TABLES, |database| async move {
        let (wing, manager, police) = opened(&database).await;
        let code = concern(&wing, &manager, &manager).await;
        assert_eq!(
            concern(&wing, &manager, &manager).await,
            code,
            "a second click"
        );
        assert_eq!(
            name(&wing, &manager, &code, 2).await.as_deref(),
            Some(CANARY)
        );
        assert_eq!(
            name(&wing, &police, &code, 2).await,
            None,
            "a role opens nothing"
        );
        let managing = |at| Request {
            worker: &manager,
            now: hour(at),
        };
        let grant = |compartments: &[Compartment]| NewGrant {
            holder: police.account().to_owned(),
            purpose: Purpose::CriminalInvestigation,
            compartments: compartments.to_vec(),
            ends_at: hour(10),
            reason: "asked for protection".to_owned(),
        };
        let beyond = wing
            .grant_give(managing(3), &code, &grant(&[Compartment::Location]))
            .await;
        assert!(matches!(
            beyond,
            Err(CaseworkError::Refused("grant-beyond-reach"))
        ));
        wing.grant_give(managing(3), &code, &grant(&[Compartment::Identity]))
            .await
            .unwrap();
        assert_eq!(
            name(&wing, &police, &code, 4).await.as_deref(),
            Some(CANARY)
        );
        assert_eq!(name(&wing, &police, &code, 10).await, None, "ended");
        wing.grant_revoke(managing(5), &code, police.account())
            .await
            .unwrap();
        assert_eq!(name(&wing, &police, &code, 6).await, None, "revoked");
        assert_eq!(
            name(&wing, &manager, &code, 6).await.as_deref(),
            Some(CANARY),
            "sealed anew"
        );
        wing.access_deny(managing(7), &code, police.account())
            .await
            .unwrap();
        let denied = wing
            .grant_give(managing(8), &code, &grant(&[Compartment::Identity]))
            .await;
        assert!(matches!(
            denied,
            Err(CaseworkError::Refused("grant-denied"))
        ));
        let seen = wing.file_report(managing(9), &code).await.unwrap();
        let revealed = seen.iter().filter(|event| event.kind == "revealed").count();
        assert_eq!(revealed, 3);
        let events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        assert_eq!(
            events
                .iter()
                .filter(|event| event.kind == "refused")
                .count(),
            3
        );
        assert!(!format!("{events:?}").contains("Canary"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn danger_is_first_and_overdue_and_the_finder_keeps_little() {
    each_engine(&TABLES, |database| async move {
        let (wing, manager, police) = opened(&database).await;
        let code = concern(&wing, &police, &manager).await;
        let tasks = wing
            .tasks_of(Request {
                worker: &manager,
                now: hour(1),
            })
            .await
            .unwrap();
        let kinds: Vec<_> = tasks
            .iter()
            .map(|task| (task.kind, task.is_overdue))
            .collect();
        assert_eq!(kinds, [(TaskKind::Danger, true), (TaskKind::Brief, false)]);
        assert_eq!(
            name(&wing, &police, &code, 2).await.as_deref(),
            Some(CANARY)
        );
        assert_eq!(name(&wing, &police, &code, 24 * 15).await, None);
        let request = Request {
            worker: &police,
            now: hour(2),
        };
        let location = wing
            .reveal(request, &code, (Field::PresentLocation, "look"))
            .await;
        assert!(matches!(location, Err(CaseworkError::NotFound(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables() {
    expect_parity(&TABLES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn views_show_codes_to_whoever_holds_a_grant_and_the_case_to_nobody_else() {
    each_engine(&TABLES, |database| async move {
        let (wing, manager, police) = opened(&database).await;
        assert!(!wing.is_without_workers().await.unwrap());
        let by = |worker, hours| Request {
            worker,
            now: hour(hours),
        };
        let code = concern(&wing, &manager, &manager).await;
        let seen = wing.case_view(by(&manager, 2), &code).await.unwrap();
        assert!(seen.is_managed() && seen.is_assisted() && seen.is_danger_open);
        assert_eq!(seen.opens, Compartment::ALL);
        let stranger = wing.case_view(by(&police, 2), &code).await;
        assert!(matches!(stranger, Err(CaseworkError::NotFound(_))));
        let stranger = wing.case_holders(by(&police, 2), &code).await;
        assert!(matches!(stranger, Err(CaseworkError::NotFound(_))));
        assert!(wing.cases_of(by(&police, 2)).await.unwrap().is_empty());
        let new = NewGrant {
            holder: police.account().to_owned(),
            purpose: Purpose::CriminalInvestigation,
            compartments: vec![Compartment::Justice],
            ends_at: hour(48),
            reason: "asked by the prosecution".to_owned(),
        };
        wing.grant_give(by(&manager, 2), &code, &new).await.unwrap();
        let seen = wing.case_view(by(&police, 3), &code).await.unwrap();
        assert_eq!(seen.opens, [Compartment::Justice]);
        assert!(!seen.is_managed() && !seen.is_assisted());
        assert_eq!(wing.cases_of(by(&police, 3)).await.unwrap()[0].code, code);
        assert!(wing.cases_of(by(&police, 48)).await.unwrap().is_empty());
        let holders = wing.case_holders(by(&manager, 3), &code).await.unwrap();
        assert_eq!((holders.grants.len(), holders.denied.len()), (2, 0));
        wing.access_deny(by(&manager, 4), &code, police.account())
            .await
            .unwrap();
        assert!(wing.case_view(by(&police, 5), &code).await.is_err());
        assert!(wing.cases_of(by(&police, 5)).await.unwrap().is_empty());
        let holders = wing.case_holders(by(&manager, 5), &code).await.unwrap();
        assert_eq!(holders.denied, [police.account()]);
        let report = wing.file_report(by(&manager, 6), &code).await.unwrap();
        let looks = report.iter().filter(|event| event.kind == "viewed").count();
        assert_eq!(looks, 2, "a look is an event, a refusal shows nothing");
        let colleagues = wing.colleagues(by(&police, 6)).await.unwrap();
        let known: Vec<_> = colleagues.iter().map(|one| one.profession).collect();
        assert_eq!(known, [Profession::Police, Profession::SocialWorker]);
    })
    .await;
}
