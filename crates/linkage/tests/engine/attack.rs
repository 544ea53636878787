//! What a thief with the leaked population register, an encoded file and no key can do.
//!
//! The worst case for us: the list is the whole register, without errors, so the thief knows how
//! often each surname stands in it. The thief groups filters of one slot that resemble each other
//! and gives the largest group the most frequent surname, and so on down (frequency attack;
//! Christen, Schnell, Vatsalan & Ranbaduge 2017).

use std::collections::BTreeMap;

use linkage::schema::{Hardening, Schema};
use linkage::{EncodedList, synthetic};

use crate::encoding::{encode, key};

/// People on the list and in the register.
const PEOPLE: usize = 1_000;

fn people() -> Vec<synthetic::Person> {
    synthetic::population(77, PEOPLE)
}

fn stolen(schema: &Schema) -> EncodedList {
    let people = people();
    let csv = synthetic::csv(people.iter().map(|person| &person.cells));
    encode(schema, &key(3, "attacked"), "list", &csv)
        .expect("a whole list")
        .0
}

/// Surnames of the register, the most frequent first.
fn register() -> Vec<String> {
    let mut counts = BTreeMap::<String, usize>::new();
    for person in people() {
        *counts.entry(person.cells[1].clone()).or_default() += 1;
    }
    let mut names: Vec<(usize, String)> = counts.into_iter().map(|(n, c)| (c, n)).collect();
    names.sort_by(|one, other| other.cmp(one));
    names.into_iter().map(|(_, name)| name).collect()
}

fn dice(one: &[u64], other: &[u64]) -> f64 {
    let ones = |words: &[u64]| words.iter().map(|word| word.count_ones()).sum::<u32>();
    let common: u32 = one
        .iter()
        .zip(other)
        .map(|(a, b)| (a & b).count_ones())
        .sum();
    2.0 * f64::from(common) / f64::from((ones(one) + ones(other)).max(1))
}

/// The share of encodings whose surname the thief names rightly, with the best slot to attack. A
/// decoy has no right name.
fn success(list: &EncodedList, alike: f64) -> f64 {
    let people = people();
    let names = register();
    let slots = list.layout().slots().iter().enumerate();
    let surnames =
        slots.filter(|(_, slot)| list.schema().features()[slot.feature].label == "surname");
    let attacks = surnames.map(|(index, slot)| {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for record in 0..list.len() {
            if list.present(record) >> index & 1 == 0 {
                continue;
            }
            let filter = |record: usize| &list.words(record)[slot.words.clone()];
            let resembles =
                |group: &&mut Vec<usize>| dice(filter(group[0]), filter(record)) >= alike;
            match groups.iter_mut().find(resembles) {
                Some(group) => group.push(record),
                None => groups.push(vec![record]),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let mut right = 0;
        for (group, name) in groups.iter().zip(&names) {
            for record in group {
                let person = &people[list.row(*record) as usize - 1];
                right += usize::from(person.cells[1] == *name);
            }
        }
        right as f64 / list.len() as f64
    });
    attacks.fold(0.0, f64::max)
}

/// What naming everybody by the most frequent surname would give.
fn guessing() -> f64 {
    let top = &register()[0];
    people()
        .iter()
        .filter(|person| person.cells[1] == *top)
        .count() as f64
        / PEOPLE as f64
}

fn unhardened() -> Schema {
    let schema = Schema::person()
        .without_salts()
        .and_then(|s| s.with_hardening(Hardening::OFF));
    schema.expect("a consistent schema")
}

#[test]
fn the_unhardened_file_gives_its_surnames_away() {
    let found = success(&stolen(&unhardened()), 1.0);
    assert!(
        found > 0.4 && found > 3.0 * guessing(),
        "{found} {}",
        guessing()
    );
}

/// Why noise alone is not the default: filters of one name still resemble each other.
#[test]
fn noise_without_salts_does_not_stop_a_patient_thief() {
    let noisy = Hardening {
        flip: Hardening::default().flip,
        decoys_per_row: 0,
    };
    let schema = unhardened()
        .with_hardening(noisy)
        .expect("a consistent schema");
    assert!(success(&stolen(&schema), 1.0) < 0.01);
    assert!(success(&stolen(&schema), 0.75) > 2.0 * guessing());
}

#[test]
fn the_default_is_no_better_for_the_thief_than_guessing() {
    let list = stolen(&Schema::person());
    for alike in [1.0, 0.9, 0.8, 0.7, 0.6] {
        let found = success(&list, alike);
        assert!(found <= guessing(), "{alike}: {found} {}", guessing());
    }
}
