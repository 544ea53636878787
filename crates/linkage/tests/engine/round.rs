//! A whole round on invented people: encode at each institution, match, and hold against the truth.

use std::collections::BTreeSet;

use linkage::Error;
use linkage::command::{MatchOptions, Matched, encode, make_key, match_lists, write_links};
use linkage::synthetic::{self, ErrorRates};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The schema that ships with the crate, as a file.
fn schema() -> String {
    linkage::Schema::person().canonical_json()
}

/// One institution's list: which people are on it, in the order of its rows, and the CSV.
struct List {
    people: Vec<usize>,
    csv: String,
}

/// Lists of a population, each person on each list with the given probability.
fn lists(population: usize, chances: &[f64], seed: u64) -> Vec<List> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = synthetic::population(seed, population);
    chances
        .iter()
        .map(|chance| {
            let on: Vec<usize> = (0..people.len())
                .filter(|_| random.random_bool(*chance))
                .collect();
            let rows: Vec<_> = on
                .iter()
                .map(|person| {
                    synthetic::observe(&people[*person], &ErrorRates::default(), &mut random)
                })
                .collect();
            List {
                people: on,
                csv: synthetic::csv(&rows),
            }
        })
        .collect()
}

fn key(round: &str) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(9);
    make_key(round, &mut random).expect("a round").to_string()
}

fn encoded(list: &str, name: &str, key: &str) -> Vec<u8> {
    let mut file = Vec::new();
    encode(list.as_bytes(), &schema(), key.as_bytes(), name, &mut file).expect("a good list");
    file
}

fn run(lists: &[List]) -> Matched {
    let names = ["A", "B", "C", "D"];
    let files: Vec<Vec<u8>> = lists
        .iter()
        .zip(names)
        .map(|(list, name)| encoded(&list.csv, name, &key("2026-11")))
        .collect();
    let files: Vec<(&str, &[u8])> = names
        .into_iter()
        .zip(files.iter().map(Vec::as_slice))
        .collect();
    match_lists(&files, MatchOptions::default()).expect("files of one round")
}

/// Precision and recall of the links.
fn quality(lists: &[List], matched: &Matched) -> (f64, f64) {
    let person = |list: usize, row: u32| lists[list].people[row as usize - 1];
    let right = matched
        .linkage
        .links
        .iter()
        .filter(|link| {
            person(link.one.list, link.one.row) == person(link.other.list, link.other.row)
        })
        .count() as f64;
    let mut shared = 0;
    for (index, one) in lists.iter().enumerate() {
        for other in &lists[index + 1..] {
            shared += one
                .people
                .iter()
                .filter(|person| other.people.contains(person))
                .count();
        }
    }
    (
        right / matched.linkage.links.len() as f64,
        right / shared as f64,
    )
}

/// The number of different people on the lists.
fn truth(lists: &[List]) -> usize {
    let people: BTreeSet<usize> = lists.iter().flat_map(|list| list.people.clone()).collect();
    people.len()
}

#[test]
fn two_hardened_lists_of_one_city_are_matched() {
    let lists = lists(1_500, &[0.5, 0.4], 21);
    let matched = run(&lists);
    let (precision, recall) = quality(&lists, &matched);
    assert!(precision > 0.98 && recall > 0.95, "{precision} {recall}");
    let [low, high] = matched.report.distinct.interval95;
    let truth = truth(&lists) as u64;
    assert!(
        low <= truth + 5 && truth <= high + 15,
        "{low} {truth} {high}"
    );
}

#[test]
fn four_lists_give_people_and_overlaps() {
    let lists = lists(600, &[0.3, 0.3, 0.2, 0.2], 5);
    let matched = run(&lists);
    let (precision, recall) = quality(&lists, &matched);
    assert!(precision > 0.97 && recall > 0.93, "{precision} {recall}");
    let truth = truth(&lists);
    let estimate = matched.report.distinct.estimate as usize;
    assert!(estimate.abs_diff(truth) * 50 <= truth, "{estimate} {truth}");
    for cluster in &matched.linkage.clusters {
        let lists: BTreeSet<usize> = cluster.iter().map(|node| node.list).collect();
        assert_eq!(lists.len(), cluster.len());
    }
}

#[test]
fn every_draw_counts_every_row_once() {
    let lists = lists(300, &[0.4, 0.4, 0.4], 8);
    let matched = run(&lists);
    for draw in matched.histories.draws() {
        for (index, list) in lists.iter().enumerate() {
            assert_eq!(draw.on_all(1 << index), list.people.len() as u64);
        }
    }
    let pairs = matched
        .report
        .overlaps
        .iter()
        .filter(|overlap| overlap.lists.len() == 2);
    assert_eq!(pairs.count(), 3);
}

#[test]
fn lists_without_a_common_person_stay_apart() {
    let people = synthetic::population(31, 400);
    let csv = |part: &[synthetic::Person]| {
        let rows: Vec<_> = part.iter().map(|person| person.cells.clone()).collect();
        synthetic::csv(&rows)
    };
    let (first, second) = people.split_at(200);
    let files = [
        encoded(&csv(first), "A", &key("r")),
        encoded(&csv(second), "B", &key("r")),
    ];
    let matched = match_lists(
        &[("A", &files[0]), ("B", &files[1])],
        MatchOptions::default(),
    );
    let report = matched.expect("files of one round").report;
    assert!(report.distinct.estimate >= 398, "{:?}", report.distinct);
}

#[test]
fn the_order_of_rows_does_not_change_the_totals() {
    let lists = lists(300, &[0.5, 0.5], 13);
    let turned = |csv: &str| {
        let mut lines: Vec<&str> = csv.lines().collect();
        lines[1..].reverse();
        lines.join("\n")
    };
    let there = run(&lists).report.distinct.estimate;
    let turned: Vec<List> = lists
        .iter()
        .map(|list| List {
            people: list.people.iter().rev().copied().collect(),
            csv: turned(&list.csv),
        })
        .collect();
    // Noise and decoys follow the row, so a handful of doubtful pairs may differ.
    assert!(run(&turned).report.distinct.estimate.abs_diff(there) <= 3);
}

#[test]
fn the_links_file_names_rows_of_the_lists() {
    let lists = lists(200, &[0.6, 0.6], 17);
    let matched = run(&lists);
    let mut file = Vec::new();
    write_links(&matched, &mut file).expect("memory takes everything");
    let text = String::from_utf8(file).expect("plain text");
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some("list_one,row_one,list_other,row_other,probability")
    );
    let mut seen = 0;
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!((cells[0], cells[2]), ("A", "B"));
        let row: usize = cells[1].parse().expect("a row");
        assert!((1..=lists[0].people.len()).contains(&row));
        let probability: f64 = cells[4].parse().expect("a number");
        assert!((0.5..=1.0).contains(&probability));
        seen += 1;
    }
    assert_eq!(seen, matched.linkage.links.len());
}

#[test]
fn wrong_rounds_keys_and_counts_are_explained() {
    let list = &lists(60, &[0.5], 2)[0].csv;
    let file = encoded(list, "A", &key("r1"));
    let other_round = encoded(list, "B", &key("r2"));
    let other_key = encoded(list, "B", "a secret of 32 bytes was agreed upon");
    let once = |files: &[(&str, &[u8])]| {
        match_lists(files, MatchOptions::default())
            .expect_err("wrong input")
            .to_string()
    };
    assert!(once(&[("a", &file)]).contains("two to ten"));
    assert!(once(&[("a", &file), ("b", &other_round)]).contains("round"));
    assert!(once(&[("a", &file), ("b", &file)]).contains("given twice"));
    assert!(once(&[("a", &file), ("b", b"PK\x03\x04")]).contains("\"b\" is not a whole"));
    assert!(once(&[("a", &file), ("b", &other_key)]).contains("round \"unnamed\""));
    let options = MatchOptions {
        threshold: f64::NAN,
        ..MatchOptions::default()
    };
    let wrong = match_lists(&[("a", &file), ("b", &file)], options);
    assert!(matches!(wrong, Err(Error::Parameter { .. })));
}

#[test]
fn an_institution_hears_what_weakens_its_list() {
    let csv = format!("{}\nAna,Hoxha,,,,,\n,,,,,,\n", synthetic::COLUMNS.join(","));
    let mut file = Vec::new();
    let report = encode(
        csv.as_bytes(),
        &schema(),
        b"besa linkage key 1\nround: a\nsecret: 000102030405060708090a0b0c\n",
        "A",
        &mut file,
    )
    .expect("a poor list is still a list");
    let warnings = report.warnings.join("\n");
    assert!(warnings.contains("fewer than 32 bytes"), "{warnings}");
    assert!(warnings.contains("1 rows say nothing"), "{warnings}");
    assert!(warnings.contains("2 rows lack everything"), "{warnings}");
    assert_eq!(report.missing["father_name"], 2);
}

#[test]
fn key_holders_and_encoded_files_read_the_same_check_value() {
    let text = key("2026-11");
    let (round, value) = linkage::command::check_value(text.as_bytes()).expect("a key file");
    assert_eq!(round.as_str(), "2026-11");
    assert_eq!(value.split(' ').map(str::len).collect::<Vec<_>>(), [4; 8]);
    let list = &lists(40, &[0.9], 3)[0];
    let mut file = Vec::new();
    let told = encode(
        list.csv.as_bytes(),
        &schema(),
        text.as_bytes(),
        "A",
        &mut file,
    );
    assert_eq!(told.expect("a good list").check_value, value);
    assert!(linkage::EncodedList::begins(&file) && !linkage::EncodedList::begins(b"EMRI;MBIEMRI"));
    let read = linkage::EncodedList::read("A", &file).expect("our own file");
    let digits: String = read
        .check_value()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(digits, value.replace(' ', ""));
}
