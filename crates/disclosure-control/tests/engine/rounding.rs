//! Controlled rounding: sums hold, zeros and multiples stay, nothing moves further than it may, and
//! no small count can be told.

use crate::{
    random::{Sample, samples},
    support::{many_victims, victims},
};
use disclosure_control::{
    Attacker, Catalogue, Dimension, Error, Missing, Published, System, Table,
    rounding::{Options, Rounded, protect, round},
};
use proptest::prelude::*;

fn system(tables: Vec<Table>) -> System {
    let mut catalogue = Catalogue::new();
    for table in tables {
        catalogue.publish(table.unpublished()).expect("cells");
    }
    catalogue.system().expect("an additive table")
}

/// Everything that rounding promises, looked at from outside.
fn assert_kept(system: &System, rounded: &Rounded) {
    let value = |cell: u32| match rounded.values[cell as usize] {
        Some(value) => value,
        None => match system.cells()[cell as usize].published {
            Published::Exact(value) | Published::Rounded { value, .. } => value,
            Published::Hidden { .. } => panic!("a cell was left out"),
        },
    };
    let mut total = 0;
    for (number, cell) in system.cells().iter().enumerate() {
        let (Some(value), Some(truth)) = (rounded.values[number], cell.truth) else {
            continue;
        };
        assert_eq!(value % rounded.base, 0);
        assert!(value >= 0);
        assert!((value - truth).abs() < rounded.base * rounded.steps);
        if truth == 0 || (rounded.steps == 1 && truth % rounded.base == 0) {
            assert_eq!(value, truth, "a multiple moved");
        }
        total += (value - truth).abs();
    }
    assert_eq!(total, rounded.total_change);
    for equation in system.equations() {
        let sum: i64 = equation.parts.iter().map(|&part| value(part)).sum();
        assert_eq!(value(equation.whole), sum);
    }
}

/// The smallest sums of changes for 105 made-up victims, found with another solver (HiGHS): by qark
/// and form, by qark, sex and age, and by all four.
#[test]
fn the_change_is_the_smallest_possible() {
    for (columns, base, smallest) in [
        (&["qark", "form"][..], 3, 46),
        (&["qark", "form"], 5, 82),
        (&["qark", "sex", "age"], 3, 132),
        (&["qark", "sex", "age"], 5, 220),
        (&["qark", "sex", "age", "form"], 3, 514),
        (&["qark", "sex", "age", "form"], 5, 760),
    ] {
        let Some(table) = victims(columns) else {
            return;
        };
        let system = system(vec![table]);
        let rounded = round(&system, &Options::nearest(base)).expect("can be rounded");
        assert_kept(&system, &rounded);
        assert_eq!(
            (rounded.steps, rounded.total_change),
            (1, smallest),
            "{columns:?} {base}"
        );
    }
}

/// A table of made-up people in four dimensions, one of them with two levels.
fn many(people: u64) -> Table {
    let places: Vec<String> = (0..60).map(|place| format!("m{place}")).collect();
    let regions: Vec<String> = (0..12).map(|region| format!("r{region}")).collect();
    let mut links: Vec<(&str, &str)> = regions.iter().map(|one| (one.as_str(), "Total")).collect();
    links.extend(places.iter().enumerate().map(|(place, name)| {
        let region: &str = &regions[place % 12];
        (name.as_str(), region)
    }));
    let dimensions = vec![
        Dimension::hierarchical("place", "Total", links).expect("a tree"),
        Dimension::flat("sex", "Total", ["f", "m"]).expect("codes"),
        Dimension::flat("age", "Total", ["0", "1", "2", "3", "4", "5"]).expect("codes"),
        Dimension::flat("form", "Total", ["a", "b", "c", "d", "e"]).expect("codes"),
    ];
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Small numbers are likelier, as among real places and forms.
        let one = (state >> 33) % below;
        let other = (state >> 17) % below;
        one.min(other) as usize
    };
    let records: Vec<(Vec<&str>, i64)> = (0..people)
        .map(|_| {
            let codes = vec![
                places[draw(60)].as_str(),
                ["f", "m"][draw(2)],
                ["0", "1", "2", "3", "4", "5"][draw(6)],
                ["a", "b", "c", "d", "e"][draw(5)],
            ];
            (codes, 1)
        })
        .collect();
    Table::tabulate("many", dimensions, records).expect("a table")
}

#[test]
fn a_large_table_is_rounded_next_to_every_count() {
    for base in [3, 5, 10] {
        for seed in 0..4 {
            let system = system(vec![many(5_000)]);
            let options = Options {
                largest_program: 0,
                ..Options::unbiased(base, [seed; 32])
            };
            let rounded = round(&system, &options).expect("can be rounded");
            assert_kept(&system, &rounded);
            // Two bases at most, in every total of every combination.
            assert!(rounded.steps <= 2, "{base} {seed}");
            assert_eq!(round(&system, &options).expect("again"), rounded);
        }
    }
}

/// Twenty thousand people in 29,979 cells, to base 3: another program's totals are up to 7 away.
#[test]
fn the_largest_reference_table_stays_within_two_bases() {
    let Some(table) = many_victims() else { return };
    let system = system(vec![table]);
    assert_eq!(system.cells().len(), 29_979);
    let rounded = round(&system, &Options::unbiased(3, [9; 32])).expect("can be rounded");
    assert_kept(&system, &rounded);
    assert!(rounded.largest_change < 6);
}

/// Tables that share cells are rounded together, and what is out already stays.
#[test]
fn tables_share_their_margins_and_earlier_releases_stay() {
    let (Some(one), Some(other), Some(third)) = (
        victims(&["qark", "sex"]),
        victims(&["qark", "age"]),
        victims(&["qark", "form"]),
    ) else {
        return;
    };
    let together = system(vec![one.clone(), other.clone()]);
    let options = Options::unbiased(5, [3; 32]);
    let rounded = round(&together, &options).expect("can be rounded");
    assert_kept(&together, &rounded);

    let mut public = together.clone();
    rounded.publish(&mut public).expect("the same system");
    let mut catalogue = Catalogue::new();
    for table in [one, other] {
        let mut released = table.unpublished();
        for position in released.positions() {
            let at = |cell: &usize| together.codes(*cell) == codes(&released, position);
            let cell = (0..together.cells().len()).find(at).expect("the same cell");
            let said = public.cells()[cell].published;
            released.replace_at(position, said).expect("listed");
        }
        catalogue.publish(released).expect("cells");
    }
    catalogue.publish(third.unpublished()).expect("cells");
    let later = catalogue.system().expect("additive");
    let added = round(&later, &Options::unbiased(5, [4; 32])).expect("fits what is out");
    assert_kept(&later, &added);
    let is_new = |cell: usize| matches!(later.cells()[cell].published, Published::Hidden { .. });
    for (cell, value) in added.values.iter().enumerate() {
        assert_eq!(
            value.is_some(),
            is_new(cell) && later.cells()[cell].truth.is_some()
        );
    }
}

fn codes(table: &Table, position: u64) -> std::collections::BTreeMap<String, String> {
    let names = table.dimensions().iter().map(Dimension::name);
    names
        .zip(table.codes_at(position))
        .filter(|(_, code)| *code != "Total")
        .map(|(name, code)| (name.to_owned(), code.to_owned()))
        .collect()
}

#[test]
fn no_small_count_can_be_told_from_a_rounded_table() {
    for (columns, base) in [(&["qark", "sex", "age"][..], 3), (&["qark", "form"], 5)] {
        let Some(table) = victims(columns) else {
            return;
        };
        for seed in 0..5 {
            let options = Options::unbiased(base, [seed; 32]);
            let system = system(vec![table.clone()]);
            let protected = protect(&system, &Attacker::default(), &options).expect("rounded");
            assert_eq!(protected.audit.disclosed().count(), 0);
        }
    }
}

#[test]
fn what_cannot_add_up_is_refused_with_the_place() {
    // The total is out, exact and as a multiple; its parts cannot reach it.
    let dimension = Dimension::flat("sex", "Total", ["f", "m"]).expect("codes");
    let mut table = Table::new("victims", vec![dimension], Missing::Unknown).expect("a table");
    table
        .set_true(&["Total"], Published::rounded(15, 5), 11)
        .expect("a cell");
    table
        .set_true(&["f"], Published::hidden(), 1)
        .expect("a cell");
    table
        .set_true(&["m"], Published::hidden(), 10)
        .expect("a cell");
    let mut catalogue = Catalogue::new();
    catalogue.publish(table).expect("cells");
    let system = catalogue.system().expect("additive");
    let close = Options {
        most_steps: 1,
        ..Options::nearest(5)
    };
    assert_eq!(round(&system, &close).expect("5 and 10").total_change, 4);
    let mut narrow = system.clone();
    let total = narrow
        .cells()
        .iter()
        .position(|cell| cell.truth == Some(11));
    narrow
        .publish(
            total.expect("the total"),
            Published::Rounded {
                value: 20,
                base: 5,
                steps: 2,
            },
        )
        .expect("admits 11");
    let refused = round(&narrow, &close);
    assert!(
        matches!(refused, Err(Error::Infeasible { .. })),
        "{refused:?}"
    );
    let text = refused
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(!text.contains("11"), "a count stands in {text}");
    assert!(matches!(
        round(&system, &Options::nearest(1)),
        Err(Error::Option { .. })
    ));
}

fn whole(sample: &Sample) -> System {
    let mut open = sample.clone();
    open.hidden.fill(false);
    system(vec![open.table(false)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_rounded_table_keeps_its_promises(
        sample in samples(),
        base in 2_i64..=6,
        seed in any::<[u8; 32]>(),
        largest_program in prop_oneof![Just(0_usize), Just(4_000)],
    ) {
        let system = whole(&sample);
        let options = Options { largest_program, ..Options::unbiased(base, seed) };
        match round(&system, &options) {
            Ok(rounded) => {
                assert_kept(&system, &rounded);
                prop_assert_eq!(round(&system, &options), Ok(rounded));
            }
            Err(error) => {
                // The programme proves what the search only fails at.
                prop_assert!(largest_program == 0, "{error}");
            }
        }
    }

    /// Whatever multiples come out, a reader who knows the rule cannot tell a count between two.
    #[test]
    fn a_rounded_table_gives_no_count_away(sample in samples(), seed in any::<[u8; 32]>()) {
        let system = whole(&sample);
        let protected = protect(&system, &Attacker::default(), &Options::unbiased(5, seed));
        let protected = protected.expect("can be rounded");
        for cell in &protected.audit.cells {
            let truth = system.cells()[cell.cell].truth.expect("known");
            prop_assert!(cell.low.expect("bounded") <= truth);
            prop_assert!(cell.high.expect("bounded") >= truth);
        }
    }
}
