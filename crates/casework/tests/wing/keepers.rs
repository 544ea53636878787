//! Who keeps keys never changes in silence: new keepers of emergencies need a second person, one of the
//! old ones where there are any; and whoever it concerns is told, on both engines.

use crate::{
    emergency::named,
    justice::hired,
    setup::{Office, TABLES, at, refusal},
};
use casework::{CaseworkError, Profession, RecordId, Worker};
use store::testing::each_engine;

fn accounts(workers: [&Worker; 3]) -> [String; 3] {
    workers.map(|one| one.account().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_names_keepers_alone_and_an_old_keeper_must_agree_to_new_ones() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = hired(&office, 11, "R-1.SOCIAL", Profession::SocialWorker).await;
        let fourth = hired(&office, 12, "R-1.SOCIAL", Profession::Clinician).await;
        let old = accounts([&office.manager, &office.colleague, &third]);
        let id = wing
            .emergency_keepers_propose(office.managing(1), &old)
            .await
            .unwrap();
        let kept = wing.emergency_keepers(office.managing(1)).await.unwrap();
        assert_eq!(kept, None, "a proposal changes nothing");
        let own = wing
            .emergency_keepers_confirm(office.managing(1), &id)
            .await;
        assert_eq!(refusal(own), "emergency-second-person");
        let far = wing
            .emergency_keepers_confirm(at(&office.police, 1), &id)
            .await;
        assert!(matches!(far, Err(CaseworkError::NotFound(_))));
        // Where nobody keeps the key yet any colleague is the second.
        wing.emergency_keepers_confirm(at(&fourth, 1), &id)
            .await
            .unwrap();
        let again = wing.emergency_keepers_confirm(at(&fourth, 1), &id).await;
        assert!(matches!(again, Err(CaseworkError::NotFound(_))), "once");
        let new = accounts([&office.manager, &fourth, &third]);
        let id = wing
            .emergency_keepers_propose(office.managing(2), &new)
            .await
            .unwrap();
        let seen = |worker| wing.emergency_keepers_proposed(at(worker, 3));
        assert!(!seen(&fourth).await.unwrap().unwrap().may_confirm);
        assert!(seen(&third).await.unwrap().unwrap().may_confirm);
        let outsider = wing.emergency_keepers_confirm(at(&fourth, 3), &id).await;
        assert_eq!(refusal(outsider), "emergency-second-person");
        let outsider = wing.emergency_keepers_drop(at(&fourth, 3), &id).await;
        assert_eq!(refusal(outsider), "emergency-second-person");
        // What was seen is what is agreed to.
        let swapped = accounts([&fourth, &office.colleague, &third]);
        wing.emergency_keepers_propose(office.managing(3), &swapped)
            .await
            .unwrap();
        let unseen = wing.emergency_keepers_confirm(at(&third, 3), &id).await;
        assert!(matches!(unseen, Err(CaseworkError::NotFound(_))));
        let id = seen(&third).await.unwrap().unwrap().id;
        wing.emergency_keepers_drop(at(&third, 4), &id)
            .await
            .unwrap();
        let kept = wing.emergency_keepers(office.managing(5)).await.unwrap();
        assert_eq!(kept.unwrap().keepers, old);
        let id = wing
            .emergency_keepers_propose(office.managing(6), &new)
            .await
            .unwrap();
        let late = wing
            .emergency_keepers_confirm(at(&third, 6 + 15 * 24), &id)
            .await;
        assert!(
            matches!(late, Err(CaseworkError::NotFound(_))),
            "a fortnight"
        );
        let missing = RecordId::parse(&"A".repeat(24)).unwrap();
        let none = wing.emergency_keepers_drop(at(&third, 7), &missing).await;
        assert!(matches!(none, Err(CaseworkError::NotFound(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_the_institution_hears_of_new_keepers_and_nobody_else_does() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let third = hired(&office, 11, "R-1.SOCIAL", Profession::Clinician).await;
        let fourth = hired(&office, 12, "R-1.SOCIAL", Profession::Clinician).await;
        let first = accounts([&office.manager, &office.colleague, &third]);
        named(&office, (&first, 1), &third).await;
        let second = accounts([&office.manager, &office.colleague, &fourth]);
        named(&office, (&second, 2), &third).await;
        for worker in [&office.manager, &office.colleague, &third, &fourth] {
            let told = wing.keeper_changes(at(worker, 3)).await.unwrap();
            let [latest, before] = &told[..] else {
                panic!("{told:?}");
            };
            assert_eq!((&latest.owner, &before.before), (&None, &Vec::new()));
            assert_eq!(
                (&latest.before[..], &latest.after[..]),
                (&first[..], &second[..])
            );
            assert_eq!(latest.named_by, office.manager.account());
            assert_eq!(latest.confirmed_by.as_deref(), Some(third.account()));
        }
        let told = wing.keeper_changes(at(&office.police, 3)).await.unwrap();
        assert_eq!(told, []);
        let told = wing.keeper_changes(at(&fourth, 3 + 14 * 24)).await.unwrap();
        assert_eq!(told, [], "a fortnight");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_and_new_custodians_and_the_worker_hear_of_a_change_and_others_do_not() {
    each_engine(&TABLES, |database| async move {
        let office = Office::open(&database).await;
        let wing = &office.wing;
        let mut more = Vec::new();
        for number in 11..15 {
            more.push(hired(&office, number, "R-1.SOCIAL", Profession::SocialWorker).await);
        }
        let [a, b, c, d] = &more[..] else {
            panic!("four were hired");
        };
        wing.custodians_name(office.managing(1), &accounts([a, b, c]))
            .await
            .unwrap();
        wing.custodians_name(office.managing(2), &accounts([b, c, d]))
            .await
            .unwrap();
        let told = async |worker| wing.keeper_changes(at(worker, 3)).await.unwrap();
        let of_owner = told(&office.manager).await;
        assert_eq!(of_owner.len(), 2);
        assert_eq!(of_owner[0].owner.as_deref(), Some(office.manager.account()));
        assert_eq!(of_owner[0].before, accounts([a, b, c]));
        assert_eq!(
            told(a).await,
            of_owner,
            "who is custodian no longer is told"
        );
        assert_eq!(told(d).await, of_owner[..1]);
        assert_eq!(told(&office.colleague).await, []);
    })
    .await;
}
