//! Figures printed in papers or computed with the authors' own packages, as facts.
//!
//! Data: UK 2013 (National Crime Agency 2014; Silverman 2014), Korea (Ball et al. 2018, as
//! distributed by Silverman, Chan & Vincent), Artificial_3 (Chan, Silverman & Vincent 2021).

use crate::data::{artificial_3, korea, kosovo, netherlands, new_orleans, uk_5, uk_6};
use multiple_systems::bootstrap::{self, Replication};
use multiple_systems::bounds::bounds;
use multiple_systems::decomposable::{self, Prior};
use multiple_systems::information::{self, Scope, TopModels};
use multiple_systems::latent::{self, Plan};
use multiple_systems::shrinkage;
use multiple_systems::stepwise::{self, Threshold};
use multiple_systems::{CaptureTable, Existence, Model, ModelFit, Silent};

fn model(table: &CaptureTable, effects: &[&str]) -> Model {
    let parse = |effect: &&str| Model::parse_effect(effect, table).expect("an effect");
    Model::new(effects.iter().map(parse).collect(), table.lists()).expect("a model")
}

fn code(table: &CaptureTable, effects: &[&str]) -> u8 {
    ModelFit::of(table, &model(table, effects)).existence.code()
}

#[test]
fn existence_codes_of_every_model_of_artificial_3() {
    let table = artificial_3();
    let published: [(&[&str], u8); 8] = [
        (&[], 0),
        (&["A·B"], 1),
        (&["A·C"], 0),
        (&["A·B", "A·C"], 1),
        (&["B·C"], 0),
        (&["A·B", "B·C"], 1),
        (&["A·C", "B·C"], 0),
        (&["A·B", "A·C", "B·C"], 2),
    ];
    for (effects, expected) in published {
        assert_eq!(code(&table, effects), expected, "{effects:?}");
    }
}

#[test]
fn existence_codes_of_every_model_of_korea() {
    let table = korea();
    let published: [(&[&str], u8); 8] = [
        (&[], 0),
        (&["b·c"], 0),
        (&["b·d"], 0),
        (&["b·c", "b·d"], 1),
        (&["c·d"], 0),
        (&["b·c", "c·d"], 0),
        (&["b·d", "c·d"], 0),
        (&["b·c", "b·d", "c·d"], 1),
    ];
    for (effects, expected) in published {
        assert_eq!(code(&table, effects), expected, "{effects:?}");
    }
}

#[test]
fn uk_2013_with_the_seven_interactions() {
    let table = uk_6();
    let effects = [
        "PF·NCA", "LA·NG", "NG·GP", "LA·PF", "PF·GP", "GO·GP", "NG·GO",
    ];
    let fit = ModelFit::of(&table, &model(&table, &effects));
    assert_eq!(fit.existence, Existence::Unique);
    assert!(
        (fit.population - 11_417.991_092).abs() < 1e-6,
        "{}",
        fit.population
    );
    assert!(
        (fit.deviance - 22.993_915_37).abs() < 1e-7,
        "{}",
        fit.deviance
    );
    assert!((fit.aic() - 162.659_055).abs() < 1e-6, "{}", fit.aic());
    let (low, high) = fit.wald(0.95).expect("an interval");
    assert!((low - 9_977.282_640).abs() < 2e-6, "{low}");
    assert!((high - 13_145.656_510).abs() < 2e-6, "{high}");
}

fn stepwise_is(table: &CaptureTable, threshold: f64, population: f64, order: &str) {
    let threshold = Threshold::parse(threshold).expect("a probability");
    let chosen = stepwise::select(table, threshold);
    let entered: Vec<String> = chosen
        .entries
        .iter()
        .map(|entry| table.label(entry.pair))
        .collect();
    assert_eq!(entered.join(" "), order);
    assert!(
        (chosen.population - population).abs() < 1e-6,
        "{}",
        chosen.population
    );
    assert_eq!(chosen.fit.existence, Existence::Unique);
}

#[test]
fn stepwise_enters_the_published_pairs_in_the_published_order() {
    let five = "PF·NCA LA·NG NG·GP LA·PF PF·GP";
    stepwise_is(&uk_6(), 0.001, 13_181.240_512, five);
    stepwise_is(&uk_6(), 0.01, 12_349.586_954, &format!("{five} GO·GP"));
    stepwise_is(
        &uk_6(),
        0.02,
        11_417.991_092,
        &format!("{five} GO·GP NG·GO"),
    );
    let four = "LA·NG NG·GP PFNCA·GP LA·PFNCA";
    stepwise_is(&uk_5(), 0.001, 13_100.843_293, four);
    stepwise_is(
        &uk_5(),
        0.02,
        11_312.990_289,
        &format!("{four} GO·GP NG·GO"),
    );
    stepwise_is(&netherlands(), 0.001, 146_031.700_892, "IO·Z P·Z P·R IO·P");
    stepwise_is(&new_orleans(), 0.01, 996.664_293, "");
    stepwise_is(&new_orleans(), 0.02, 1_183.692_275, "D·E");
    stepwise_is(&new_orleans(), 0.05, 1_494.452_775, "D·E B·F A·E");
    stepwise_is(&artificial_3(), 0.05, 539.093_929, "");
}

#[test]
fn an_empty_overlap_enters_with_an_effect_of_minus_infinity() {
    let table = netherlands();
    let chosen = stepwise::select(&table, Threshold::USUAL);
    let empty: Vec<String> = chosen
        .fit
        .empty_overlaps
        .iter()
        .map(|&pair| table.label(pair))
        .collect();
    assert_eq!(empty, ["K·R"]);
    assert!(
        (chosen.population - 121_521.613_712).abs() < 1e-6,
        "{}",
        chosen.population
    );
    assert!((chosen.fit.aic() - 143.786_994).abs() < 1e-6);
}

#[test]
fn acceleration_and_corrected_quantiles_of_the_bootstrap() {
    // Name, table, acceleration, and the quantiles .1 and .9 of 1,000 replicates by the authors.
    let published = [
        ("UK six", uk_6(), -0.012_871_16, 9_682.34, 12_576.51),
        ("UK five", uk_5(), -0.012_181_08, 9_623.86, 12_531.14),
        ("Artificial", artificial_3(), -0.061_031_04, 335.28, 808.17),
    ];
    for (name, table, acceleration, low, high) in published {
        let estimate = stepwise::select(&table, Threshold::USUAL).population;
        let replication = Replication::parse(1_000, 1).expect("enough");
        let listener: (&dyn multiple_systems::Progress, _) = (&Silent, "test");
        let bca = bootstrap::run(&table, &Threshold::USUAL, estimate, replication, listener);
        let bca = bca.expect("nobody stops it");
        let found = bca.acceleration().expect("an acceleration");
        assert!((found - acceleration).abs() < 1e-8, "{name}: {found}");
        let (lower, upper) = bca.interval(0.8).expect("an interval");
        // Both sides are Monte Carlo with 1,000 replicates: a few percent each.
        assert!((lower / low - 1.0).abs() < 0.06, "{name}: {lower}");
        assert!((upper / high - 1.0).abs() < 0.06, "{name}: {upper}");
    }
}

/// Name, table, best model, its estimate, and for some n the quantiles .025, .1, .9 and .975 of
/// 1,000 replicates among the top n by the authors' package.
type Published = (
    CaptureTable,
    &'static str,
    f64,
    &'static [(usize, [f64; 4])],
);

#[test]
fn bic_selection_and_its_bootstrap_among_the_top_models() {
    let published: [Published; 3] = [
        (
            korea(),
            "b·c c·d",
            157.166_667,
            &[
                (1, [130.78, 136.60, 198.24, 248.78]),
                (6, [128.31, 135.0, 290.5, 349.71]),
            ],
        ),
        (
            kosovo(),
            "EXH·HRW OSCE·HRW EXH·ABA·OSCE",
            10_356.518_957,
            &[
                (1, [9_101.37, 9_532.0, 11_320.09, 12_003.15]),
                (20, [6_947.04, 7_414.59, 12_198.36, 18_009.99]),
            ],
        ),
        (
            uk_5(),
            "LA·NG LA·PFNCA NG·PFNCA PFNCA·GO NG·GP",
            22_991.331_314,
            &[(1, [18_106.38, 19_745.12, 26_957.15, 29_584.46])],
        ),
    ];
    for (table, model, estimate, intervals) in published {
        let selection = information::select(&table, Scope::usual(table.lists()));
        let best = &selection.top[0];
        let generators: Vec<String> = best
            .model
            .generators()
            .into_iter()
            .map(|effect| table.label(effect))
            .collect();
        assert_eq!(generators.join(" "), model);
        assert!(
            (best.population - estimate).abs() < 1e-6,
            "{}",
            best.population
        );
        for &(number, quantiles) in intervals {
            let top = TopModels::new(&table, &selection, number).expect("there are models");
            let replication = Replication::parse(10_000, 1).expect("enough");
            let listener: (&dyn multiple_systems::Progress, _) = (&Silent, "test");
            let bca = bootstrap::run(&table, &top, best.population, replication, listener);
            let bca = bca.expect("nobody stops it");
            for (probability, expected) in [0.025, 0.1, 0.9, 0.975].into_iter().zip(quantiles) {
                let found = bca.raw_quantile(probability).expect("a quantile");
                // The authors' own 1,000 replicates carry this much Monte Carlo error.
                let allowed = if probability > 0.9 { 0.16 } else { 0.08 };
                assert!(
                    (found / expected - 1.0).abs() < allowed,
                    "{model} {number} {found}"
                );
            }
        }
    }
}

#[test]
fn a_model_without_an_estimate_is_never_chosen_however_low_its_criterion() {
    let table = korea();
    let selection = information::select(&table, Scope::usual(3));
    assert_eq!(selection.fitted, 8);
    assert_eq!(selection.top.len(), 6);
    assert!(selection.top.iter().all(|fit| fit.population < 300.0));
}

#[test]
fn bounds_as_in_the_usual_package() {
    // Table, f1²/2f2, its correction, Mh, Mth, Mt.
    let published = [
        (
            uk_5(),
            17_616.730_8,
            17_541.688_4,
            14_962.754_137,
            13_570.026_801,
            13_444.131_209,
        ),
        (
            uk_6(),
            15_627.950_2,
            15_569.561_983,
            13_677.063_701,
            12_298.508_130,
            12_213.995_125,
        ),
        (
            netherlands(),
            81_239.766_2,
            81_055.777_5,
            66_607.387_643,
            53_714.109_453,
            52_923.894_254,
        ),
        (
            kosovo(),
            10_270.478_5,
            10_262.007_9,
            8_787.242_830,
            8_591.183_638,
            7_394.586_662,
        ),
        (
            korea(),
            144.675,
            143.901_639,
            142.613_123,
            141.992_647,
            141.992_647,
        ),
    ];
    for (table, chao, corrected, people, both, lists) in published {
        let found = bounds(&table);
        let pairs = [
            (found.chao, chao),
            (found.chao_corrected, corrected),
            (found.people_differ, people),
            (found.people_and_lists_differ, both),
            (found.lists_differ, lists),
        ];
        for (value, expected) in pairs {
            let value = value.expect("a bound");
            assert!(
                (value / expected - 1.0).abs() < 1e-7,
                "{value} for {expected}"
            );
        }
    }
}

#[test]
fn averaging_over_decomposable_graphs_is_closed_form() {
    // Table, most unseen, mean, median, and the .025 and .975 quantiles by the package dga.
    let published = [
        (korea(), 3_690, 201.00, [159.0, 123.0, 440.0], 0.646),
        (
            kosovo(),
            52_800,
            12_749.34,
            [12_595.0, 9_827.0, 16_544.0],
            0.986,
        ),
        (
            uk_5(),
            32_928,
            21_096.86,
            [22_912.0, 10_382.0, 32_574.0],
            0.444,
        ),
        (
            netherlands(),
            98_808,
            48_054.64,
            [47_907.0, 40_846.0, 55_529.0],
            0.841,
        ),
    ];
    for (table, most, mean, [median, low, high], best) in published {
        let delta = 0.5_f64.powi(table.lists() as i32);
        let prior = Prior::parse(delta, Some(most)).expect("a prior");
        let found = decomposable::posterior(&table, prior).expect("few lists");
        assert!(
            (found.mean - mean).abs() < 0.01,
            "{} for {mean}",
            found.mean
        );
        assert!((found.best.1 - best).abs() < 0.001, "{:?}", found.best);
        for (value, expected) in [
            (found.median, median),
            (found.interval95.0, low),
            (found.interval95.1, high),
        ] {
            // The package draws its quantiles at random.
            assert!(
                (value / expected - 1.0).abs() < 0.02,
                "{value} for {expected}"
            );
        }
    }
}

#[test]
fn latent_classes_agree_where_the_chains_do() {
    // The package LCMCR: mean and the .025 and .975 quantiles of 1,000 draws.
    let published = [
        (korea(), 143.11, [123.0, 206.05]),
        (kosovo(), 10_906.31, [9_060.98, 15_103.3]),
    ];
    for (table, mean, [low, high]) in published {
        let plan = Plan {
            burn_in: 5_000,
            iterations: 60_000,
            thinning: 30,
            ..Plan::default()
        };
        let found = latent::sample(&table, plan, 1, &Silent).expect("nobody stops it");
        assert!(found.r_hat < 1.05, "{found:?}");
        assert!((found.mean / mean - 1.0).abs() < 0.04, "{found:?}");
        assert!((found.interval95.0 / low - 1.0).abs() < 0.04, "{found:?}");
        assert!((found.interval95.1 / high - 1.0).abs() < 0.12, "{found:?}");
    }
}

#[test]
fn a_sparse_table_shows_chains_that_disagree() {
    let short = Plan {
        chains: 4,
        burn_in: 100,
        iterations: 2_000,
        thinning: 10,
        classes: 10,
    };
    let found = latent::sample(&netherlands(), short, 1, &Silent).expect("nobody stops it");
    assert!(!found.settled(), "{found:?}");
}

#[test]
fn bayesian_thresholding_keeps_the_published_pairs() {
    // Table, pairs kept, median and the .025 and .975 quantiles by the authors' package.
    let published = [
        (
            kosovo(),
            "EXH·ABA EXH·OSCE EXH·HRW ABA·OSCE OSCE·HRW",
            [13_971.48, 12_236.22, 16_389.40],
        ),
        (
            uk_5(),
            "LA·NG LA·PFNCA NG·GP PFNCA·GP GO·GP",
            [12_400.32, 11_061.35, 14_239.83],
        ),
        (
            uk_6(),
            "LA·NG LA·PF NG·GP PF·GP PF·NCA GO·GP",
            [12_345.72, 10_890.78, 14_407.56],
        ),
        (
            netherlands(),
            "IO·K IO·Z K·P K·R K·Z P·Z R·Z",
            [49_960.39, 44_878.69, 57_344.28],
        ),
    ];
    for (table, pairs, quantiles) in published {
        let found = shrinkage::threshold(&table, 1, &Silent).expect("nobody stops it");
        let kept: Vec<String> = found.pairs.iter().map(|&pair| table.label(pair)).collect();
        assert_eq!(kept.join(" "), pairs);
        let population = found.population;
        assert!(population.settled());
        let ours = [
            population.median,
            population.interval95.0,
            population.interval95.1,
        ];
        for (value, expected) in ours.into_iter().zip(quantiles) {
            // Theirs is one random walk of 10,000 dependent steps.
            assert!(
                (value / expected - 1.0).abs() < 0.04,
                "{value} for {expected}"
            );
        }
    }
}
