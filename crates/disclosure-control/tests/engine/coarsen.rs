//! Suggestions: what they say about cells, against counting by hand, and that they can be relied upon.

use crate::support::golden;
use disclosure_control::{
    Attacker, Dimension, Error,
    coarsen::{Choice, Inner, Limits, Policy, Suggestion, suggest},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const AGES: [(&str, &str); 6] = [
    ("0-13", "child"),
    ("14-17", "child"),
    ("18-24", "adult"),
    ("25+", "adult"),
    ("child", "Total"),
    ("adult", "Total"),
];

fn dimensions() -> Vec<Dimension> {
    vec![
        Dimension::flat("sex", "Total", ["F", "M"]).expect("distinct"),
        Dimension::hierarchical("age", "Total", AGES).expect("a tree"),
    ]
}

fn policy() -> Policy {
    Policy {
        threshold: 3,
        width: 3,
        attacker: Attacker::default(),
    }
}

fn years() -> Vec<String> {
    ["2021", "2022", "2023"].map(str::to_owned).to_vec()
}

/// Each year: girls 2 and 3, women 2 and 2, boys 2 and 2, men 1 and 3.
fn few() -> Vec<Inner<'static>> {
    let mut counts = Vec::new();
    for period in 0..3 {
        for (sex, age, count) in [
            ("F", "0-13", 2),
            ("F", "14-17", 3),
            ("F", "18-24", 2),
            ("F", "25+", 2),
            ("M", "0-13", 2),
            ("M", "14-17", 2),
            ("M", "18-24", 1),
            ("M", "25+", 3),
        ] {
            counts.push(Inner {
                codes: vec![sex, age],
                period,
                count,
            });
        }
    }
    counts
}

fn find<'a>(all: &'a [Suggestion], pooled: usize, sex: &Choice, age: &Choice) -> &'a Suggestion {
    let found = all.iter().find(|one| {
        one.pools[0].len() == pooled && one.choices[0].1 == *sex && one.choices[1].1 == *age
    });
    found.expect("among the suggestions")
}

#[test]
fn pooling_and_coarser_ages_are_counted_as_by_hand() {
    let limits = Limits {
        suggestions: 100,
        ..Limits::default()
    };
    let all = suggest(&dimensions(), &years(), &few(), &policy(), limits).expect("possible");
    // Three kinds of age × with and without sex × pools of 1, 2 and 3 years.
    assert_eq!(all.len(), 3 * 2 * 3);
    let adult = Choice::Coarser(vec!["child".to_owned(), "adult".to_owned()]);
    // Pooled over three years every age is 6 or more, but men of 18–24 are 3.
    let one = find(&all, 3, &Choice::Kept, &Choice::Kept);
    assert_eq!((one.cells, one.small), (21, 1));
    assert!(one.beside >= 3);
    assert_eq!(one.publishable, one.cells - one.small - one.beside);
    // Child and adult only: 5, 4, 4, 4 a year, nothing small, all 9 cells of 3 years.
    let one = find(&all, 1, &Choice::Kept, &adult);
    assert_eq!(
        (one.cells, one.publishable, one.small, one.beside),
        (27, 27, 0, 0)
    );
    assert_eq!(
        one.english("year"),
        "each year by itself; age as child, adult only: 27 of 27 cells publishable"
    );
    // A pool of two leaves the first year out.
    let one = find(&all, 2, &Choice::LeftOut, &Choice::LeftOut);
    assert_eq!(one.pools, [vec!["2022".to_owned(), "2023".to_owned()]]);
    assert_eq!((one.cells, one.publishable), (1, 1));
    // The best is the one that tells most of those of which nine in ten cells can be published.
    assert_eq!(all[0].publishable, 27);
    assert_eq!(all[0].choices[1].1, adult);
}

#[test]
fn what_cannot_be_suggested_is_said() {
    let limits = Limits {
        cells: 0,
        ..Limits::default()
    };
    let error = suggest(&dimensions(), &years(), &few(), &policy(), limits).expect_err("no table");
    assert!(matches!(error, Error::Infeasible { .. }), "{error}");
    let odd = [Inner {
        codes: vec!["F", "26"],
        period: 0,
        count: 1,
    }];
    let error =
        suggest(&dimensions(), &years(), &odd, &policy(), Limits::default()).expect_err("a code");
    assert!(error.to_string().contains("\"26\""), "{error}");
}

/// 105 victims by quarter: per quarter hardly anything can be published, pooled and coarse most.
#[test]
fn the_reference_year_gets_sensible_suggestions() {
    let Some(text) = golden("at105.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|one| one.expect("a row")).collect();
    let column = |name: &str, place: usize| {
        let mut codes: Vec<&str> = rows.iter().map(|row| &row[place]).collect();
        codes.sort_unstable();
        codes.dedup();
        Dimension::flat(name, "Total", codes).expect("distinct")
    };
    let dimensions = [column("qark", 0), column("sex", 3), column("age", 4)];
    let quarters: Vec<String> = ["Q1", "Q2", "Q3", "Q4"].map(str::to_owned).to_vec();
    let counts: Vec<Inner> = rows
        .iter()
        .map(|row| Inner {
            codes: vec![&row[0], &row[3], &row[4]],
            period: quarters
                .iter()
                .position(|quarter| *quarter == row[6])
                .expect("a quarter"),
            count: 1,
        })
        .collect();
    let all = suggest(
        &dimensions,
        &quarters,
        &counts,
        &policy(),
        Limits::default(),
    )
    .expect("possible");
    for one in &all {
        eprintln!("{}", one.english("quarter"));
        assert!(one.publishable <= one.cells && one.telling <= one.publishable);
    }
    assert!(all[0].publishable * 100 >= all[0].cells * 90);
}

/// Small cells by counting, independent of the engine.
fn small_by_hand(counts: &[(usize, usize, usize, i64)], from: usize, pooled: usize) -> usize {
    const AGE: [&str; 4] = ["child", "child", "adult", "adult"];
    let mut small = 0;
    for pool in (from..3).step_by(pooled) {
        let mut cells = BTreeMap::<(usize, &str), i64>::new();
        for &(sex, age, period, count) in counts {
            if (pool..pool + pooled).contains(&period) {
                for sex in [sex, 9] {
                    for age in [AGE[age], "Total"] {
                        *cells.entry((sex, age)).or_default() += count;
                    }
                }
            }
        }
        small += cells
            .values()
            .filter(|count| (1..=3).contains(*count))
            .count();
    }
    small
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_counts_give_the_same_suggestions_and_small_cells_are_all_seen(
        mut counts in prop::collection::vec((0_usize..2, 0_usize..4, 0_usize..3, 0_i64..9), 1..30),
    ) {
        const AGE: [&str; 4] = ["0-13", "14-17", "18-24", "25+"];
        let limits = Limits { suggestions: 100, ..Limits::default() };
        let of = |counts: &[(usize, usize, usize, i64)]| {
            let inner: Vec<Inner> = counts
                .iter()
                .map(|&(sex, age, period, count)| Inner { codes: vec![["F", "M"][sex], AGE[age]], period, count })
                .collect();
            suggest(&dimensions(), &years(), &inner, &policy(), limits)
        };
        let first = of(&counts);
        counts.reverse();
        prop_assert_eq!(&first, &of(&counts));
        let adult = Choice::Coarser(vec!["child".to_owned(), "adult".to_owned()]);
        for one in first.iter().flatten() {
            prop_assert_eq!(one.publishable + one.small + one.beside, one.cells);
            if one.choices[0].1 == Choice::Kept && one.choices[1].1 == adult {
                let pooled = one.pools[0].len();
                prop_assert_eq!(one.small, small_by_hand(&counts, 3 % pooled, pooled));
                // One hidden cell alone would be no secret.
                prop_assert!(one.small == 0 || one.small + one.beside >= 2);
            }
        }
    }
}
