//! What must hold for every table: names and order do not matter, scale does not matter in the
//! limit, threads do not matter, and the exact certificate agrees with an independent one.

use crate::data::{kosovo, uk_5};
use multiple_systems::bootstrap::Replication;
use multiple_systems::latent::Plan;
use multiple_systems::loglinear::Design;
use multiple_systems::stepwise::{self, Threshold};
use multiple_systems::{
    CaptureTable, Existence, ListName, Model, ModelFit, Options, Silent, capture, estimate,
    existence,
};
use proptest::prelude::*;
use serde_json::Value;

fn table(lists: usize, counts: &[u64]) -> Option<CaptureTable> {
    let name = |list| ListName::parse(&format!("L{list}"), 1).expect("a fair name");
    CaptureTable::new((0..lists).map(name).collect(), counts.to_vec()).ok()
}

fn report(table: &CaptureTable) -> Value {
    let replication = Replication::parse(200, 3).expect("enough");
    let options = Options {
        replication,
        latent: Plan::short(),
        ..Options::default()
    };
    let tables = std::slice::from_ref(table);
    let report = estimate::estimate_draws(tables, &options, &Silent).expect("a report");
    serde_json::to_value(report).expect("JSON")
}

#[test]
fn reordering_lists_and_rows_changes_no_number() {
    let table = kosovo();
    let turned = table.only(&[2, 0, 3, 1]).expect("the same lists");
    let (one, other) = (report(&table), report(&turned));
    for place in 0..5 {
        for key in [
            "estimate",
            "interval80",
            "interval95",
            "wald95",
            "acceleration",
        ] {
            let (left, right) = (&one["methods"][place][key], &other["methods"][place][key]);
            assert_eq!(left, right, "{key} of {}", one["methods"][place]["name"]);
        }
    }
    assert_eq!(one["range"], other["range"]);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a pool");
    let many = rayon::ThreadPoolBuilder::new()
        .num_threads(5)
        .build()
        .expect("a pool");
    let table = uk_5();
    assert_eq!(
        alone.install(|| report(&table)),
        many.install(|| report(&table))
    );
}

#[test]
fn scaling_the_counts_scales_the_estimate_in_the_limit() {
    let table = kosovo();
    let fit = |factor: u64, model: &Model| {
        let counts: Vec<u64> = table.counts().iter().map(|count| count * factor).collect();
        let scaled = CaptureTable::new(table.names().to_vec(), counts).expect("a fair table");
        (
            ModelFit::of(&scaled, model),
            stepwise::select(&scaled, Threshold::USUAL),
        )
    };
    let model = Model::generated_by(&[0b0111, 0b1001]);
    let (once, _) = fit(1, &model);
    let (many, _) = fit(1_000, &model);
    assert!((many.population / once.population / 1_000.0 - 1.0).abs() < 1e-7);
    let (_, large) = fit(1_000, &model);
    let (_, larger) = fit(10_000, &model);
    assert!((larger.population / large.population / 10.0 - 1.0).abs() < 1e-6);
}

/// Whether the cells with people span the design, by exact fractions: an independent sufficient
/// certificate of existence and uniqueness.
fn spans(design: &Design, counts: &[u64]) -> bool {
    let effects = design.effects();
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for (cell, &count) in counts.iter().enumerate() {
        if count > 0 && design.retains(cell) {
            rows.push(
                effects
                    .iter()
                    .map(|&e| i128::from(cell as u16 & e == e))
                    .collect(),
            );
        }
    }
    for column in 0..effects.len() {
        let Some(found) = (column..rows.len()).find(|&row| rows[row][column] != 0) else {
            return false;
        };
        rows.swap(column, found);
        let pivot = rows[column].clone();
        for row in rows.iter_mut().skip(column + 1) {
            let (scale, factor) = (pivot[column], row[column]);
            row.iter_mut()
                .zip(&pivot)
                .for_each(|(e, p)| *e = *e * scale - factor * p);
            let divisor = row.iter().fold(0_i128, |a, &b| gcd(a, b)).max(1);
            row.iter_mut().for_each(|entry| *entry /= divisor);
        }
    }
    true
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

fn sparse_counts(lists: usize) -> impl Strategy<Value = Vec<u64>> {
    let count = prop_oneof![3 => Just(0_u64), 2 => 1..5_u64, 1 => 5..200_u64];
    proptest::collection::vec(count, 1 << lists).prop_map(|mut counts| {
        counts[0] = 0;
        counts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn certificates_and_fits_agree_with_the_verdict(counts in sparse_counts(4), chosen in 0..64_u32) {
        let Some(table) = table(4, &counts) else { return Ok(()) };
        let pairs = [0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100];
        let interactions: Vec<u16> =
            (0..6).filter(|place| chosen >> place & 1 == 1).map(|place| pairs[place]).collect();
        let model = Model::new(interactions, 4).expect("pairs");
        let design = Design::new(&counts, &model);
        let verdict = existence::assess(&design, &counts);
        if spans(&design, &counts) {
            prop_assert_eq!(verdict, Existence::Unique);
        }
        if verdict == Existence::Unique {
            // The likelihood equations hold at the maximum: fitted and observed margins agree.
            let fit = ModelFit::of(&table, &model);
            prop_assert!(fit.population.is_finite() && fit.population >= table.observed() as f64);
            let mut fitter = multiple_systems::loglinear::Fitter::new(4);
            let fitted = fitter.fit(&design, &counts, None);
            for &effect in design.effects() {
                let cell = usize::from(effect);
                let (mean, margin) = (fitted.fitted_margins[cell], design.margins()[cell]);
                prop_assert!((mean - margin).abs() < 1e-6 * margin.max(1.0), "{mean} {margin}");
            }
        }
    }

    #[test]
    fn renaming_lists_changes_no_stepwise_estimate(counts in sparse_counts(4), turn in 0..24_usize) {
        let Some(table) = table(4, &counts) else { return Ok(()) };
        let mut order = vec![0, 1, 2, 3];
        order.rotate_left(turn % 4);
        order.swap(turn % 3, 3);
        let turned = table.only(&order).expect("the same lists");
        let estimate = |table: &CaptureTable| {
            let tables = [table.clone()];
            estimate::point_estimates(&tables[0], &Options::default())
        };
        let (one, other) = (estimate(&table), estimate(&turned));
        prop_assert_eq!(one.stepwise.is_some(), other.stepwise.is_some());
        if let (Some(left), Some(right)) = (one.stepwise, other.stepwise) {
            prop_assert!((left / right - 1.0).abs() < 1e-6, "{left} {right}");
        }
    }

    #[test]
    fn a_table_survives_writing_and_reading(counts in sparse_counts(3)) {
        let Some(table) = table(3, &counts) else { return Ok(()) };
        let mut text = String::from("L0,L1,L2,count\n");
        for (cell, count) in counts.iter().enumerate().skip(1).rev() {
            let bits: Vec<String> = (0..3).map(|list| (cell >> list & 1).to_string()).collect();
            text.push_str(&format!("{},{count}\n", bits.join(",")));
        }
        prop_assert_eq!(capture::read(text.as_bytes()), Ok(table));
    }
}
