//! Who can open a key: the worker with the passphrase, the holder of a grant, two custodians of
//! three. Nobody else, and nobody who was left out of the next version.

mod support;

use seal::{
    Custody, DataKey, FieldPlace, IndexKey, LockedWorkerKey, PassphraseCost, SealError, SecretText,
    WorkerPublicKey, WorkerSecretKey, WrappedIndexKey, WrappedKey,
};
use support::{CANARY, Machine};

const CHEAP: PassphraseCost = PassphraseCost {
    memory: 64,
    passes: 1,
};
const PLACE: FieldPlace<'_> = FieldPlace {
    table: "t",
    column: "c",
    row: "r",
};

fn worker() -> (WorkerSecretKey, WorkerPublicKey) {
    WorkerSecretKey::fresh(&Machine)
}

#[test]
fn a_passphrase_opens_its_own_worker_key_and_no_other() {
    let (secret, public) = worker();
    let locked =
        LockedWorkerKey::lock(&secret, ("worker-1", "tri pula te bardha"), CHEAP, &Machine)
            .unwrap();
    let opened = locked.unlock("worker-1", "tri pula te bardha").unwrap();
    assert_eq!(opened.public().unwrap(), public);
    for (holder, passphrase) in [
        ("worker-1", "tri pula te Bardha"),
        ("worker-2", "tri pula te bardha"),
    ] {
        let refused = locked.unlock(holder, passphrase).map(|_| ());
        assert_eq!(refused, Err(SealError::Closed("a worker's locked key")));
    }
    for place in 0..locked.as_bytes().len() {
        let mut bytes = locked.as_bytes().to_vec();
        bytes[place] ^= 1;
        let changed = LockedWorkerKey::from_bytes(bytes);
        // The cost is in the head: a changed one must not make the program take all memory.
        assert!(
            changed.unlock("worker-1", "tri pula te bardha").is_err(),
            "byte {place}"
        );
    }
}

#[test]
fn the_standard_cost_is_the_one_of_the_rfc_and_works() {
    assert_eq!(
        PassphraseCost::STANDARD,
        PassphraseCost {
            memory: 65_536,
            passes: 3
        }
    );
    let (secret, public) = worker();
    let locked =
        LockedWorkerKey::lock(&secret, ("w", "p"), PassphraseCost::STANDARD, &Machine).unwrap();
    assert_eq!(locked.unlock("w", "p").unwrap().public().unwrap(), public);
}

#[test]
fn a_wrapped_key_opens_for_its_holder_person_and_version_only() {
    let (secret, public) = worker();
    let (stranger, _) = worker();
    let key = DataKey::fresh(&Machine);
    let field = key.seal(&PLACE, &SecretText::new(CANARY), &Machine);
    let wrapped = WrappedKey::wrap(&key, "s-1", &public, &Machine).unwrap();
    let opened = wrapped.unwrap("s-1", &secret).unwrap();
    assert_eq!(opened.open(&PLACE, &field).unwrap().expose(), CANARY);
    assert!(wrapped.unwrap("s-2", &secret).is_err());
    assert!(wrapped.unwrap("s-1", &stranger).is_err());
    let next = key.next(&Machine).unwrap();
    let relabelled = WrappedKey::from_bytes(next.version(), wrapped.as_bytes().to_vec());
    assert!(relabelled.unwrap("s-1", &secret).is_err());
}

#[test]
fn who_is_left_out_of_the_next_version_cannot_open_it() {
    let (kept, kept_public) = worker();
    let (revoked, revoked_public) = worker();
    let key = DataKey::fresh(&Machine);
    let before = WrappedKey::wrap(&key, "s", &revoked_public, &Machine).unwrap();
    let next = key.next(&Machine).unwrap();
    let after = WrappedKey::wrap(&next, "s", &kept_public, &Machine).unwrap();
    let field = next.seal(&PLACE, &SecretText::new(CANARY), &Machine);
    assert!(after.unwrap("s", &revoked).is_err());
    let old = before.unwrap("s", &revoked).unwrap();
    assert!(old.open(&PLACE, &field).is_err());
    assert!(
        after
            .unwrap("s", &kept)
            .unwrap()
            .open(&PLACE, &field)
            .is_ok()
    );
}

#[test]
fn any_two_of_three_custodians_recover_a_key_and_one_alone_cannot() {
    let (secret, public) = worker();
    let custodians: [_; 3] = std::array::from_fn(|_| worker());
    let publics = std::array::from_fn(|place| custodians[place].1);
    let custody = Custody::give(&secret, "worker-1", &publics, &Machine).unwrap();
    let custody = Custody::from_bytes(&custody.to_bytes()).unwrap();
    for (later, earlier) in [(1, 0), (2, 0), (2, 1)] {
        let half = custody
            .begin("worker-1", (later, earlier), &custodians[later].0)
            .unwrap();
        let half = seal::HalfOpened::from_bytes(&half.to_bytes()).unwrap();
        let recovered = half.finish("worker-1", &custodians[earlier].0).unwrap();
        assert_eq!(recovered.public().unwrap(), public);
        for alone in [later, 3 - later - earlier] {
            assert!(half.finish("worker-1", &custodians[alone].0).is_err());
        }
        assert!(half.finish("worker-2", &custodians[earlier].0).is_err());
    }
    for (me, other) in [(0, 1), (1, 1), (0, 0), (5, 0)] {
        let key = &custodians[me.min(2)].0;
        assert_eq!(
            custody.begin("worker-1", (me, other), key).map(|_| ()),
            Err(SealError::Custodians)
        );
    }
    assert!(custody.begin("worker-1", (1, 0), &custodians[2].0).is_err());
    assert!(seal::HalfOpened::from_bytes(&[]).is_err());
    assert!(seal::HalfOpened::from_bytes(&[3, 1, 2]).is_err());
}

#[test]
fn one_custodian_cannot_sit_on_two_chairs() {
    let (secret, _) = worker();
    let (a, b) = (worker().1, worker().1);
    for three in [[a, a, b], [a, b, a], [b, a, a]] {
        let refused = Custody::give(&secret, "w", &three, &Machine);
        assert_eq!(refused, Err(SealError::Custodians));
    }
}

#[test]
fn blind_indexes_meet_under_one_key_and_say_nothing_under_another() {
    let key = IndexKey::fresh(&Machine);
    let other = IndexKey::fresh(&Machine);
    assert_eq!(key.of_name("Ermira Hoxhë"), key.of_name("HOXHE, Ermira"));
    assert_ne!(key.of_name("Ermira Hoxha"), key.of_name("Ermira Hoti"));
    assert_ne!(key.of_name("Ermira Hoxha"), other.of_name("Ermira Hoxha"));
    assert_eq!(
        key.of_phone("069 123 4567", "355"),
        key.of_phone("+355691234567", "355")
    );
    assert_eq!(key.of_name("  "), None);
    assert_eq!(key.of_phone("12", "355"), None);
    // The same text as a name and as a date is not the same entry.
    assert_ne!(Some(key.of_birth_date("a")), key.of_name("a"));
    assert!(
        key.of_name_words("Ermira Hoxha")
            .contains(&key.of_name_words("hoxha")[0])
    );
    let (secret, public) = worker();
    let wrapped = WrappedIndexKey::wrap(&key, &public, &Machine).unwrap();
    let again = wrapped.unwrap(&secret).unwrap();
    assert_eq!(again.of_name("Arta"), key.of_name("Arta"));
    assert!(wrapped.unwrap(&worker().0).is_err());
}

#[test]
fn no_key_shows_itself() {
    let (secret, _) = worker();
    let printed = format!("{secret:?} {:?}", IndexKey::fresh(&Machine));
    assert_eq!(printed, "WorkerSecretKey(…) IndexKey(…)");
}

#[test]
fn a_recovered_key_reaches_its_worker_alone_and_a_swapped_pair_sounds_different() {
    let (secret, public) = worker();
    let (waiting, to) = worker();
    let handed = seal::HandedKey::close(&secret, ("worker-1", &to), &Machine).unwrap();
    let handed = seal::HandedKey::from_bytes(handed.as_bytes().to_vec());
    let opened = handed.open("worker-1", &waiting).unwrap();
    assert_eq!(opened.public().unwrap(), public);
    assert!(handed.open("worker-2", &waiting).is_err());
    assert!(handed.open("worker-1", &secret).is_err());
    let mark = to.spoken_mark("worker-1");
    assert_eq!(mark.len(), 14);
    assert_eq!(mark, to.spoken_mark("worker-1"));
    assert_ne!(mark, to.spoken_mark("worker-2"));
    assert_ne!(mark, worker().1.spoken_mark("worker-1"));
}
