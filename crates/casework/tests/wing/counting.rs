//! What can be counted of cases: codes and days alone, for whoever leads cases, and in the log before
//! it is read.

use crate::{
    dump::expect_no_canary,
    plans::{action, beds, goal, stay},
    setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, canary, hour, refusal},
};
use access::{Actor, OperateSystem, Permit, Scope};
use casework::{
    ActionMove, ActionStep, Age, CaseCode, CaseStatistics, Citizenship, CountingPermit,
    Exploitation, ExploitationScope, NewScreening, Profession, ScreeningBasis, ScreeningDecision,
    Service, Sex, Witness,
};
use store::{Database, testing::each_engine};
use vocabulary::PlaceCode;

fn statistics() -> CaseStatistics {
    CaseStatistics {
        sex: Sex::Female,
        exploitation: Exploitation::Begging,
        citizenship: Citizenship::Declined,
        scope: ExploitationScope::Domestic,
        residence: PlaceCode::parse("R-2").ok(),
    }
}

/// A case with help that was given, of a potential victim.
async fn helped(office: &Office, form: &str, age: Age) -> CaseCode {
    let wing = &office.wing;
    let code = office.concern(form, age).await;
    office.brief(&code).await;
    let screening = NewScreening {
        request: form.to_owned(),
        instrument: "albania".to_owned(),
        answers: Vec::new(),
        basis: ScreeningBasis::Observation,
        with_interpreter: false,
        present: Vec::new(),
        voluntary: true,
        decision: ScreeningDecision::Potential,
        reason: canary(),
    };
    wing.screening_record(office.managing(50), &code, &screening)
        .await
        .unwrap();
    let goal = wing
        .goal_add(office.managing(51), &code, &goal(form))
        .await
        .unwrap();
    let id = wing
        .action_propose(office.managing(51), &code, &action(form, &goal))
        .await
        .unwrap();
    for (version, hours, step) in [
        (1, 52, ActionStep::Agree),
        (2, 75, ActionStep::Begin),
        (3, 99, ActionStep::Finish),
    ] {
        let change = ActionMove {
            action: id.clone(),
            version,
            step,
            present: vec![Witness::OnlyWorker],
        };
        wing.action_move(office.managing(hours), &code, &change)
            .await
            .unwrap();
    }
    wing.statistics_record(office.managing(60), &code, &statistics())
        .await
        .unwrap();
    code
}

async fn events(database: &Database, kind: &str) -> i64 {
    store::read!(database, connection => {
        store::query_scalar("SELECT COUNT(*) FROM ledger_event WHERE kind = $1")
            .bind(kind.to_owned())
            .fetch_one(connection)
    })
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_days_and_codes_and_the_log_knows_who_counted() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = helped(&office, "form-1", Age::UnknownAge).await;
        let mut room = beds(2);
        room.admits = vec![Age::Child];
        let provider = wing
            .provider_declare(at(&office.shelter, 1), &room)
            .await
            .unwrap();
        wing.stay_begin(office.managing(100), &code, &stay("s-1", &provider))
            .await
            .unwrap();
        let permit = wing.counting_permit(office.managing(200)).await.unwrap();
        assert_eq!(permit.region().unwrap().as_str(), "R-1");
        let facts = wing.table_facts(&permit, hour(200)).await.unwrap();
        assert_eq!(events(&database, "cases-counted").await, 1);
        let [fact] = facts.cases.as_slice() else {
            panic!("{facts:?}");
        };
        let day = |hours: i64| {
            let at = hour(hours);
            jiff::tz::Offset::constant(1).to_datetime(at).date()
        };
        assert_eq!(fact.opened, day(1));
        assert_eq!(fact.potential, Some(day(50)));
        assert_eq!((fact.at_risk, fact.formal, fact.closed), (None, None, None));
        assert_eq!(fact.reintegration, Some(day(75)));
        assert_eq!((fact.assessed, fact.carried_out), (None, None));
        assert!(fact.briefed.is_some());
        assert!(!fact.sheltered_in_a_day, "the stay began two days later");
        let [room] = facts.providers.as_slice() else {
            panic!("{facts:?}");
        };
        assert_eq!(
            (room.places, room.stays.as_slice()),
            (2, &[(day(100), None)][..])
        );
        assert_eq!(fact.age, Age::UnknownAge);
        assert_eq!(fact.statistics, statistics());
        let services: Vec<(Service, bool)> = fact
            .services
            .iter()
            .map(|one| (one.service, one.ended.is_some()))
            .collect();
        assert_eq!(services.len(), 2);
        assert!(services[0].1, "the action is done");
        assert_eq!(fact.services[0].began, day(75));
        assert_eq!(fact.services[0].ended, Some(day(99)));
        assert!(!services[1].1, "the stay lasts");
        let shown = format!("{facts:?}");
        for secret in [code.as_str(), CANARY, "Canary", office.manager.account()] {
            assert!(!shown.contains(secret), "{secret}");
        }
        expect_no_canary(&database).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shelter_within_a_day_is_told_to_the_hour_and_leaves_as_yes_or_no() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let mut room = beds(9);
        room.admits = vec![Age::Child, Age::Adult];
        let provider = wing
            .provider_declare(at(&office.shelter, 1), &room)
            .await
            .unwrap();
        // Identified at the hour 50.
        let mut expected = Vec::new();
        for (form, began, ended, is_in_a_day) in [
            ("form-1", 74, None, true),
            ("form-2", 75, None, false),
            ("form-3", 40, Some(50), true),
            ("form-4", 40, Some(49), false),
        ] {
            let code = helped(&office, form, Age::Adult).await;
            let new = stay(form, &provider);
            let id = wing
                .stay_begin(office.managing(began), &code, &new)
                .await
                .unwrap();
            if let Some(ended) = ended {
                wing.stay_end(office.managing(ended), &code, &id)
                    .await
                    .unwrap();
            }
            expected.push(is_in_a_day);
        }
        let permit = wing.counting_permit(office.managing(200)).await.unwrap();
        let facts = wing.table_facts(&permit, hour(200)).await.unwrap();
        let mut found: Vec<bool> = facts
            .cases
            .iter()
            .map(|fact| fact.sheltered_in_a_day)
            .collect();
        // The cases began in one hour, and their codes are drawn.
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn probably_one_person_is_one_number_until_the_keys_are_gone() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        // Everybody's name, birth date and telephone is the canary's.
        let first = office.concern("form-1", Age::Adult).await;
        office.concern("form-2", Age::Adult).await;
        let persons = async || {
            let permit = wing.counting_permit(office.managing(9)).await.unwrap();
            let facts = wing.table_facts(&permit, hour(9)).await.unwrap();
            let persons: Vec<u32> = facts.cases.iter().map(|fact| fact.person).collect();
            persons
        };
        let both = persons().await;
        assert_eq!(both[0], both[1]);
        let again = [casework::Erasure {
            code: first,
            at: hour(8),
        }];
        wing.erase_again(&again).await.unwrap();
        let both = persons().await;
        assert_eq!(both.len(), 2, "who was erased keeps counting");
        assert_ne!(both[0], both[1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_leads_cases_may_count_and_only_who_assists_says_what_is_counted() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        for worker in [&office.police, &office.shelter] {
            let refused = wing.counting_permit(at(worker, 5)).await;
            assert_eq!(refusal(refused), "casework-not-found");
        }
        let other = actor(9, "R-1.SOCIAL");
        wing.worker_register(
            &office.manager,
            &other,
            Profession::SocialWorker,
            PASSPHRASE,
            hour(2),
        )
        .await
        .unwrap();
        let other = wing.enter(&other, PASSPHRASE, hour(2)).await.unwrap();
        wing.worker_suspend(&office.manager, other.account(), hour(3))
            .await
            .unwrap();
        let refused = wing.counting_permit(at(&other, 5)).await;
        assert_eq!(refusal(refused), "casework-not-found");
        let nation = Scope::national(PlaceCode::parse("R").unwrap());
        let operate: Permit<OperateSystem> = Actor::operator().permit(nation).unwrap();
        assert!(CountingPermit::of_operator(&operate).region().is_none());

        let code = office.concern("form-1", Age::Adult).await;
        let unasked = wing.statistics_of(office.managing(4), &code).await.unwrap();
        assert_eq!(unasked, CaseStatistics::NOT_ASKED);
        let stranger = at(&office.colleague, 5);
        let refused = wing.statistics_record(stranger, &code, &statistics()).await;
        assert_eq!(refusal(refused), "casework-not-found");
        let refused = wing.statistics_of(stranger, &code).await;
        assert_eq!(refusal(refused), "casework-not-found");
    })
    .await;
}
