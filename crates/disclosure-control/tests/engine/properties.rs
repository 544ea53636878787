//! Properties that hold for every table: the audit finds what enumeration finds, more knowledge never
//! widens an interval, names do not matter, and certificates prove what they say and nothing else.

use crate::{
    random::{Sample, samples},
    support::reported,
};
use disclosure_control::{
    Attacker, Catalogue,
    attacker::Zeros,
    audit::{self, Explainer, Options, Side},
    certificate::{Certificate, check},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn attacker(sample: &Sample) -> Attacker {
    Attacker {
        zeros: if sample.prints_zeros {
            Zeros::AlwaysPrinted
        } else {
            Zeros::MayBeHidden
        },
        ..Attacker::default()
    }
}

fn by_codes(sample: &Sample, cell: &[usize]) -> BTreeMap<String, String> {
    sample
        .words(cell)
        .iter()
        .enumerate()
        .filter(|(_, code)| **code != "Total")
        .map(|(dimension, code)| (format!("d{dimension}"), (*code).to_owned()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn the_audit_finds_what_enumeration_finds(sample in samples()) {
        let least = i64::from(sample.prints_zeros);
        let expected: BTreeMap<_, _> = sample
            .enumerated(least)
            .into_iter()
            .map(|(cell, range)| (by_codes(&sample, &cell), range))
            .collect();
        let found: BTreeMap<_, _> = reported(&sample.system(false), &attacker(&sample))
            .into_iter()
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn names_and_order_do_not_matter(sample in samples()) {
        let sorted = |turned| {
            let mut found = reported(&sample.system(turned), &attacker(&sample));
            found.sort();
            found
        };
        prop_assert_eq!(sorted(false), sorted(true));
    }

    #[test]
    fn another_release_never_widens_an_interval(
        sample in samples(),
        also in prop::collection::vec(any::<bool>(), 200),
    ) {
        let mut other = sample.clone();
        let cells = other.cells();
        other.hidden = cells
            .iter()
            .zip(&also)
            .enumerate()
            .map(|(number, (cell, &also))| {
                let is_zero = sample.count(cell, &sample.inner) == 0;
                also && number > 0 && !(is_zero && sample.prints_zeros)
            })
            .collect();
        // Where neither hides a zero, the reader knows it.
        let reader = if sample.prints_zeros { attacker(&sample) } else { Attacker::weak() };
        let alone: Vec<BTreeMap<_, _>> = [&sample, &other]
            .iter()
            .map(|release| reported(&release.system(false), &reader).into_iter().collect())
            .collect();
        let mut catalogue = Catalogue::new();
        catalogue.publish(other.table(true)).expect("cells");
        catalogue.publish(sample.table(false)).expect("cells");
        let together = catalogue.system().expect("one truth");
        for (codes, (low, high)) in reported(&together, &reader) {
            for before in &alone {
                let (least, most) = before[&codes];
                prop_assert!(least <= low && high <= most);
            }
        }
    }

    #[test]
    fn reasons_reach_their_bounds_and_name_true_equations(sample in samples()) {
        let system = sample.system(false);
        let audit = audit::audit(&system, &attacker(&sample), &Options::default())
            .expect("consistent");
        let mut explainer = Explainer::new(&system, &audit).expect("the same attacker");
        for cell in &audit.cells {
            let derivation = explainer.explain(cell);
            for reason in [derivation.low, derivation.high].into_iter().flatten() {
                let total: i64 = reason.terms.iter().map(|term| term.times * term.value).sum();
                let value = match reason.side {
                    Side::AtLeast => -(-total).div_euclid(reason.scale),
                    _ => total.div_euclid(reason.scale),
                };
                let bound = match reason.side {
                    Side::AtMost => cell.high,
                    _ => cell.low,
                };
                prop_assert_eq!((Some(value), value), (bound, reason.value));
                prop_assert!(!reason.steps.is_empty());
            }
        }
    }

    #[test]
    fn honest_certificates_hold_and_altered_ones_do_not(
        sample in samples(),
        place in any::<prop::sample::Index>(),
        kind in 0..6,
    ) {
        let system = sample.system(false);
        let attacker = attacker(&sample);
        let options = Options { width: 1, ..Options::default() };
        let audit = audit::audit(&system, &attacker, &options).expect("consistent");
        let outcome = Certificate::of(&system, &audit);
        prop_assert_eq!(outcome.is_ok(), audit.is_safe());
        let Ok(honest) = outcome else { return Ok(()) };
        prop_assert_eq!(check(&system, &attacker, 1, &honest), Ok(()));
        prop_assume!(!honest.pairs.is_empty());
        let mut altered = honest.clone();
        match kind {
            0 => altered.first[place.index(honest.first.len())] += 1,
            1 => {
                let table = &mut altered.others[place.index(honest.others.len())];
                let change = place.index(table.len());
                table[change].1 -= 1;
            }
            2 => {
                altered.pairs.remove(place.index(honest.pairs.len()));
            }
            3 => {
                let pair = &mut altered.pairs[place.index(honest.pairs.len())];
                std::mem::swap(&mut pair.small, &mut pair.large);
            }
            4 => {
                let cell = &mut altered.cells[place.index(honest.cells.len())];
                cell.codes.insert("d0".to_owned(), "z".to_owned());
            }
            _ => altered.width = 1_000,
        }
        prop_assert!(check(&system, &attacker, 1, &altered).is_err());
    }
}
