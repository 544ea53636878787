//! Random years, released table by table in any order and corrected: whatever comes out is safe
//! together, stands for its counts, and agrees with itself. And what is not safe is found.

use crate::{
    CellKey, ReleaseError, Shown,
    past::{Past, PastCell},
    protect::{Question, protect, world},
    settled::{Counts, Settled},
};
use disclosure_control::Published;
use proptest::prelude::*;
use std::collections::BTreeMap;
use vocabulary::{
    Breakdown, Country, IndicatorCode, Period, PlaceCode,
    country::{Audience, Protection, RegisteredTable},
};

fn albania() -> Country {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Country::parse(&read).expect("the package is right")
}

fn key(indicator: &str, place: &str, period: &str, breakdown: &str) -> CellKey {
    CellKey {
        indicator: IndicatorCode::parse(indicator).expect("a code"),
        place: PlaceCode::parse(place).expect("a code"),
        period: Period::parse(period).expect("a period"),
        breakdown: Breakdown::parse(breakdown).expect("a breakdown"),
    }
}

const FORMS: [&str; 5] = ["sexual", "labour", "begging", "criminality", "other"];

/// One victim: region, sex, age, form, quarter.
type Victim = (usize, bool, bool, usize, usize);

fn counts(victims: &[Victim]) -> Counts {
    let mut counts: BTreeMap<CellKey, i64> = BTreeMap::new();
    let region = |number: usize| format!("AL-{:02}", number + 1);
    for number in 0..12 {
        for part in ["", "age=child", "age=adult"] {
            counts.insert(key("V01", &region(number), "2025", part), 0);
        }
    }
    let mut national: Vec<CellKey> = ["", "sex=female", "sex=male", "age=child", "age=adult"]
        .iter()
        .map(|part| key("V01", "AL", "2025", part))
        .collect();
    national.extend(
        FORMS
            .iter()
            .map(|form| key("V01", "AL", "2025", &format!("form={form}"))),
    );
    national.extend((1..=4).map(|number| key("V01", "AL", &format!("2025Q{number}"), "")));
    counts.extend(national.into_iter().map(|key| (key, 0)));
    for (place, is_female, is_child, form, quarter) in victims {
        let age = if *is_child { "age=child" } else { "age=adult" };
        let sex = if *is_female { "sex=female" } else { "sex=male" };
        let keys = [
            key("V01", "AL", "2025", ""),
            key("V01", "AL", "2025", age),
            key("V01", "AL", "2025", sex),
            key("V01", "AL", "2025", &format!("form={}", FORMS[*form])),
            key("V01", "AL", &format!("2025Q{}", quarter + 1), ""),
            key("V01", &region(*place), "2025", ""),
            key("V01", &region(*place), "2025", age),
        ];
        for key in keys {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts
        .into_iter()
        .map(|(key, count)| (key, Settled::Count(count)))
        .collect()
}

struct Year {
    country: Country,
    pasts: Vec<Past>,
    /// Protections of tables that are not the package's.
    methods: BTreeMap<&'static str, Protection>,
}

impl Year {
    fn table(&self, code: &str) -> RegisteredTable {
        let table = self.country.registered_table(code);
        let mut table = table.expect("a registered table").clone();
        if let Some(method) = self.methods.get(code) {
            table.protection = *method;
        }
        table
    }

    fn release(
        &mut self,
        code: &str,
        counts: &Counts,
        seed: u8,
        corrects: Option<i64>,
    ) -> Result<(), ReleaseError> {
        self.release_in("AL", code, counts, (seed, corrects))
    }

    fn release_in(
        &mut self,
        place: &str,
        code: &str,
        counts: &Counts,
        (seed, corrects): (u8, Option<i64>),
    ) -> Result<(), ReleaseError> {
        let table = self.table(code);
        let place = PlaceCode::parse(place).expect("a code");
        let period = Period::parse("2025").expect("a period");
        let protected = protect(&Question {
            country: &self.country,
            table: &table,
            place: &place,
            period,
            counts,
            pasts: &self.pasts,
            printed: BTreeMap::new(),
            corrects,
            seed: [seed; 32],
            secret: [7; 32],
        })?;
        self.pasts.push(Past {
            id: self.pasts.len() as i64 + 1,
            table: code.to_owned(),
            place,
            period,
            state: protected.state,
            corrects,
            audience: table.audience,
            protection: table.protection,
            cells: protected.cells,
            known: protected.known,
        });
        Ok(())
    }

    fn expect_safe(&self) {
        let judged = world(&self.country, &self.pasts, BTreeMap::new()).judged();
        let judged = judged.expect("the releases agree");
        assert_eq!(judged.findings, []);
        assert!(judged.certificate.is_some());
        for past in &self.pasts {
            for cell in &past.cells {
                let published = cell.shown.published();
                let admits = published.zip(cell.count);
                assert!(admits.is_none_or(|(published, count)| published.admits(count)));
            }
        }
    }
}

const TABLES: [&str; 5] = [
    "victims-by-sex",
    "victims-by-age",
    "victims-by-form",
    "victims-by-quarter",
    "victims-by-region",
];

fn victims(most: usize) -> impl Strategy<Value = Vec<Victim>> {
    let one = (
        0..12usize,
        any::<bool>(),
        any::<bool>(),
        0..5usize,
        0..4usize,
    );
    prop::collection::vec(one, 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_year_released_in_any_order_is_safe_together(
        victims in victims(130), late in victims(9), seed in any::<u8>(),
        order in Just(TABLES.to_vec()).prop_shuffle(), before in 1..5usize
    ) {
        let mut year = Year { country: albania(), pasts: Vec::new(), methods: BTreeMap::new() };
        let first = counts(&victims);
        // What is out already may leave a later table no way that is safe: then it is refused.
        for table in &order[..before] {
            let refused = year.release(table, &first, seed, None).err();
            prop_assert!(matches!(refused, None | Some(ReleaseError::Refused(_))), "{refused:?}");
        }
        prop_assert!(!year.pasts.is_empty(), "nothing at all could be released");
        year.expect_safe();
        // Tables that share a cell show it alike.
        let mut shown: BTreeMap<CellKey, Shown> = BTreeMap::new();
        for cell in year.pasts.iter().flat_map(|past| &past.cells) {
            let before = shown.insert(cell.key.clone(), cell.shown);
            prop_assert!(before.is_none_or(|before| before == cell.shown));
        }
        // Late registrations: corrections where they are needed, then the rest.
        let mut all = victims;
        all.extend(late);
        let second = counts(&all);
        for past in year.pasts.clone() {
            let refused = year.release(&past.table, &second, seed, Some(past.id)).err();
            prop_assert!(matches!(refused, None | Some(ReleaseError::Refused(_))), "{refused:?}");
        }
        for table in &order[before..] {
            let refused = year.release(table, &second, seed, None).err();
            prop_assert!(matches!(refused, None | Some(ReleaseError::Refused(_))), "{refused:?}");
        }
        year.expect_safe();
    }
}

fn method() -> impl Strategy<Value = Protection> {
    prop_oneof![
        (2..6i64).prop_map(|base| Protection::Rounding { base }),
        (1..5i64, 2..5i64)
            .prop_map(|(threshold, width)| Protection::Suppression { threshold, width }),
        (2..5i64, 1..4i64).prop_flat_map(|(maximum, variance)| (0..maximum).prop_map(
            move |small| Protection::CellKey {
                maximum,
                variance,
                small
            }
        )),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_methods_and_the_readers_a_year_is_safe_together(
        victims in victims(130), late in victims(9), seed in any::<u8>(),
        methods in prop::collection::vec(method(), TABLES.len()),
        order in Just(TABLES.to_vec()).prop_shuffle(),
        regions in prop::collection::vec(1..13usize, 0..4)
    ) {
        let methods = TABLES.iter().copied().zip(methods).collect();
        let mut year = Year { country: albania(), pasts: Vec::new(), methods };
        let refused = |outcome: Result<(), ReleaseError>| {
            matches!(outcome, Ok(()) | Err(ReleaseError::Refused(_) | ReleaseError::Engine(_)))
        };
        let first = counts(&victims);
        for table in &order[..3] {
            prop_assert!(refused(year.release(table, &first, seed, None)));
        }
        // Members of several committees are shown theirs in between.
        for region in &regions {
            let place = format!("AL-{region:02}");
            let mut chain = year.pasts.iter().filter(|past| past.place.as_str() == place);
            let before = chain.next_back().map(|past| past.id);
            let about = (seed, before);
            prop_assert!(refused(year.release_in(&place, "members-victims-by-age", &first, about)));
        }
        year.expect_safe();
        let mut all = victims;
        all.extend(late);
        let second = counts(&all);
        for past in year.pasts.clone() {
            let place = past.place.to_string();
            let about = (seed, Some(past.id));
            prop_assert!(refused(year.release_in(&place, &past.table, &second, about)));
        }
        for table in &order[3..] {
            prop_assert!(refused(year.release(table, &second, seed, None)));
        }
        year.expect_safe();
    }
}

#[test]
fn suppression_hides_what_is_small_and_prints_the_rest() {
    let methods = BTreeMap::from([(
        "victims-by-form",
        Protection::Suppression {
            threshold: 3,
            width: 3,
        },
    )]);
    let mut year = Year {
        country: albania(),
        pasts: Vec::new(),
        methods,
    };
    let mut counts = counts(&[]);
    let shares = [60, 30, 2, 7, 0];
    for (form, share) in FORMS.iter().zip(shares) {
        let key = key("V01", "AL", "2025", &format!("form={form}"));
        counts.insert(key, Settled::Count(share));
    }
    counts.insert(key("V01", "AL", "2025", ""), Settled::Count(99));
    year.release("victims-by-form", &counts, 1, None)
        .expect("it can be hidden");
    year.expect_safe();
    let cells = &year.pasts[0].cells;
    let shown = |part: &str| {
        let key = key("V01", "AL", "2025", part);
        cells
            .iter()
            .find(|cell| cell.key == key)
            .map(|cell| cell.shown)
    };
    assert_eq!(shown("form=begging"), Some(Shown::Hidden));
    assert_eq!(shown("form=sexual"), Some(Shown::Number { value: 60 }));
    // The cheapest complement of 2 is 7, and the total stays.
    assert_eq!(shown("form=criminality"), Some(Shown::Hidden));
    assert_eq!(shown(""), Some(Shown::Number { value: 99 }));
}

#[test]
fn a_key_changes_the_same_count_alike_whenever_it_is_asked() {
    let key_method = Protection::CellKey {
        maximum: 4,
        variance: 2,
        small: 2,
    };
    let year = |seed: u8| {
        let methods = BTreeMap::from([("victims-by-region", key_method)]);
        let mut year = Year {
            country: albania(),
            pasts: Vec::new(),
            methods,
        };
        let mut counts = counts(&[]);
        for region in 1..=12 {
            let place = format!("AL-{region:02}");
            counts.insert(key("V01", &place, "2025", ""), Settled::Count(region * 2));
            counts.insert(
                key("V01", &place, "2025", "age=child"),
                Settled::Count(region),
            );
            counts.insert(
                key("V01", &place, "2025", "age=adult"),
                Settled::Count(region),
            );
        }
        year.release("victims-by-region", &counts, seed, None)
            .expect("it can be changed");
        year.expect_safe();
        year.pasts.remove(0).cells
    };
    let (one, other) = (year(1), year(2));
    assert_eq!(one, other);
    let mut changed = 0;
    for cell in &one {
        let Shown::Perturbed { value, low, high } = cell.shown else {
            panic!("{:?}", cell.shown);
        };
        assert!(value == 0 || value > 2, "{value}");
        assert!(high - low >= 4, "{low} to {high}");
        changed += usize::from(Some(value) != cell.count);
    }
    assert!(changed > 0);
}

/// A release as somebody else could have put it into the register.
fn forged(id: i64, table: &str, base: i64, cells: &[(CellKey, i64)]) -> Past {
    let cells = cells.iter().map(|(key, value)| PastCell {
        key: key.clone(),
        shown: Shown::Rounded {
            value: *value,
            base,
            steps: 1,
        },
        count: None,
    });
    Past {
        id,
        table: table.to_owned(),
        place: PlaceCode::parse("AL").expect("a code"),
        period: Period::parse("2025").expect("a period"),
        state: 1,
        corrects: None,
        audience: Audience::Public,
        protection: Protection::Rounding { base },
        cells: cells.collect(),
        known: BTreeMap::new(),
    }
}

fn found(pasts: &[Past], printed: &[(CellKey, i64)]) -> Vec<CellKey> {
    let country = albania();
    let printed = printed.iter().cloned().collect();
    let judged = world(&country, pasts, printed)
        .judged()
        .expect("the releases agree");
    judged
        .findings
        .into_iter()
        .map(|finding| finding.cell)
        .collect()
}

#[test]
fn two_drawings_of_one_cell_are_found() {
    let total = key("V01", "AL", "2025", "");
    let alone = forged(1, "victims-by-sex", 3, &[(total.clone(), 102)]);
    assert_eq!(found(std::slice::from_ref(&alone), &[]), []);
    let again = forged(2, "victims-by-age", 3, &[(total.clone(), 99)]);
    assert_eq!(found(&[alone, again], &[])[0], total);
}

#[test]
fn a_sum_that_every_reader_knows_is_reckoned_with() {
    let (potential, formal) = (key("V01", "AL", "2025", ""), key("V02", "AL", "2025", ""));
    let pasts = [
        forged(1, "victims-by-sex", 3, &[(potential.clone(), 99)]),
        forged(2, "formal-victims", 3, &[(formal.clone(), 6)]),
    ];
    assert_eq!(found(&pasts, &[]), []);
    // Printed: 107 in all. Then 97 to 101 and 4 to 8 leave 99 to 101 and 6 to 8: still wide enough.
    let whole = key("V00", "AL", "2025", "");
    assert_eq!(found(&pasts, &[(whole.clone(), 107)]), []);
    // Printed: 109. Then there are 101 and 8, and nothing else.
    assert_eq!(found(&pasts, &[(whole, 109)]), [potential, formal]);
}

#[test]
fn quarters_that_fix_their_year_are_found() {
    let quarters: Vec<(CellKey, i64)> = (1..=4)
        .map(|number| (key("V01", "AL", &format!("2025Q{number}"), ""), 3))
        .collect();
    let mut cells = vec![(key("V01", "AL", "2025", ""), 6)];
    cells.extend(quarters);
    // Each quarter at least 1, the year at most 8: fine. With a year of at most 5 each is 1 or 2.
    assert_eq!(
        found(&[forged(1, "victims-by-quarter", 3, &cells)], &[]),
        []
    );
    cells[0].1 = 3;
    assert_eq!(
        found(&[forged(1, "victims-by-quarter", 3, &cells)], &[]).len(),
        5
    );
}

#[test]
fn a_raw_number_in_a_table_is_no_figure_of_it() {
    let mut past = forged(
        1,
        "victims-by-sex",
        3,
        &[
            (key("V01", "AL", "2025", ""), 102),
            (key("V01", "AL", "2025", "sex=female"), 72),
            (key("V01", "AL", "2025", "sex=male"), 30),
        ],
    );
    assert_eq!(found(std::slice::from_ref(&past), &[]), []);
    // The total and one part as they are: the other part is told.
    past.cells[0].shown = Shown::exactly(101);
    past.cells[1].shown = Shown::exactly(70);
    assert_eq!(
        past.cells[2].shown.published(),
        Some(Published::rounded(30, 3))
    );
    assert_eq!(found(&[past], &[]), [key("V01", "AL", "2025", "sex=male")]);
}
