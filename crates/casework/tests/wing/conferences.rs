//! A conference: an attendee without a grant learns no code and no topic, decisions are tasks of those
//! who may know, and minutes keep no name, on both engines.

use crate::{
    dump::expect_no_canary,
    setup::{CANARY, Office, TABLES, at, day, hour, refusal},
};
use casework::{
    Age, AgendaTopic, CaseworkError, Compartment, ConferenceState, DecisionKind, FindingKind,
    NewConference, NewDecision, NewGrant, Purpose, SecretText, TaskKind,
};
use store::testing::each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn an_attendee_sees_the_cases_that_they_may_know_of_and_no_others() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let managing = |hours| office.managing(hours);
        let codes = [
            office.concern("form-1", Age::Adult).await,
            office.concern("form-2", Age::Child).await,
        ];
        let grant = NewGrant {
            holder: office.shelter.account().to_owned(),
            purpose: Purpose::Service,
            compartments: vec![Compartment::Care],
            ends_at: day(20),
            reason: "helps".to_owned(),
        };
        wing.grant_give(managing(2), &codes[0], &grant)
            .await
            .unwrap();
        let new = NewConference {
            request: "conference".to_owned(),
            held_at: hour(48),
            attendees: [&office.shelter, &office.police]
                .map(|one| one.account().to_owned())
                .to_vec(),
        };
        let id = wing.conference_call(managing(3), &new).await.unwrap();
        assert_eq!(wing.conference_call(managing(3), &new).await.unwrap(), id);
        for (code, topic) in codes
            .iter()
            .zip([AgendaTopic::Safety, AgendaTopic::ChildMatters])
        {
            wing.conference_entry_add(managing(4), code, (&id, topic))
                .await
                .unwrap();
        }
        let twice = (&id, AgendaTopic::Safety);
        let twice = wing
            .conference_entry_add(managing(4), &codes[0], twice)
            .await;
        assert_eq!(refusal(twice), "conference-entry-twice");
        let strange = wing.conference_view(at(&office.colleague, 5), &id).await;
        assert!(matches!(strange, Err(CaseworkError::NotFound(_))));

        let seen = wing
            .conference_view(at(&office.police, 5), &id)
            .await
            .unwrap();
        assert_eq!(seen.entries.len(), 2);
        assert!(seen.entries.iter().all(|entry| entry.known.is_none()));
        let shown = format!("{seen:?}");
        assert!(codes.iter().all(|code| !shown.contains(code.as_str())));
        assert!(!shown.contains("Safety") && !shown.contains("ChildMatters"));
        let seen = wing
            .conference_view(at(&office.shelter, 5), &id)
            .await
            .unwrap();
        let known: Vec<bool> = seen.entries.iter().map(|one| one.known.is_some()).collect();
        assert_eq!(known, [true, false]);
        let entry = seen.entries[0].known.clone().unwrap();
        assert_eq!(entry.case, codes[0]);

        let decision = |responsible: &str| NewDecision {
            entry: entry.id.clone(),
            kind: DecisionKind::FindShelter,
            responsible: responsible.to_owned(),
            due_at: day(9),
        };
        let decide = async |new: NewDecision, hours| {
            wing.conference_decide(office.managing(hours), &codes[0], &new)
                .await
        };
        let shelter = office.shelter.account();
        assert_eq!(
            refusal(decide(decision(shelter), 6).await),
            "conference-not-sitting"
        );
        let chair = wing
            .conference_begin(at(&office.shelter, 48), (&id, &[]))
            .await;
        assert_eq!(refusal(chair), "conference-chair-only");
        let present = [shelter.to_owned()];
        wing.conference_begin(managing(48), (&id, &present))
            .await
            .unwrap();
        let unknowing = decide(decision(office.police.account()), 49).await;
        assert_eq!(refusal(unknowing), "conference-responsible-invalid");
        let done = decide(decision(shelter), 49).await.unwrap();
        let tasks = wing.tasks_of(at(&office.shelter, 50)).await.unwrap();
        assert_eq!(tasks[0].kind, TaskKind::ConferenceDecision);
        assert_eq!(tasks[0].code, codes[0].as_str());
        let others = wing.decision_done(managing(50), &codes[0], &done).await;
        assert!(matches!(others, Err(CaseworkError::NotFound(_))));
        wing.decision_done(at(&office.shelter, 51), &codes[0], &done)
            .await
            .unwrap();
        assert!(
            wing.tasks_of(at(&office.shelter, 52))
                .await
                .unwrap()
                .is_empty()
        );
        wing.conference_end(managing(52), (&id, true))
            .await
            .unwrap();
        let listed = wing.conferences_of(managing(53)).await.unwrap();
        assert_eq!(listed[0].state, ConferenceState::Over);
        let late = (&id, AgendaTopic::Plan);
        let late = wing
            .conference_entry_add(managing(53), &codes[0], late)
            .await;
        assert_eq!(refusal(late), "conference-over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_refuse_what_gives_somebody_away_and_open_to_the_present_alone() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let managing = |hours| office.managing(hours);
        let code = office.concern("form-1", Age::Adult).await;
        let new = NewConference {
            request: "conference".to_owned(),
            held_at: hour(48),
            attendees: [&office.shelter, &office.police]
                .map(|one| one.account().to_owned())
                .to_vec(),
        };
        let id = wing.conference_call(managing(3), &new).await.unwrap();
        let topic = (&id, AgendaTopic::Safety);
        wing.conference_entry_add(managing(4), &code, topic)
            .await
            .unwrap();
        let write = async |text: &str, hours| {
            let text = SecretText::new(text);
            wing.minutes_write(office.managing(hours), (&id, &text))
                .await
        };
        assert_eq!(refusal(write("Pika 1.", 5).await), "conference-not-begun");
        let present = [office.shelter.account().to_owned()];
        wing.conference_begin(managing(48), (&id, &present))
            .await
            .unwrap();
        let text = format!("Pika 1: strehë.\nThirri {CANARY} në 069 20 30 405\nRasti {code}");
        let found = write(&text, 49).await.unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.kind, one.line, one.word))
            .collect();
        assert_eq!(
            found,
            [
                (FindingKind::PersonName, 2, 2),
                (FindingKind::Number, 2, 5),
                (FindingKind::Code, 3, 2),
            ]
        );
        let none = wing.minutes_read(managing(50), &id).await;
        assert!(
            matches!(none, Err(CaseworkError::NotFound(_))),
            "nothing was kept"
        );
        expect_no_canary(&database).await;
        assert!(
            write("Pika 1: të gjendet strehë.", 51)
                .await
                .unwrap()
                .is_empty()
        );
        let read = wing
            .minutes_read(at(&office.shelter, 52), &id)
            .await
            .unwrap();
        assert_eq!(read.expose(), "Pika 1: të gjendet strehë.");
        let absent = wing.minutes_read(at(&office.police, 52), &id).await;
        assert!(matches!(absent, Err(CaseworkError::NotFound(_))));
        let events = ledger::event_list(&database, i64::MAX, 200).await.unwrap();
        let refused = events.iter().filter(|one| one.kind == "minutes-refused");
        assert_eq!(refused.count(), 1, "a refusal is logged");
        assert!(!format!("{events:?}").contains("Canary"));
    })
    .await;
}
