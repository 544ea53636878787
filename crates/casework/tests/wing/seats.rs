//! One person in two seats, on both engines: what was told to the one is not known to the other.

use crate::{
    justice::{hired, matter},
    setup::{CANARY, Office, PASSPHRASE, TABLES, actor, at, canary, day, hour, refusal, sequences},
};
use casework::{
    Age, CaseCode, CaseworkError, Channel, Compartment, ConcernSource, Field, NewConcern, NewGrant,
    Profession, Purpose, Worker, institution_in, person_of,
};
use proptest::prelude::*;
use seal::SecretText;
use std::collections::{BTreeMap, BTreeSet};
use store::{Database, testing::each_engine};
use vocabulary::PlaceCode;

pub const NPO: &str = "R-1.NPO";

pub fn for_care(holder: &Worker) -> NewGrant {
    NewGrant {
        holder: holder.account().to_owned(),
        purpose: Purpose::Service,
        compartments: vec![Compartment::Identity, Compartment::Care],
        ends_at: day(90),
        reason: "helps".to_owned(),
    }
}

async fn opens(office: &Office, worker: &Worker, code: &CaseCode, hours: i64) -> bool {
    let what = (Field::Name, "to work");
    match office.wing.reveal(at(worker, hours), code, what).await {
        Ok(text) => text.is_some_and(|text| text.expose() == CANARY),
        Err(CaseworkError::NotFound(_)) => false,
        Err(other) => panic!("{other}"),
    }
}

async fn concern(office: &Office, (by, manager): (&Worker, &Worker), form: &str) -> CaseCode {
    taken_in(office, (by, manager), form).await.unwrap()
}

pub async fn taken_in(
    office: &Office,
    (by, manager): (&Worker, &Worker),
    form: &str,
) -> Result<CaseCode, CaseworkError> {
    let new = NewConcern {
        request: form.to_owned(),
        source: ConcernSource::Police,
        channel: Channel::Telephone,
        region: PlaceCode::parse("R-1").unwrap(),
        age: Age::Adult,
        danger_now: true,
        manager: manager.account().to_owned(),
        told: vec![(Field::Name, canary())],
    };
    office.wing.concern_take_in(at(by, 1), &new).await
}

/// Complaint: who belongs to several modules breaks dashboards, approvals and the creation of cases.
#[tokio::test(flavor = "multi_thread")]
async fn the_day_the_cases_and_the_search_are_those_of_the_seat() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 1, NPO, Profession::SocialWorker).await;
        assert_eq!(npo.person(), office.manager.account());
        assert_eq!(person_of(npo.account()), office.manager.account());
        assert_eq!(
            (npo.institution(), institution_in(npo.account())),
            (NPO, Some(NPO))
        );
        let town = concern(&office, (&office.manager, &office.manager), "form-1").await;
        let told = concern(&office, (&npo, &npo), "form-2").await;
        for (seat, own, other) in [(&office.manager, &town, &told), (&npo, &told, &town)] {
            let request = at(seat, 2);
            let cases = wing.cases_of(request).await.unwrap();
            let codes: Vec<_> = cases.iter().map(|one| &one.code).collect();
            assert_eq!(codes, [own]);
            let view = wing.case_view(request, own).await.unwrap();
            assert_eq!(
                view.institution,
                seat.institution(),
                "a case is the acting seat's"
            );
            let tasks = wing.tasks_of(request).await.unwrap();
            assert_eq!(tasks.len(), 3, "danger, first help and briefing");
            assert!(tasks.iter().all(|task| task.code == own.as_str()));
            let named = wing.cases_named(request, &SecretText::new(CANARY)).await;
            assert_eq!(named.unwrap(), std::slice::from_ref(own));
            for refused in [
                wing.case_view(request, other).await.err(),
                wing.file_report(request, other).await.err(),
                wing.case_holders(request, other).await.err(),
                wing.duplicate_hints(request, other).await.err(),
            ] {
                assert!(
                    matches!(refused, Some(CaseworkError::NotFound(_))),
                    "{refused:?}"
                );
            }
            let tasks = wing.tasks_of_case(request, other).await;
            assert!(tasks.unwrap().is_empty());
            assert!(!opens(&office, seat, other, 2).await);
            assert!(opens(&office, seat, own, 2).await);
        }
        // The two cases may be one person: the seat is told whom to ask, as anybody would be.
        let hints = wing.duplicate_hints(at(&npo, 3), &told).await.unwrap();
        assert_eq!(hints.len(), 1);
        // Who saw the file: the log names the seat.
        let seen = wing.file_report(at(&npo, 3), &told).await.unwrap();
        assert!(seen.iter().all(|event| event.institution == NPO));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_opens_the_case_in_one_seat_alone() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let (police, npo) = (
            &office.police,
            hired(&office, 3, NPO, Profession::SocialWorker).await,
        );
        let code = office.concern("form-1", Age::Adult).await;
        let given = wing
            .grant_give(office.managing(2), &code, &for_care(&npo))
            .await;
        given.unwrap();
        assert!(opens(&office, &npo, &code, 3).await);
        assert!(!opens(&office, police, &code, 3).await);
        assert!(wing.cases_of(at(police, 3)).await.unwrap().is_empty());
        // The person's other key does not open it either: not even a thief of the database who holds it.
        let rows: Vec<(String,)> = store::read!(database, connection => {
            store::query_as("SELECT DISTINCT holder FROM wrapped_key ORDER BY holder")
                .fetch_all(connection)
        })
        .unwrap();
        let holders: Vec<_> = rows.into_iter().map(|(holder,)| holder).collect();
        assert!(holders.contains(&npo.account().to_owned()));
        assert!(!holders.contains(&police.account().to_owned()));
        // To revoke it in the one seat takes nothing from the other.
        wing.grant_give(office.managing(4), &code, &for_care(police))
            .await
            .unwrap();
        wing.grant_revoke(office.managing(5), &code, npo.account())
            .await
            .unwrap();
        assert!(opens(&office, police, &code, 6).await);
        assert!(!opens(&office, &npo, &code, 6).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_seat_has_its_door_and_its_passphrase() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let both = actor(1, NPO);
        let closed = wing.enter(&both, PASSPHRASE, hour(1)).await;
        assert!(
            matches!(closed, Err(CaseworkError::NotFound(_))),
            "no seat there yet"
        );
        let own = "gjashte dele te bardha";
        let (by, what) = (&office.manager, Profession::SocialWorker);
        let made = wing.worker_register(by, &both, what, own, hour(1));
        made.await.unwrap();
        let wrong = wing.enter(&both, PASSPHRASE, hour(2)).await;
        assert!(
            matches!(wrong, Err(CaseworkError::Seal(_))),
            "the other seat's passphrase"
        );
        let npo = wing.enter(&both, own, hour(2)).await.unwrap();
        assert_eq!(npo.institution(), NPO);
        let twice = wing.worker_register(&npo, &both, what, own, hour(2));
        assert_eq!(refusal(twice.await), "worker-exists");
        let town = wing
            .enter(&actor(1, "R-1.SOCIAL"), PASSPHRASE, hour(2))
            .await;
        assert_eq!(town.unwrap().institution(), "R-1.SOCIAL");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_seat_loses_its_grants_and_the_other_stays() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        // The colleague of the first institution works for the NPO too, where there is one more.
        let chief = hired(&office, 9, NPO, Profession::SocialWorker).await;
        let second = actor(2, NPO);
        let register = wing.worker_register(
            &chief,
            &second,
            Profession::SocialWorker,
            PASSPHRASE,
            hour(0),
        );
        register.await.unwrap();
        let npo = wing
            .enter(&actor(2, NPO), PASSPHRASE, hour(0))
            .await
            .unwrap();
        let code = office.concern("form-1", Age::Adult).await;
        for holder in [&npo, &office.colleague] {
            wing.grant_give(office.managing(2), &code, &for_care(holder))
                .await
                .unwrap();
        }
        // Nobody suspends the seat at another institution.
        let refused = wing
            .worker_suspend(&chief, office.colleague.account(), hour(3))
            .await;
        assert_eq!(refusal(refused), "worker-other-institution");
        wing.worker_suspend(&chief, npo.account(), hour(3))
            .await
            .unwrap();
        assert!(!opens(&office, &npo, &code, 4).await);
        assert!(opens(&office, &office.colleague, &code, 4).await);
        let left: (i64, i64) = store::read!(database, connection => {
            store::query_as(
                "SELECT (SELECT COUNT(*) FROM wrapped_key WHERE holder = $1),
                    (SELECT COUNT(*) FROM access_grant WHERE holder = $1 AND revoked_at IS NULL)",
            )
            .bind(npo.account())
            .fetch_one(connection)
        })
        .unwrap();
        assert_eq!(left, (0, 0));
        let back = wing.enter(&actor(2, NPO), PASSPHRASE, hour(4)).await;
        assert!(matches!(back, Err(CaseworkError::NotFound(_))));
        wing.enter(&actor(2, "R-1.SOCIAL"), PASSPHRASE, hour(4))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_shut_out_is_shut_out_in_every_seat_also_in_a_later_one() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let npo = hired(&office, 3, NPO, Profession::SocialWorker).await;
        let code = office.concern("form-1", Age::Adult).await;
        wing.grant_give(office.managing(2), &code, &for_care(&npo))
            .await
            .unwrap();
        let deny = wing.access_deny(office.managing(3), &code, office.police.account());
        deny.await.unwrap();
        assert!(!opens(&office, &npo, &code, 4).await);
        let later = hired(&office, 3, "R-2.NPO", Profession::SocialWorker).await;
        for seat in [&npo, &later, &office.police] {
            let again = wing
                .grant_give(office.managing(4), &code, &for_care(seat))
                .await;
            assert_eq!(refusal(again), "grant-denied");
        }
        let own = hired(&office, 1, "R-3.NPO", Profession::SocialWorker).await;
        let manager = wing
            .access_deny(office.managing(5), &code, own.account())
            .await;
        assert_eq!(refusal(manager), "grant-manager-stays");
        // The same for a matter.
        let matter = wing
            .matter_open(at(&office.police, 5), &matter("m-1", 1))
            .await
            .unwrap();
        let seat = hired(&office, 8, "R-1.PROSECUTOR", Profession::Prosecutor).await;
        let deny = wing.matter_deny(at(&office.police, 6), &matter, seat.account());
        deny.await.unwrap();
        let later = hired(&office, 8, "R-2.PROSECUTOR", Profession::Prosecutor).await;
        let grant = (later.account(), day(9), "prosecutes");
        let refused = wing
            .matter_grant(at(&office.police, 7), &matter, grant)
            .await;
        assert_eq!(refusal(refused), "grant-denied");
        let mine = hired(&office, 3, "R-3.POLICE", Profession::Police).await;
        let grant = (mine.account(), day(9), "follows");
        let refused = wing
            .matter_grant(at(&office.police, 7), &matter, grant)
            .await;
        assert_eq!(refusal(refused), "grant-own-seat");
    })
    .await;
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Give(usize),
    Revoke(usize),
    Deny(usize),
    Suspend(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0..4_usize).prop_map(Act::Give),
        3 => (0..4_usize).prop_map(Act::Revoke),
        1 => (0..4_usize).prop_map(Act::Deny),
        1 => (0..4_usize).prop_map(Act::Suspend),
    ]
}

/// Two people with two seats each: whatever is given, taken, denied and suspended, a seat opens the case
/// when it holds a grant itself, and never because of the other.
async fn play(database: Database, acts: Vec<Act>) {
    let office = Office::open(&database).await;
    let wing = &office.wing;
    let mut seats = Vec::new();
    for (number, of) in [(21, "R-1.A"), (21, "R-1.B"), (22, "R-1.A"), (22, "R-1.B")] {
        let by = hired_by(&office, &seats, of);
        let (who, what) = (actor(number, of), Profession::SocialWorker);
        wing.worker_register(by, &who, what, PASSPHRASE, hour(0))
            .await
            .unwrap();
        seats.push(wing.enter(&who, PASSPHRASE, hour(0)).await.unwrap());
    }
    let code = office.concern("form-1", Age::Adult).await;
    let (mut holding, mut denied, mut over) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for (hours, act) in (2..).zip(acts) {
        match act {
            Act::Give(one) => {
                let new = for_care(&seats[one]);
                let given = wing.grant_give(office.managing(hours), &code, &new);
                let may = !denied.contains(&(one / 2)) && !over.contains_key(&one);
                assert_eq!(given.await.is_ok(), may);
                if may {
                    holding.insert(one);
                }
            }
            Act::Revoke(one) => {
                let holder = seats[one].account();
                let revoked = wing
                    .grant_revoke(office.managing(hours), &code, holder)
                    .await;
                assert_eq!(revoked.is_ok(), holding.remove(&one));
            }
            Act::Deny(one) => {
                let holder = seats[one].account();
                wing.access_deny(office.managing(hours), &code, holder)
                    .await
                    .unwrap();
                denied.insert(one / 2);
                holding.retain(|seat| seat / 2 != one / 2);
            }
            Act::Suspend(one) => {
                // The colleague on the same bench does it: 0 and 2, 1 and 3 work together.
                let by = &seats[(one + 2) % 4];
                let done = wing
                    .worker_suspend(by, seats[one].account(), hour(hours))
                    .await;
                let may = !over.contains_key(&one) && !over.contains_key(&((one + 2) % 4));
                assert_eq!(done.is_ok(), may);
                if may {
                    over.insert(one, hours);
                    holding.remove(&one);
                }
            }
        }
        for (one, seat) in seats.iter().enumerate() {
            let may = holding.contains(&one);
            assert_eq!(
                opens(&office, seat, &code, hours).await,
                may,
                "{one} after {act:?}"
            );
        }
    }
}

/// The first of an institution is registered from outside, the next by that one.
fn hired_by<'o>(office: &'o Office, seats: &'o [Worker], of: &str) -> &'o Worker {
    let there = seats.iter().find(|seat| seat.institution() == of);
    there.unwrap_or(&office.manager)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_lets_one_seat_open_what_was_given_to_the_other() {
    for acts in sequences(act(), 6, 14) {
        each_engine(&TABLES, |database| play(database, acts.clone())).await;
    }
}
