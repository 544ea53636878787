//! What somebody with the database, but without the key, can do to sealed fields: nothing unnoticed.

mod support;

use proptest::prelude::*;
use seal::{DataKey, FieldPlace, KeyVersion, SealError, Sealed, SecretText};
use support::{CANARY, Machine};

const PLACE: FieldPlace<'_> = FieldPlace {
    table: "subject_field",
    column: "name",
    row: "s-1",
};

fn sealed(key: &DataKey) -> Sealed<SecretText> {
    key.seal(&PLACE, &SecretText::new(CANARY), &Machine)
}

#[test]
fn a_field_opens_where_it_was_sealed_and_nowhere_else() {
    let key = DataKey::fresh(&Machine);
    let field = sealed(&key);
    assert_eq!(key.open(&PLACE, &field).unwrap().expose(), CANARY);
    for place in [
        FieldPlace {
            table: "other",
            ..PLACE
        },
        FieldPlace {
            column: "phone",
            ..PLACE
        },
        FieldPlace {
            row: "s-2",
            ..PLACE
        },
        FieldPlace {
            column: "names",
            row: "-1",
            ..PLACE
        },
    ] {
        let refused = key.open(&place, &field).map(|_| ());
        assert_eq!(
            refused,
            Err(SealError::Closed("a sealed field")),
            "{place:?}"
        );
    }
    let stranger = DataKey::fresh(&Machine);
    assert!(stranger.open(&PLACE, &field).is_err());
}

#[test]
fn the_next_version_is_another_key() {
    let key = DataKey::fresh(&Machine);
    let field = sealed(&key);
    let next = key.next(&Machine).unwrap();
    assert_eq!(next.version().number(), 2);
    let refused = next.open(&PLACE, &field).map(|_| ());
    assert_eq!(refused, Err(SealError::Version { sealed: 1, key: 2 }));
    // Writing another version on the envelope does not help: it is part of what is authenticated.
    let mut bytes = field.to_bytes();
    bytes[4] = 2;
    let relabelled = Sealed::<SecretText>::from_bytes(&bytes).unwrap();
    assert!(next.open(&PLACE, &relabelled).is_err());
    let newer = next.seal(&PLACE, &SecretText::new(CANARY), &Machine);
    assert!(key.open(&PLACE, &newer).is_err());
}

#[test]
fn the_same_value_never_gives_the_same_bytes() {
    let key = DataKey::fresh(&Machine);
    assert_ne!(sealed(&key).to_bytes(), sealed(&key).to_bytes());
}

#[test]
fn nothing_that_can_be_printed_or_stored_shows_the_value() {
    let key = DataKey::fresh(&Machine);
    let field = sealed(&key);
    let text = SecretText::new(CANARY);
    let printed = format!("{field:?} {key:?} {text:?} {:#?} {:#?}", field, text);
    assert!(!printed.contains("canary"), "{printed}");
    let stored = field.to_bytes();
    let is_inside = stored
        .windows(6)
        .any(|part| part == &CANARY.as_bytes()[..6]);
    assert!(!is_inside);
    assert!(SealError::Closed("a sealed field").to_string().len() < 80);
}

#[test]
fn version_nought_is_none() {
    assert_eq!(KeyVersion::parse(0), None);
    assert!(Sealed::<SecretText>::from_bytes(&[1, 0, 0, 0, 0, 9]).is_err());
}

proptest! {
    #[test]
    fn every_text_comes_back(text in ".{0,300}") {
        let key = DataKey::fresh(&Machine);
        let field = key.seal(&PLACE, &SecretText::new(text.clone()), &Machine);
        let read = Sealed::<SecretText>::from_bytes(&field.to_bytes()).unwrap();
        let opened = key.open(&PLACE, &read).unwrap();
        prop_assert_eq!(opened.expose(), text);
    }

    #[test]
    fn no_changed_bit_goes_unnoticed(place in 0usize..60, bit in 0u8..8) {
        let key = DataKey::fresh(&Machine);
        let mut bytes = sealed(&key).to_bytes();
        let place = place % bytes.len();
        bytes[place] ^= 1 << bit;
        let opened = Sealed::<SecretText>::from_bytes(&bytes).and_then(|field| key.open(&PLACE, &field));
        prop_assert!(opened.is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let key = DataKey::fresh(&Machine);
        let opened = Sealed::<SecretText>::from_bytes(&bytes).and_then(|field| key.open(&PLACE, &field));
        prop_assert!(opened.is_err());
        prop_assert!(seal::Custody::from_bytes(&bytes).is_err() || bytes.len() >= 24);
    }
}
