//! Alarms: what is unusual is seen by those whom the institution names and by nobody it is about, and no
//! person and no case stands in it.

use crate::setup::{CANARY, Office, TABLES, at, hour, refusal};
use casework::{
    Age, AlarmFinding, AlarmKind, AlarmOverview, CaseCode, Compartment, DangerKind, Field,
    KeptThing, NewGrant, Purpose, Worker,
};
use store::{Database, testing::each_engine};

async fn cases(office: &Office, number: usize) -> Vec<CaseCode> {
    let mut codes = Vec::with_capacity(number);
    for form in 0..number {
        codes.push(office.concern(&format!("form {form}"), Age::Adult).await);
    }
    codes
}

async fn reveal(office: &Office, worker: &Worker, code: &CaseCode, hours: i64) {
    let what = (Field::Name, "to call");
    let opened = office.wing.reveal(at(worker, hours), code, what).await;
    assert!(opened.unwrap().is_some());
}

async fn seen(office: &Office, worker: &Worker, hours: i64) -> AlarmOverview {
    office.wing.alarms(at(worker, hours)).await.unwrap()
}

/// Everything that stands in the tables of alarms.
async fn stored(database: &Database) -> String {
    let rows: Vec<(String, String, i64, Option<i64>, Option<String>)> =
        store::read!(database, connection => {
            store::query_as("SELECT kind, institution, number, usual, reason FROM alarm ORDER BY id")
                .fetch_all(connection)
        })
        .unwrap();
    format!("{rows:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn many_persons_within_an_hour_raise_one_alarm_that_the_colleague_sees() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let usual = usize::try_from(AlarmKind::PERSONS_AN_HOUR).unwrap();
        let codes = cases(&office, usual + 2).await;
        for code in &codes[..usual] {
            reveal(&office, &office.manager, code, 5).await;
            // The same person again is no more.
            reveal(&office, &office.manager, code, 5).await;
        }
        assert!(seen(&office, &office.colleague, 5).await.alarms.is_empty());
        reveal(&office, &office.manager, &codes[usual], 5).await;
        let alarms = seen(&office, &office.colleague, 5).await.alarms;
        assert_eq!(alarms.len(), 1);
        let alarm = &alarms[0];
        assert_eq!(
            (alarm.kind, alarm.number, alarm.usual),
            (AlarmKind::ManyPersons, AlarmKind::PERSONS_AN_HOUR + 1, None)
        );
        assert_eq!(alarm.worker, office.manager.account());
        // One more is the same alarm, with a larger number.
        reveal(&office, &office.manager, &codes[usual + 1], 5).await;
        let alarms = seen(&office, &office.colleague, 5).await.alarms;
        assert_eq!(alarms.len(), 1);
        assert_eq!(alarms[0].number, AlarmKind::PERSONS_AN_HOUR + 2);
        // Nobody sees an alarm about themselves, and nobody of another institution sees any.
        for stranger in [&office.manager, &office.police, &office.shelter] {
            assert!(seen(&office, stranger, 5).await.alarms.is_empty());
        }
        let said = stored(&database).await;
        assert!(!said.contains(CANARY));
        for code in &codes {
            assert!(!said.contains(code.as_str()));
        }
        let events = ledger::event_list(&database, i64::MAX, 200).await.unwrap();
        let raised = events.iter().filter(|event| event.kind == "alarm-raised");
        assert_eq!(raised.count(), 1);
        assert!(ledger::verify(&database, None).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_compared_with_the_busiest_before_and_a_beginner_with_the_colleagues() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let codes = cases(&office, 9).await;
        // Two persons on one day are the manager's own busiest.
        for code in &codes[..2] {
            reveal(&office, &office.manager, code, 30).await;
        }
        // Seven on another day, one an hour, are more than three times two.
        let busy = usize::try_from(AlarmKind::FEWEST_PERSONS).unwrap() + 1;
        for (number, code) in codes[..busy].iter().enumerate() {
            let hours = 24 * 4 + i64::try_from(number).unwrap();
            reveal(&office, &office.manager, code, hours).await;
        }
        let alarms = seen(&office, &office.colleague, 24 * 5).await.alarms;
        let told: Vec<_> = alarms
            .iter()
            .map(|one| (one.kind, one.number, one.usual))
            .collect();
        assert_eq!(told, [(AlarmKind::BusyDay, 7, Some(2))]);
        // Whoever never opened anything is compared with the busiest day of a colleague: seven.
        for code in &codes {
            let grant = NewGrant {
                holder: office.colleague.account().to_owned(),
                purpose: Purpose::Service,
                compartments: vec![Compartment::Identity],
                ends_at: hour(24 * 20),
                reason: "helps".to_owned(),
            };
            let given = office
                .wing
                .grant_give(office.managing(24 * 6), code, &grant);
            given.await.unwrap();
            reveal(&office, &office.colleague, code, 24 * 7).await;
        }
        let alarms = seen(&office, &office.manager, 24 * 8).await.alarms;
        assert!(
            alarms.is_empty(),
            "nine are not more than three times seven"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_raise_an_alarm_and_those_named_look_at_it_once() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form 1", Age::Adult).await;
        let third = crate::setup::actor(9, "R-1.SOCIAL");
        let profession = casework::Profession::SocialWorker;
        let passphrase = crate::setup::PASSPHRASE;
        wing.worker_register(&office.manager, &third, profession, passphrase, hour(1))
            .await
            .unwrap();
        let third = wing.enter(&third, passphrase, hour(1)).await.unwrap();
        for _ in 0..AlarmKind::REFUSALS_AN_HOUR {
            let asked = wing.case_view(at(&office.colleague, 3), &code).await;
            assert_eq!(refusal(asked), "casework-not-found");
        }
        // Nobody was named yet: every colleague sees it.
        let alarms = seen(&office, &third, 3).await.alarms;
        assert_eq!(alarms[0].kind, AlarmKind::ManyRefusals);
        let two = [&office.manager, &office.colleague].map(|one| one.account().to_owned());
        let propose = |worker, two| wing.alarm_watchers_propose(at(worker, 4), two);
        let outsider = propose(&office.police, &two).await;
        assert_eq!(refusal(outsider), "alarm-watchers-invalid");
        let twice = [two[0].clone(), two[0].clone()];
        let strange = [two[0].clone(), office.police.account().to_owned()];
        for unfit in [&twice, &strange] {
            let named = propose(&office.manager, unfit).await;
            assert_eq!(refusal(named), "alarm-watchers-invalid");
        }
        let id = propose(&office.manager, &two).await.unwrap();
        assert!(
            !seen(&office, &third, 4).await.alarms.is_empty(),
            "one alone changes nothing"
        );
        let confirm = |worker| wing.alarm_watchers_confirm(at(worker, 4), &id);
        assert_eq!(
            refusal(confirm(&office.manager).await),
            "alarm-second-person"
        );
        assert_eq!(refusal(confirm(&office.police).await), "casework-not-found");
        confirm(&third).await.unwrap();
        assert!(seen(&office, &third, 4).await.alarms.is_empty());
        let watch = seen(&office, &third, 4).await.watch;
        assert!(watch.includes(office.manager.account()) && watch.named.is_some());
        assert_eq!(refusal(confirm(&third).await), "casework-not-found", "once");
        assert_eq!(refusal(propose(&third, &two).await), "alarm-watchers-only");
        // Whoever looked before is told that they do no longer; others are not.
        for worker in [&office.manager, &office.colleague, &third] {
            let told = wing.keeper_changes(at(worker, 5)).await.unwrap();
            assert_eq!(told.len(), 1);
            assert_eq!(
                (told[0].what, &told[0].after[..]),
                (KeptThing::Alarms, &two[..])
            );
            assert_eq!(told[0].confirmed_by.as_deref(), Some(third.account()));
        }
        let told = wing.keeper_changes(at(&office.police, 5)).await.unwrap();
        assert_eq!(told, []);
        // The two who look now, and nobody else, say yes or no to others.
        let id = propose(
            &office.manager,
            &[two[1].clone(), third.account().to_owned()],
        )
        .await;
        let id = id.unwrap();
        let drop = |worker| wing.alarm_watchers_drop(at(worker, 5), &id);
        assert_eq!(refusal(drop(&third).await), "alarm-second-person");
        drop(&office.colleague).await.unwrap();
        let waits = wing.alarm_watchers_proposed(at(&office.colleague, 5)).await;
        assert_eq!(waits.unwrap(), None);

        let id = seen(&office, &office.manager, 4).await.alarms[0].id;
        let look = |worker, reason| {
            let what = (id, AlarmFinding::Explained, reason);
            wing.alarm_acknowledge(at(worker, 5), what)
        };
        assert_eq!(
            refusal(look(&office.manager, " ").await),
            "alarm-reason-missing"
        );
        let number = look(&office.manager, "called 0691234567").await;
        assert_eq!(refusal(number), "text-holds-identifier");
        // Neither whoever it is about, nor who was not named, nor another institution.
        for stranger in [&office.colleague, &third, &office.police] {
            assert_eq!(refusal(look(stranger, "well").await), "casework-not-found");
        }
        look(&office.manager, "looked for a mistyped code")
            .await
            .unwrap();
        let again = look(&office.manager, "again").await;
        assert_eq!(refusal(again), "alarm-looked-at");
        let looked = seen(&office, &office.manager, 5).await.alarms[0]
            .acknowledged
            .clone();
        assert_eq!(looked.unwrap().finding, AlarmFinding::Explained);
        // Twice as many after that are another alarm.
        for _ in 0..AlarmKind::REFUSALS_AN_HOUR {
            let asked = wing.case_view(at(&office.colleague, 3), &code).await;
            assert_eq!(refusal(asked), "casework-not-found");
        }
        let alarms = seen(&office, &office.manager, 6).await.alarms;
        let about: Vec<_> = alarms
            .iter()
            .filter(|one| one.worker == office.colleague.account())
            .collect();
        assert_eq!(about.len(), 2);
        assert!(about[0].acknowledged.is_none(), "what is open stands first");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn danger_to_life_claimed_again_and_again_raises_an_alarm() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = crate::setup::actor(9, "R-1.SOCIAL");
        let profession = casework::Profession::SocialWorker;
        let passphrase = crate::setup::PASSPHRASE;
        wing.worker_register(&office.manager, &third, profession, passphrase, hour(0))
            .await
            .unwrap();
        let keepers = [
            office.manager.account().to_owned(),
            office.colleague.account().to_owned(),
            third.account_id().to_string(),
        ];
        crate::emergency::named(&office, (&keepers, 0), &office.colleague).await;
        let codes = cases(&office, 3).await;
        for (number, code) in codes.iter().enumerate() {
            let form = format!("danger {number}");
            let what = (form.as_str(), DangerKind::Missing, "nobody answers");
            let hours = 10 + i64::try_from(number).unwrap() * 40;
            wing.emergency_ask(at(&office.colleague, hours), code, what)
                .await
                .unwrap();
            let alarms = seen(&office, &office.manager, hours).await.alarms;
            assert_eq!(alarms.len(), usize::from(number == 2));
        }
        let alarms = seen(&office, &office.manager, 100).await.alarms;
        assert_eq!(alarms[0].kind, AlarmKind::ManyEmergencies);
        assert_eq!(alarms[0].number, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn very_many_texts_within_an_hour_raise_an_alarm_however_few_the_persons_are() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let codes = cases(&office, 2).await;
        for number in 0..AlarmKind::TEXTS_AN_HOUR {
            let code = &codes[usize::try_from(number % 2).unwrap()];
            reveal(&office, &office.manager, code, 5).await;
        }
        assert!(seen(&office, &office.colleague, 5).await.alarms.is_empty());
        reveal(&office, &office.manager, &codes[0], 5).await;
        let alarms = seen(&office, &office.colleague, 5).await.alarms;
        assert_eq!(alarms.len(), 1);
        assert_eq!(
            (alarms[0].kind, alarms[0].number),
            (AlarmKind::ManyTexts, AlarmKind::TEXTS_AN_HOUR + 1)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_is_unusual_against_the_workers_own_days_alone_and_once_there_are_ten() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let code = &cases(&office, 1).await[0];
        // The tests begin at fourteen hours of a day of UTC.
        let day = |day: i64, hour: i64| day * 24 + hour - 14;
        // Nine days at the same hour, and a night: nobody knows yet what is usual.
        for number in 1..AlarmKind::DAYS_KNOWN {
            reveal(&office, &office.manager, code, day(number, 2)).await;
        }
        let night = AlarmKind::DAYS_KNOWN;
        reveal(&office, &office.manager, code, day(night, 9)).await;
        assert!(
            seen(&office, &office.colleague, 999)
                .await
                .alarms
                .is_empty()
        );
        // Now there are ten days. An hour beside what was is usual; far off is not.
        for usual in [1, 3, 8, 10] {
            reveal(&office, &office.manager, code, day(night + 1, usual)).await;
        }
        assert!(
            seen(&office, &office.colleague, 999)
                .await
                .alarms
                .is_empty()
        );
        reveal(&office, &office.manager, code, day(night + 1, 15)).await;
        reveal(&office, &office.manager, code, day(night + 1, 15)).await;
        let alarms = seen(&office, &office.colleague, 999).await.alarms;
        let told: Vec<_> = alarms
            .iter()
            .map(|one| (one.kind, one.number, one.usual))
            .collect();
        assert_eq!(told, [(AlarmKind::UnusualHour, 1, Some(10))]);
        // The next day the same hour is known.
        reveal(&office, &office.manager, code, day(night + 2, 15)).await;
        assert_eq!(seen(&office, &office.colleague, 999).await.alarms.len(), 1);
        // After thirty days without work nothing is known of anybody's hours.
        reveal(&office, &office.manager, code, day(night + 60, 20)).await;
        assert_eq!(
            seen(&office, &office.colleague, 9_999).await.alarms.len(),
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_matters_within_an_hour_raise_an_alarm_before_the_colleagues_of_the_police() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let second = crate::setup::actor(21, "R-1.POLICE");
        let (profession, passphrase) = (casework::Profession::Police, crate::setup::PASSPHRASE);
        let made = wing.worker_register(&office.police, &second, profession, passphrase, hour(0));
        made.await.unwrap();
        let second = wing.enter(&second, passphrase, hour(0)).await.unwrap();
        let mut codes = Vec::new();
        for number in 0..=AlarmKind::MATTERS_AN_HOUR {
            let new = crate::justice::matter(&format!("matter {number}"), 1);
            codes.push(wing.matter_open(at(&office.police, 2), &new).await.unwrap());
        }
        let number = (None, Field::MatterNumber, "a letter");
        let usual = codes.len() - 1;
        for code in &codes[..usual] {
            for _ in 0..2 {
                let opened = wing
                    .matter_reveal(at(&office.police, 5), code, number)
                    .await;
                assert!(opened.unwrap().is_some());
            }
        }
        assert!(seen(&office, &second, 5).await.alarms.is_empty());
        let opened = wing.matter_reveal(at(&office.police, 5), &codes[usual], number);
        opened.await.unwrap();
        let alarms = seen(&office, &second, 5).await.alarms;
        assert_eq!(alarms.len(), 1);
        assert_eq!(
            (alarms[0].kind, alarms[0].number),
            (AlarmKind::ManyMatters, AlarmKind::MATTERS_AN_HOUR + 1)
        );
        assert!(seen(&office, &office.police, 5).await.alarms.is_empty());
        assert!(seen(&office, &office.manager, 5).await.alarms.is_empty());
        let said = stored(&database).await;
        assert!(codes.iter().all(|code| !said.contains(code.as_str())));
    })
    .await;
}
