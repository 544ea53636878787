//! Records in which nobody stands out, counted again by the test itself.

use crate::support::golden;
use disclosure_control::{
    Dimension, Error,
    anonymous_records::{ANY, Asked, LEAST_RECORDS, anonymise, smallest_group},
};
use proptest::prelude::*;
use std::collections::HashMap;

const AGES: [(&str, &str); 7] = [
    ("0-13", "child"),
    ("14-17", "child"),
    ("18-24", "adult"),
    ("25+", "adult"),
    ("child", "Total"),
    ("adult", "Total"),
    ("unknown", "Total"),
];

fn dimensions() -> Vec<Dimension> {
    vec![
        Dimension::flat("sex", "Total", ["F", "M"]).expect("distinct"),
        Dimension::hierarchical("age", "Total", AGES).expect("a tree"),
        Dimension::flat("form", "Total", ["a", "b", "c", "d"]).expect("distinct"),
    ]
}

fn assert_anonymous(rows: &[Vec<String>], k: usize) {
    let mut groups = HashMap::<&[String], usize>::new();
    for row in rows {
        *groups.entry(row).or_default() += 1;
    }
    assert!(groups.values().all(|&size| size >= k), "{groups:?}");
}

#[test]
fn rare_ages_become_child_and_adult_before_anything_is_given_up() {
    // Ten boys of 0–13 with form a; everybody else in groups of hundreds.
    let mut records: Vec<Vec<&str>> = vec![vec!["M", "0-13", "a"]; 10];
    for number in 0..2_400 {
        records.push(vec![
            ["F", "M"][number % 2],
            ["14-17", "18-24", "25+"][number / 2 % 3],
            ["a", "b"][number / 6 % 2],
        ]);
    }
    let done = anonymise(
        &dimensions(),
        &records,
        Asked {
            k: 11,
            left_out_per_mille: 0,
        },
    )
    .expect("possible");
    assert_eq!((done.left_out, done.rows.len()), (0, 2_410));
    assert_eq!(done.levels, [0, 1, 0]);
    assert_anonymous(&done.rows, 11);
    assert!(done.rows.iter().any(|row| row[1] == "child"));
    assert!(done.rows.iter().all(|row| !row.contains(&ANY.to_owned())));
    // When ten may be left out, they are, and the ages stay.
    let done = anonymise(
        &dimensions(),
        &records,
        Asked {
            k: 11,
            left_out_per_mille: 5,
        },
    )
    .expect("possible");
    assert_eq!(
        (done.left_out, done.levels.as_slice()),
        (10, &[0, 0, 0][..])
    );
    assert_anonymous(&done.rows, 11);
}

#[test]
fn what_must_not_be_handed_out_is_refused() {
    let few: Vec<Vec<&str>> = vec![vec!["F", "25+", "a"]; LEAST_RECORDS - 1];
    let error = anonymise(&dimensions(), &few, Asked::default()).expect_err("too few");
    assert!(
        error.to_string().contains("1999 records") && error.to_string().contains("alone"),
        "{error}"
    );
    let many: Vec<Vec<&str>> = vec![vec!["F", "25+", "a"]; LEAST_RECORDS];
    for k in [0, 1, 9] {
        let asked = Asked {
            k,
            ..Asked::default()
        };
        assert!(matches!(
            anonymise(&dimensions(), &many, asked),
            Err(Error::Option { .. })
        ));
    }
    let asked = Asked {
        left_out_per_mille: 201,
        ..Asked::default()
    };
    assert!(anonymise(&dimensions(), &many, asked).is_err());
    // A number that tells everybody apart.
    let numbers: Vec<String> = (0..LEAST_RECORDS)
        .map(|number| number.to_string())
        .collect();
    let own =
        Dimension::flat("case", "Total", numbers.iter().map(String::as_str)).expect("distinct");
    let records: Vec<Vec<&str>> = numbers.iter().map(|number| vec![number.as_str()]).collect();
    let error = anonymise(&[own], &records, Asked::default()).expect_err("an identifier");
    assert!(error.to_string().contains("\"case\""), "{error}");
    // Nothing left to tell: two thousand people in a thousand pairs.
    let pairs = Dimension::flat("pair", "Total", numbers[..1000].iter().map(String::as_str))
        .expect("distinct");
    let records: Vec<Vec<&str>> = (0..LEAST_RECORDS)
        .map(|number| vec![numbers[number / 2].as_str()])
        .collect();
    let error = anonymise(&[pairs], &records, Asked::default()).expect_err("nothing to tell");
    assert!(
        error.to_string().contains("nothing could be told"),
        "{error}"
    );
    assert!(
        anonymise(
            &dimensions(),
            &vec![vec!["F", "25+", "z"]; 2_000],
            Asked::default()
        )
        .is_err()
    );
    assert_eq!(smallest_group(&[]), None);
}

#[test]
fn the_large_reference_file_keeps_most_of_what_it_tells() {
    let (Some(text), Some(places)) = (golden("at20000.csv"), golden("geo_hierarchy.csv")) else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|one| one.expect("a row")).collect();
    let places: Vec<Vec<&str>> = places
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    let mut links: Vec<(&str, &str)> = Vec::new();
    for place in &places {
        for link in [
            (place[2], place[1]),
            (place[1], place[0]),
            (place[0], "Total"),
        ] {
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    let mut dimensions = vec![Dimension::hierarchical("place", "Total", links).expect("a tree")];
    for (name, column) in [("sex", 3), ("age", 4), ("form", 5)] {
        let mut codes: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
        codes.sort_unstable();
        codes.dedup();
        dimensions.push(Dimension::flat(name, "Total", codes).expect("distinct"));
    }
    let records: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| vec![&row[2], &row[3], &row[4], &row[5]])
        .collect();
    let done = anonymise(&dimensions, &records, Asked::default()).expect("possible");
    assert_anonymous(&done.rows, 11);
    assert!(done.left_out * 20 <= records.len());
    // Communes are far too fine; something of everything is still told.
    assert!(done.levels[0] >= 1);
    assert_eq!(done.rows.len() + done.left_out, records.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_combination_occurs_k_times_in_whatever_order_people_stand(
        weights in prop::collection::vec((0_usize..2, 0_usize..5, 0_usize..4, 1_usize..400), 8..30),
        k in 10_usize..16,
        left in 0_usize..100,
    ) {
        const AGE: [&str; 5] = ["0-13", "14-17", "18-24", "25+", "unknown"];
        let mut records: Vec<Vec<&str>> = Vec::new();
        for &(sex, age, form, count) in &weights {
            let record = vec![["F", "M"][sex], AGE[age], ["a", "b", "c", "d"][form]];
            records.extend(std::iter::repeat_n(record, count));
        }
        let asked = Asked { k, left_out_per_mille: left };
        let done = anonymise(&dimensions(), &records, asked);
        records.reverse();
        let again = anonymise(&dimensions(), &records, asked);
        prop_assert_eq!(&done, &again);
        if let Ok(done) = done {
            assert_anonymous(&done.rows, k);
            prop_assert_eq!(done.rows.len() + done.left_out, records.len());
            prop_assert!(done.left_out * 1_000 <= records.len() * left);
            prop_assert!(done.rows.is_sorted());
        }
    }
}
