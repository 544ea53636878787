//! A round from keys to an estimate, by the program itself: what institutions encode, what whoever
//! matches gets, and that histories written by one command are read by the other.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Output},
};

const SCHEMA: &str = r#"{"fields": [
    {"field": "given_name", "kind": "name"},
    {"field": "surname", "kind": "name"},
    {"field": "date_of_birth", "kind": "date"},
    {"field": "national_number", "kind": "number"}]}"#;

const GIVEN: [&str; 12] = [
    "Arta", "Besnik", "Drita", "Erion", "Flutura", "Genc", "Hana", "Ilir", "Jeta", "Luan", "Mira",
    "Petrit",
];
const SURNAMES: [&str; 10] = [
    "Hoxha", "Leka", "Marku", "Dervishi", "Basha", "Gjoni", "Kola", "Prifti", "Shehu", "Zeneli",
];
const PEOPLE: usize = 120;

fn besa(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besa"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = besa(folder, arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}{fault}");
    said
}

/// An invented person, told apart by everything.
fn person(number: usize) -> String {
    format!(
        "{},{},{}-{:02}-{:02},J{:08}K",
        GIVEN[number % 12],
        SURNAMES[number / 12],
        1970 + number % 37,
        1 + number % 12,
        1 + number % 28,
        10_000_000 + number * 7_919
    )
}

/// Who is on which list.
fn is_on(list: usize, number: usize) -> bool {
    match list {
        0 => number.is_multiple_of(2),
        1 => number.is_multiple_of(3),
        _ => number % 5 < 2,
    }
}

#[test]
fn histories_of_a_round_are_estimated() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    write("schema.json", SCHEMA);
    done(
        folder.path(),
        &["link", "key", "2026-11", "-o", "round.key"],
    );
    let names = ["police", "shelter", "social"];
    for (list, name) in names.into_iter().enumerate() {
        let rows = (0..PEOPLE)
            .filter(|&number| is_on(list, number))
            .map(person);
        let rows: Vec<String> = rows.collect();
        let heading = "given_name,surname,date_of_birth,national_number";
        write(
            &format!("{name}.csv"),
            &format!("{heading}\n{}\n", rows.join("\n")),
        );
        let (csv, encoded) = (format!("{name}.csv"), format!("{name}.enc"));
        let asked = ["link", "encode", &csv, "--schema", "schema.json"];
        let asked = [&asked[..], &["--key", "round.key", "-o", &encoded]].concat();
        done(folder.path(), &asked);
    }
    let files = ["police.enc", "shelter.enc", "social.enc"];
    let asked = [
        &["link", "match"],
        &files[..],
        &["--histories", "histories.csv", "--draws", "20", "--json"],
    ];
    let said = done(folder.path(), &asked.concat());
    let histories = read("histories.csv");
    let mut lines = histories.lines();
    assert_eq!(lines.next(), Some("police,shelter,social,draw,count"));

    // Every draw counts everybody once, under the lists that they are on.
    let mut truth = BTreeMap::<String, u64>::new();
    for number in 0..PEOPLE {
        let on: Vec<&str> = (0..3)
            .map(|list| if is_on(list, number) { "1" } else { "0" })
            .collect();
        if on.contains(&"1") {
            *truth.entry(on.join(",")).or_insert(0) += 1;
        }
    }
    let mut draws = BTreeMap::<u32, BTreeMap<String, u64>>::new();
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let count: u64 = fields[4].parse().unwrap();
        let draw = draws.entry(fields[3].parse().unwrap()).or_default();
        draw.insert(fields[..3].join(","), count);
    }
    assert_eq!(draws.len(), 20);
    for (number, draw) in &draws {
        assert_eq!(draw, &truth, "draw {number}");
    }
    // Nobody's name or number comes out of whoever matches.
    for number in 0..PEOPLE {
        let own = person(number);
        let secret = own.rsplit(',').next().unwrap();
        assert!(!said.contains(secret) && !histories.contains(secret));
    }
    assert!(
        !GIVEN
            .iter()
            .any(|name| said.contains(name) || histories.contains(name))
    );

    let output = besa(
        folder.path(),
        &["estimate", "histories.csv", "--replicates", "100", "--json"],
    );
    // Whether the number may be used is the gate's word; that it was read and estimated is not.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    let estimated: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(estimated["gate"]["estimable"].is_boolean(), "{estimated}");
    for name in names {
        assert!(estimated.to_string().contains(name));
    }
}

#[test]
fn histories_overwrite_no_list_of_the_round() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("schema.json"), SCHEMA).unwrap();
    done(
        folder.path(),
        &["link", "key", "2026-11", "-o", "round.key"],
    );
    for name in ["a", "b"] {
        let rows: Vec<String> = (0..30).map(person).collect();
        let text = format!(
            "given_name,surname,date_of_birth,national_number\n{}\n",
            rows.join("\n")
        );
        let (csv, encoded) = (format!("{name}.csv"), format!("{name}.enc"));
        std::fs::write(folder.path().join(&csv), text).unwrap();
        let asked = ["link", "encode", &csv, "--schema", "schema.json"];
        let asked = [&asked[..], &["--key", "round.key", "-o", &encoded]].concat();
        done(folder.path(), &asked);
    }
    let before = std::fs::read(folder.path().join("a.enc")).unwrap();
    let output = besa(
        folder.path(),
        &["link", "match", "a.enc", "b.enc", "--histories", "a.enc"],
    );
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(std::fs::read(folder.path().join("a.enc")).unwrap(), before);
}
