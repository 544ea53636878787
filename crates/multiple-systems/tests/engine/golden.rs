//! The reference results that are kept outside the repository, where they are there.
//!
//! They are read from `../shared/golden/mse` beside the checkout; without it the test says so and
//! passes. What must always hold is in `published.rs`.

use multiple_systems::stepwise::{self, Threshold};
use multiple_systems::{CaptureTable, Model, ModelFit, capture};
use std::fs;
use std::path::PathBuf;

fn golden(name: &str) -> Option<String> {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/golden/mse"
    ));
    fs::read_to_string(folder.join(name)).ok()
}

fn dataset(name: &str) -> CaptureTable {
    let text = golden(&format!("{name}.csv")).expect("each result has its data");
    capture::read(text.as_bytes()).expect("a fair file")
}

/// Rows of a golden file as fields, or `None` with a line that says it is missing.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let Some(text) = golden(name) else {
        eprintln!("skipped: ../shared/golden/mse/{name} is not beside this checkout");
        return None;
    };
    let rows = text
        .lines()
        .skip(1)
        .filter(|line| !line.contains("#SUMMARY"));
    Some(
        rows.map(|line| line.split(',').map(str::to_owned).collect())
            .collect(),
    )
}

fn number(field: &str) -> f64 {
    field.parse().expect("a number")
}

#[test]
fn stepwise_points_to_the_sixth_decimal() {
    for row in rows("sparsemse_stepwise_point.csv").unwrap_or_default() {
        let table = dataset(&row[0]);
        let threshold = Threshold::parse(number(&row[1])).expect("a threshold");
        let chosen = stepwise::select(&table, threshold);
        let empty = &chosen.fit.empty_overlaps;
        let label = |pair: u16| table.label(pair).replace('·', "*");
        let finite = chosen.entries.iter().map(|entry| entry.pair);
        let entered: Vec<String> = finite
            .filter(|pair| !empty.contains(pair))
            .map(label)
            .collect();
        assert_eq!(entered.join("|"), row[8], "{row:?}");
        let empty: Vec<String> = empty.iter().map(|&pair| label(pair)).collect();
        assert_eq!(empty.join("|"), row[9], "{row:?}");
        let wald = chosen.fit.wald(0.95).expect("an interval");
        let found = [
            chosen.population,
            wald.0,
            wald.1,
            chosen.fit.deviance,
            chosen.fit.aic(),
        ];
        for (value, field) in found.into_iter().zip([2, 3, 4, 6, 7]) {
            let expected = number(&row[field]);
            assert!(
                (value - expected).abs() < 1.5e-6,
                "{value} for {expected} in {row:?}"
            );
        }
    }
}

#[test]
fn existence_codes_of_all_models() {
    for row in rows("existence_checks.csv").unwrap_or_default() {
        let table = dataset(&row[0]);
        let effects = row[1].split('|').filter(|effect| !effect.is_empty());
        let parse = |effect| Model::parse_effect(effect, &table).expect("an effect");
        let model = Model::new(effects.map(parse).collect(), table.lists()).expect("a model");
        let code = ModelFit::of(&table, &model).existence.code();
        assert_eq!(code.to_string(), row[2], "{row:?}");
    }
}

#[test]
fn best_models_of_the_usual_package_where_they_exist() {
    let rows = rows("rcapture.csv").unwrap_or_default();
    for row in rows
        .iter()
        .filter(|row| row[1].starts_with("closedpMS.t") && row[8] == "0")
    {
        let table = dataset(&row[0]);
        let generators = row[1]
            .split(['[', ']'])
            .nth(1)
            .expect("a model in brackets");
        let bits = |generator: &str| -> u16 {
            generator.bytes().map(|digit| 1_u16 << (digit - b'1')).sum()
        };
        let generators: Vec<u16> = generators.split(';').map(bits).collect();
        let fit = ModelFit::of(&table, &Model::generated_by(&generators));
        assert!(
            (fit.population / number(&row[2]) - 1.0).abs() < 1e-6,
            "{row:?}"
        );
        assert!((fit.deviance - number(&row[4])).abs() < 1e-5, "{row:?}");
    }
}
