//! The whole answer as JSON: its shape, its honesty, and that no number in it is not one.

use crate::data::{artificial_3, korea, kosovo, netherlands, new_orleans, uk_5};
use multiple_systems::bootstrap::Replication;
use multiple_systems::gate::{Gate, Linkage};
use multiple_systems::latent::Plan;
use multiple_systems::{
    CaptureTable, Error, EstimateReport, Method, Options, Silent, Step, capture, estimate,
};
use proptest::prelude::*;
use serde_json::Value;

fn options() -> Options {
    Options {
        replication: Replication::parse(200, 7).expect("enough"),
        latent: Plan::short(),
        ..Options::default()
    }
}

fn report(table: &CaptureTable) -> EstimateReport {
    let tables = std::slice::from_ref(table);
    estimate::estimate_draws(tables, &options(), &Silent).expect("a report")
}

/// Every number in `value` is finite: JSON has no other, and none must have become `null` by
/// accident where its neighbour is a number.
fn assert_finite(value: &Value, path: &str) {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().expect("a number");
            assert!(
                number.is_finite() && number.abs() < 1e15,
                "{path} is {number}"
            );
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                assert_finite(item, &format!("{path}[{index}]"));
            }
            let nulls = items.iter().filter(|item| item.is_null()).count();
            assert_eq!(nulls, 0, "{path} has half an interval");
        }
        Value::Object(fields) => {
            fields
                .iter()
                .for_each(|(name, field)| assert_finite(field, &format!("{path}.{name}")));
        }
        _ => {}
    }
}

#[test]
fn the_json_has_the_agreed_shape() {
    let value = serde_json::to_value(report(&uk_5())).expect("JSON");
    assert_eq!(value["observed"], 2_744);
    let methods = value["methods"].as_array().expect("methods");
    let names: Vec<&str> = methods
        .iter()
        .filter_map(|method| method["name"].as_str())
        .collect();
    assert_eq!(
        names,
        ["stepwise", "bic", "dga", "lcmcr", "bayesian-threshold"]
    );
    for method in methods {
        for key in [
            "estimate",
            "interval80",
            "interval95",
            "wald95",
            "acceleration",
            "model",
        ] {
            assert!(method.get(key).is_some(), "{key}");
        }
        assert!(method["diagnostics"].is_object());
    }
    let stepwise = &methods[0];
    assert_eq!(stepwise["existence"], 0);
    assert_eq!(stepwise["model"][0], "LA·NG");
    assert_eq!(stepwise["wald95"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["gate"]["estimable"], true);
    assert_eq!(value["gate"]["reasons"], serde_json::json!([]));
    assert_eq!(
        value["sensitivity"]["leave_out"].as_array().map(Vec::len),
        Some(5)
    );
    assert_eq!(value["sensitivity"]["missed_links"][2]["share"], 0.1);
    let range = value["range"].as_array().expect("a range");
    assert!(range[0].as_f64() < range[1].as_f64());
    assert_finite(&value, "report");
}

#[test]
fn one_method_is_never_shown_alone() {
    let first = Options {
        first: vec![Method::LatentClass],
        ..options()
    };
    let tables = [korea()];
    let report = estimate::estimate_draws(&tables, &first, &Silent).expect("a report");
    assert_eq!(report.methods[0].name, Method::LatentClass);
    assert_eq!(report.methods.len(), Method::ALL.len());
}

#[test]
fn hard_tables_give_reasons_and_no_infinity() {
    let sparse = "A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n";
    let one_overlap = "A,B,C,D,count\n1,0,0,0,9\n0,1,0,0,1\n0,0,1,1,1\n0,0,0,1,4\n";
    let subset = "A,B,C,count\n1,0,0,40\n1,1,0,30\n1,1,1,20\n";
    let everyone = "A,B,C,count\n1,1,1,500\n";
    let two = "A,B,count\n1,0,400\n0,1,300\n1,1,60\n";
    let giant = "A,B,C,count\n1,0,0,40000000\n0,1,0,30000000\n0,0,1,20000000\n1,1,0,1\n0,1,1,1\n";
    for text in [sparse, one_overlap, subset, everyone, two, giant] {
        let table = capture::read(text.as_bytes()).expect("a fair file");
        let report = report(&table);
        assert_finite(&serde_json::to_value(&report).expect("JSON"), "report");
        assert!(!report.gate.estimable, "{text}");
        assert!(!report.gate.reasons.is_empty());
    }
}

#[test]
fn lists_without_any_overlap_have_no_estimate_by_independence() {
    let text = "A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n";
    let table = capture::read(text.as_bytes()).expect("a fair file");
    let report = report(&table);
    assert_eq!(report.methods[0].estimate, None);
    assert!(
        report.methods[0]
            .existence
            .is_some_and(|existence| existence.code() != 0)
    );
    assert!(!report.methods[0].diagnostics.notes.is_empty());
}

#[test]
fn the_gate_says_what_is_missing() {
    let codes = |table: &CaptureTable, estimates: &[f64], linkage| -> Vec<&str> {
        let gate = Gate::judge(table, estimates, linkage);
        assert_eq!(gate.estimable, gate.reasons.is_empty());
        gate.reasons.iter().map(|reason| reason.code()).collect()
    };
    let fine = [1_000.0, 2_900.0];
    let measured = Linkage::Missed(0.05);
    assert!(codes(&uk_5(), &fine, measured).is_empty());
    assert_eq!(
        codes(&uk_5(), &[1_000.0, 3_100.0], measured),
        ["methods_disagree"]
    );
    assert_eq!(codes(&uk_5(), &[1_000.0], measured), ["few_methods"]);
    assert_eq!(
        codes(&uk_5(), &fine, Linkage::Unmeasured),
        ["linkage_unmeasured"]
    );
    assert_eq!(
        codes(&uk_5(), &fine, Linkage::Missed(0.2)),
        ["linkage_missed"]
    );
    assert_eq!(codes(&new_orleans(), &fine, measured), ["few_overlaps"]);
    let small = ["few_people", "few_shared", "few_overlaps"];
    assert_eq!(codes(&artificial_3(), &fine, measured), small);
    let two = kosovo().only(&[0, 1]).expect("two lists");
    assert_eq!(codes(&two, &fine, measured), ["few_lists", "few_overlaps"]);
}

#[test]
fn degenerate_bootstraps_are_reported_and_not_printed() {
    let usual = Options {
        latent: Plan::short(),
        ..Options::default()
    };
    let tables = [new_orleans()];
    let report = estimate::estimate_draws(&tables, &usual, &Silent).expect("a report");
    let stepwise = &report.methods[0];
    assert!((stepwise.estimate.expect("an estimate") - 1_183.692_275).abs() < 1e-5);
    assert_eq!(stepwise.interval95, None);
    assert!(stepwise.diagnostics.degenerate95.is_some());
    assert!(
        stepwise
            .diagnostics
            .bias_correction
            .is_some_and(|bias| bias < -0.9)
    );
}

#[test]
fn an_interval_far_in_the_tail_is_placed_by_more_replicates() {
    let usual = Options {
        latent: Plan::short(),
        ..Options::default()
    };
    let report = estimate::estimate_draws(&[kosovo()], &usual, &Silent).expect("a report");
    let bic = &report.methods[1];
    assert!(bic.diagnostics.replicates > Some(1_000));
    // Silverman, Chan & Vincent (2024), table 2, all models: 6,900 to 18,000 and 7,400 to 12,200.
    let (low, high) = bic.interval95.expect("an interval");
    assert!((low / 6_900.0 - 1.0).abs() < 0.05 && (high / 18_000.0 - 1.0).abs() < 0.05);
    let (low, high) = bic.interval80.expect("an interval");
    assert!((low / 7_400.0 - 1.0).abs() < 0.05 && (high / 12_200.0 - 1.0).abs() < 0.05);
}

#[test]
fn a_method_that_cannot_be_relied_on_stays_out_of_the_range() {
    let short = Plan {
        chains: 4,
        burn_in: 50,
        iterations: 400,
        thinning: 4,
        classes: 10,
    };
    let options = Options {
        latent: short,
        ..options()
    };
    let report = estimate::estimate_draws(&[netherlands()], &options, &Silent).expect("a report");
    let latent = &report.methods[3];
    assert_eq!(latent.diagnostics.settled, Some(false));
    let others = report
        .methods
        .iter()
        .filter(|method| method.name != Method::LatentClass);
    let estimates: Vec<f64> = others.filter_map(|method| method.estimate).collect();
    let lowest = estimates.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(report.range.map(|(low, _)| low), Some(lowest));
    assert!(
        report
            .gate
            .caveats
            .iter()
            .any(|caveat| caveat.contains("chains"))
    );
}

#[test]
fn lists_may_be_chosen_and_unknown_ones_are_named() {
    let names = |names: &[&str]| Options {
        lists: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..options()
    };
    let tables = [kosovo()];
    let three = estimate::estimate_draws(&tables, &names(&["HRW", "EXH", "OSCE"]), &Silent);
    let three = three.expect("three lists");
    assert_eq!(three.observed, 4_400 - 845);
    let unknown = estimate::estimate_draws(&tables, &names(&["HRW", "XYZ"]), &Silent);
    assert!(matches!(unknown, Err(Error::UnknownList { .. })));
    let twice = estimate::estimate_draws(&tables, &names(&["HRW", "HRW"]), &Silent);
    assert!(matches!(twice, Err(Error::RepeatedList { .. })));
}

#[test]
fn draws_of_a_linkage_widen_the_answer() {
    let text = "draw,A,B,C,count\n\
                1,1,0,0,400\n1,0,1,0,300\n1,0,0,1,200\n1,1,1,0,60\n1,1,0,1,40\n1,0,1,1,30\n\
                2,1,0,0,420\n2,0,1,0,320\n2,0,0,1,210\n2,1,1,0,45\n2,1,0,1,35\n2,0,1,1,25\n";
    let report = estimate::estimate(text.as_bytes(), &options(), &Silent).expect("a report");
    let draws = report.sensitivity.linkage_draws.expect("two draws");
    assert_eq!(draws.draws, 2);
    assert_eq!(draws.observed, (1_030, 1_055));
    let (low, high) = draws.stepwise.expect("estimates");
    assert!(low < high);
}

#[test]
fn whoever_waits_hears_and_may_stop() {
    let stop = |step: Step| step.done < 20;
    let stopped = estimate::estimate_draws(&[korea()], &options(), &stop);
    assert_eq!(stopped, Err(Error::Stopped));
}

#[test]
fn options_out_of_range_are_refused() {
    use multiple_systems::stepwise::Threshold;
    for value in [0.0, -0.1, 0.51, f64::NAN, f64::INFINITY] {
        assert!(Threshold::parse(value).is_err(), "{value}");
    }
    assert!(Replication::parse(99, 1).is_err());
    assert!(Replication::parse(100_001, 1).is_err());
    assert!(Method::parse("sparse").is_err());
    assert_eq!(Method::parse("dga"), Ok(Method::Decomposable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_table_makes_a_number_that_is_none(
        counts in proptest::collection::vec(prop_oneof![2 => Just(0_u64), 1 => 1..60_u64], 16),
    ) {
        let mut text = String::from("A,B,C,D,count\n");
        for (cell, count) in counts.iter().enumerate().skip(1) {
            let bits: Vec<String> = (0..4).map(|list| (cell >> list & 1).to_string()).collect();
            text.push_str(&format!("{},{count}\n", bits.join(",")));
        }
        if let Ok(report) = estimate::estimate(text.as_bytes(), &options(), &Silent) {
            assert_finite(&serde_json::to_value(&report).expect("JSON"), "report");
            for method in &report.methods {
                if let Some(estimate) = method.estimate {
                    prop_assert!(estimate >= report.observed as f64 * (1.0 - 1e-9));
                }
            }
        }
    }
}
