//! What happened is asked once, after the briefing and for nothing: whoever helps reads it, nobody else does,
//! and a no is an answer, on both engines.

use crate::setup::{Office, TABLES, at, day, refusal};
use casework::{
    Age, Compartment, DECLINED, Experience, ExperienceTopic, NewGrant, Purpose, Service,
};
use store::testing::each_engine;

fn told(answers: &[(ExperienceTopic, &[&str])]) -> Experience {
    let own = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let answers = answers.iter();
    answers.map(|(topic, codes)| (*topic, own(codes))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_was_told_the_next_need_not_ask() {
    each_engine(&TABLES, |database| async move {
        use ExperienceTopic::{HowControlled, HowRecruited, WhoRecruited};
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let code = office.concern("form-1", Age::Adult).await;
        let all = told(&[
            (HowRecruited, &["courtship", "online-network"]),
            (HowControlled, &["withholds-documents"]),
            (WhoRecruited, &[DECLINED]),
        ]);
        let early = wing.experience_record(office.managing(2), &code, &all);
        assert_eq!(refusal(early.await), "experience-before-briefing");
        office.brief(&code).await;
        for (wrong, key) in [
            (&["nonsense"][..], "experience-unknown"),
            (&["family", "family"], "experience-unknown"),
            (&["withholds-documents"], "experience-unknown"),
            (&[DECLINED, "family"], "experience-declined-and-told"),
        ] {
            let wrong = told(&[(HowRecruited, wrong)]);
            let wrong = wing.experience_record(office.managing(3), &code, &wrong);
            assert_eq!(refusal(wrong.await), key);
        }
        let asked = wing.experience(office.managing(3), &code).await.unwrap();
        assert!(asked.is_empty(), "nobody asked");
        wing.experience_record(office.managing(3), &code, &all)
            .await
            .unwrap();
        // The shelter is let in to help, and reads what need not be asked again.
        let grant = NewGrant {
            holder: office.shelter.account().to_owned(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: day(9),
            reason: "shelter".to_owned(),
        };
        let stranger = wing.experience(at(&office.shelter, 4), &code).await;
        assert_eq!(refusal(stranger), "casework-not-found");
        wing.grant_give(office.managing(4), &code, &grant)
            .await
            .unwrap();
        let read = wing.experience(at(&office.shelter, 5), &code).await;
        assert_eq!(read.unwrap(), all);
        let report = wing.file_report(office.managing(6), &code).await.unwrap();
        let read = report.iter().filter(|one| one.kind == "experience-read");
        assert!(read.count() >= 2, "the person learns who read it");
        let sealed: Vec<(Vec<u8>,)> = store::read!(database, connection => {
            store::query_as("SELECT sealed FROM sealed_field WHERE field = 'experience'")
                .fetch_all(connection)
        })
        .unwrap();
        let open = |(bytes,): &(Vec<u8>,)| String::from_utf8_lossy(bytes).contains("courtship");
        assert!(sealed.len() == 1 && !sealed.iter().any(open));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_decides_no_help() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let mut seen = Vec::new();
        for (form, codes) in [
            ("form-1", &["forced"][..0]),
            ("form-2", &[DECLINED]),
            ("form-3", &["prostitution"]),
            ("form-4", &["labour", "begging"]),
        ] {
            let code = office.concern(form, Age::Adult).await;
            office.brief(&code).await;
            let all = told(&[(ExperienceTopic::WhatFor, codes)]);
            wing.experience_record(office.managing(3), &code, &all)
                .await
                .unwrap();
            let by = office.managing(4);
            let tasks = wing.tasks_of_case(by, &code).await.unwrap();
            let tasks: Vec<_> = tasks.iter().map(|one| (one.kind, one.due_at)).collect();
            let options = wing.provider_options(by, &code, Service::ShortShelter);
            let options = options.await.unwrap();
            let obstacles = wing.closing_obstacles(by, &code).await.unwrap();
            seen.push((tasks, options, obstacles));
        }
        assert!(seen.iter().all(|one| *one == seen[0]));
    })
    .await;
}
