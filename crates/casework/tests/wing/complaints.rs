//! What people complained about elsewhere: the page that answers names tests, and they exist. The two of them
//! that belong to no other noun are here.

use crate::setup::{Office, TABLES, actor, at, day, hour, refusal};
use casework::{Age, CaseworkError, Compartment, Field, NewGrant, Purpose};
use std::{fs, path::Path};
use store::testing::each_engine;

#[test]
fn every_complaint_is_answered_by_tests_that_exist() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = crates.join("../docs/security/complaints.md");
    let page = fs::read_to_string(page).unwrap();
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| {
            line.split('|')
                .nth(1)
                .is_some_and(|cell| cell.trim().parse::<u8>().is_ok())
        })
        .collect();
    assert_eq!(rows.len(), 15);
    for row in rows {
        let shown = row.split('|').nth(4).unwrap();
        let mut file = String::new();
        let mut named = 0;
        for quoted in shown.split('`').skip(1).step_by(2) {
            if Path::new(quoted).extension().is_some_and(|end| end == "rs") {
                let path = crates.join(quoted);
                file = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {quoted}"));
            } else {
                assert!(file.contains(&format!("fn {quoted}(")), "no test {quoted}");
                named += 1;
            }
        }
        assert!(named > 0, "no test: {row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_themselves_more_of_a_case_than_they_were_given() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let grant = |holder: &str, purpose, compartments: &[Compartment]| NewGrant {
            holder: holder.to_owned(),
            purpose,
            compartments: compartments.to_vec(),
            ends_at: day(60),
            reason: "helps".to_owned(),
        };
        // One helps, one manages beside the lead, one has nothing.
        let helper = office.shelter.account();
        let helps = grant(helper, Purpose::Service, &[Compartment::Care]);
        let second = office.colleague.account();
        let manages = grant(second, Purpose::CaseManagement, &[Compartment::Care]);
        for given in [&helps, &manages] {
            wing.grant_give(office.managing(2), &code, given)
                .await
                .unwrap();
        }
        for worker in [&office.shelter, &office.colleague, &office.police] {
            let request = at(worker, 3);
            let own = worker.account();
            let keys = async || -> i64 {
                store::read!(database, connection => {
                    store::query_scalar("SELECT COUNT(*) FROM wrapped_key WHERE holder = $1")
                        .bind(own)
                        .fetch_one(connection)
                })
                .unwrap()
            };
            let before = keys().await;
            for purpose in [Purpose::Service, Purpose::CaseManagement] {
                for part in Compartment::ALL {
                    let more = grant(own, purpose, &[*part]);
                    assert!(wing.grant_give(request, &code, &more).await.is_err());
                }
            }
            let deputy = wing.deputy_name(request, &code, (own, day(9))).await;
            assert!(deputy.is_err());
            assert!(wing.manager_renew(request, &code).await.is_err());
            let shut_out = wing.access_deny(request, &code, office.manager.account());
            assert!(shut_out.await.is_err());
            for field in [Field::Name, Field::PresentLocation, Field::HealthNote] {
                let opened = wing.reveal(request, &code, (field, "to work")).await;
                assert!(
                    matches!(opened, Err(CaseworkError::NotFound(_))),
                    "{field:?}"
                );
            }
            assert_eq!(keys().await, before, "no key was wrapped for them");
        }
        let lead = wing.reveal(office.managing(4), &code, (Field::Name, "to work"));
        assert!(lead.await.unwrap().is_some(), "the lead leads still");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_entries_and_refusals_bury_nobody_who_saw_a_file() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let what = (Field::Name, "to call");
        wing.reveal(office.managing(2), &code, what).await.unwrap();
        let told = async || {
            let report = wing.file_report(office.managing(4), &code).await.unwrap();
            let mut kinds: Vec<String> = report.into_iter().map(|one| one.kind).collect();
            kinds.retain(|kind| kind != "file-reported");
            kinds
        };
        let before = told().await;
        let lines = async || -> i64 {
            store::read!(database, connection => {
                store::query_scalar("SELECT COUNT(*) FROM ledger_event").fetch_one(connection)
            })
            .unwrap()
        };
        let logged = lines().await;
        let manager = actor(1, "R-1.SOCIAL");
        for guess in 0..30 {
            let guess = format!("a guess {guess}");
            assert!(wing.enter(&manager, &guess, hour(3)).await.is_err());
            let curious = wing.reveal(at(&office.police, 3), &code, what).await;
            assert_eq!(refusal(curious), "casework-not-found");
        }
        assert!(lines().await >= logged + 60, "all of it is in the log");
        assert_eq!(told().await, before, "the person reads who saw the file");
        assert!(before.iter().any(|kind| kind == "revealed"));
        // Whoever owns the passphrase learns of it, once.
        let worker = wing
            .enter(&manager, crate::setup::PASSPHRASE, hour(5))
            .await;
        let tried = worker.unwrap().refused_entries().unwrap();
        assert_eq!((tried.times, tried.last_at), (30, hour(3)));
        let again = wing
            .enter(&manager, crate::setup::PASSPHRASE, hour(6))
            .await;
        assert_eq!(again.unwrap().refused_entries(), None);
    })
    .await;
}
