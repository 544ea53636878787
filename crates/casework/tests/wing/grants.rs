//! Who sees what of a case: with a grant its compartments, without one nothing, on both engines.

use crate::setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, day, hour, refusal};
use casework::{
    Age, CaseCode, Casework, CaseworkError, Channel, Compartment, ConcernSource, Field, NewConcern,
    NewGrant, Profession, Purpose, Request, Settings, TaskKind, Worker,
};
use seal::{PassphraseCost, SecretText};
use std::sync::Arc;
use store::{
    Database,
    testing::{each_engine, expect_parity},
};
use vocabulary::PlaceCode;

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
        let first = [
            (TaskKind::Danger, true),
            (TaskKind::OfferFirstHelp, false),
            (TaskKind::Brief, false),
            (TaskKind::ProtectChild, false),
        ];
        assert_eq!(kinds, first);
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
async fn two_people_may_send_forms_of_one_mark() {
    each_engine(&TABLES, |database| async move {
        let (wing, manager, police) = opened(&database).await;
        let own = concern(&wing, &manager, &manager).await;
        let theirs = concern(&wing, &police, &manager).await;
        assert_ne!(own, theirs);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_manager_and_a_deputy_in_date_give_access() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let code = office.concern("form-1", Age::Adult).await;
        let grant = |holder: &Worker, purpose| NewGrant {
            holder: holder.account().to_owned(),
            purpose,
            compartments: vec![Compartment::Care],
            ends_at: day(80),
            reason: "helps".to_owned(),
        };
        let wing = &office.wing;
        let managing = grant(&office.colleague, Purpose::CaseManagement);
        wing.grant_give(office.managing(3), &code, &managing)
            .await
            .unwrap();
        let service = grant(&office.shelter, Purpose::Service);
        let by_colleague = wing
            .grant_give(at(&office.colleague, 4), &code, &service)
            .await;
        assert_eq!(refusal(by_colleague), "case-lead-only");
        let not_fit =
            wing.deputy_name(office.managing(4), &code, (office.police.account(), day(9)));
        assert_eq!(refusal(not_fit.await), "deputy-invalid");
        let named = (office.colleague.account(), day(9));
        wing.deputy_name(office.managing(4), &code, named)
            .await
            .unwrap();
        wing.grant_give(at(&office.colleague, 5), &code, &service)
            .await
            .unwrap();
        let late = wing
            .grant_give(at(&office.colleague, 24 * 10), &code, &service)
            .await;
        assert_eq!(refusal(late), "case-lead-only");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_that_ended_leaves_no_key_and_the_manager_is_never_locked_out() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let code = office.concern("form-1", Age::Adult).await;
        let grant = NewGrant {
            holder: office.police.account().to_owned(),
            purpose: Purpose::CriminalInvestigation,
            compartments: vec![Compartment::Identity],
            ends_at: day(2),
            reason: "protection".to_owned(),
        };
        office
            .wing
            .grant_give(office.managing(2), &code, &grant)
            .await
            .unwrap();
        let keys = async || -> i64 {
            let (count,): (i64,) = store::read!(database, connection => {
                store::query_as("SELECT COUNT(*) FROM wrapped_key WHERE holder = $1")
                    .bind(office.police.account())
                    .fetch_one(connection)
            })
            .unwrap();
            count
        };
        assert_eq!(keys().await, 1);
        let seen = name(&office.wing, &office.manager, &code, 24 * 3).await;
        assert!(seen.is_some());
        assert_eq!(keys().await, 0, "swept away");
        assert_eq!(
            name(&office.wing, &office.manager, &code, 24 * 400).await,
            None
        );
        let stranger = office
            .wing
            .manager_renew(at(&office.police, 24 * 400), &code)
            .await;
        assert_eq!(refusal(stranger), "casework-not-found");
        office
            .wing
            .manager_renew(office.managing(24 * 400), &code)
            .await
            .unwrap();
        let renewed = name(&office.wing, &office.manager, &code, 24 * 401).await;
        assert_eq!(renewed.as_deref(), Some(CANARY));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_institution_registers_its_own_workers() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let stranger = actor(9, "R-2.SHELTER");
        let outcome = office
            .wing
            .worker_register(
                &office.manager,
                &stranger,
                Profession::ShelterWorker,
                PASSPHRASE,
                hour(1),
            )
            .await;
        assert_eq!(refusal(outcome), "worker-other-institution");
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

/// What somebody is decides what they reach: nobody changes it of themselves.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_another_profession_by_coming_again() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let police = actor(3, "R-1.POLICE");
        let other = Profession::SocialWorker;
        for by in [&office.police, &office.manager] {
            let again = wing.worker_register(by, &police, other, PASSPHRASE, hour(1));
            assert!(again.await.is_err());
        }
        let first = wing.worker_register_first(&police, other, PASSPHRASE, hour(1));
        assert!(first.await.is_err());
        let now = wing.enter(&police, PASSPHRASE, hour(2)).await.unwrap();
        assert_eq!(now.profession(), Profession::Police);
    })
    .await;
}

/// Reasons are read without a key: what gives a person away is refused before anything is opened or written.
#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_gives_somebody_away_opens_nothing_and_is_not_kept() {
    each_engine(&TABLES, |database| async move {
        let (wing, manager, police) = opened(&database).await;
        let code = concern(&wing, &manager, &manager).await;
        let managing = Request {
            worker: &manager,
            now: hour(2),
        };
        let long = "word ".repeat(100);
        for (reason, refused) in [
            ("", "missing"),
            (long.as_str(), "missing"),
            ("call 069 123 4567", "holds"),
            ("born 03.04.1999", "holds"),
            ("write to arta@example.org", "holds"),
        ] {
            let expected = |kind| match refused {
                "holds" => "text-holds-identifier".to_owned(),
                _ => format!("{kind}-reason-missing"),
            };
            let read = wing.reveal(managing, &code, (Field::Name, reason)).await;
            assert_eq!(refusal(read), expected("reveal"), "{reason}");
            let grant = NewGrant {
                holder: police.account().to_owned(),
                purpose: Purpose::CriminalInvestigation,
                compartments: vec![Compartment::Identity],
                ends_at: hour(10),
                reason: reason.to_owned(),
            };
            let given = wing.grant_give(managing, &code, &grant).await;
            assert_eq!(refusal(given), expected("grant"), "{reason}");
        }
        assert_eq!(name(&wing, &police, &code, 4).await, None);
        let events = ledger::event_list(&database, i64::MAX, 100).await.unwrap();
        let revealed = events.iter().filter(|event| event.kind == "revealed");
        assert_eq!(revealed.count(), 0, "nothing was opened");
        let kept = events.iter().map(|event| event.detail.to_string());
        let grants: Vec<(String,)> = store::read!(database, connection => {
            store::query_as("SELECT reason FROM access_grant").fetch_all(connection)
        })
        .unwrap();
        let kept: Vec<String> = kept
            .chain(grants.into_iter().map(|(reason,)| reason))
            .collect();
        for told in ["069 123", "03.04.1999", "example.org"] {
            assert!(kept.iter().all(|text| !text.contains(told)), "{told}");
        }
    })
    .await;
}
