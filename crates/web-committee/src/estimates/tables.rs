//! The tables under an estimate: what other choices would have given, and the details that a
//! statistician asks for. The page and the annex show the same rows.

use super::pictures::{interval, method_name, people};
use estimation::estimates::{EstimateFile, MethodReport, QuickEstimates, Report};
use page::{Words, decimal_text, number_text, percent_text};

/// A table with its heads; the first column names the rows.
pub(super) struct Table {
    /// The caption.
    pub(super) caption: String,
    /// The heads.
    pub(super) heads: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
    /// What the rows mean.
    pub(super) note: String,
}

/// All tables, in the order in which they are shown.
pub(super) fn tables(words: Words, file: &EstimateFile) -> Vec<Table> {
    let report = &file.report;
    vec![
        left_out(words, report),
        merged(words, report),
        missed(words, report),
        consistency(words, report),
        bounds(words, report),
        details(words, report),
    ]
}

fn heads(words: Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.text(key)).collect()
}

fn quick(words: Words, estimates: QuickEstimates) -> [String; 2] {
    [estimates.stepwise, estimates.bic].map(|number| optional(words, number))
}

fn optional(words: Words, number: Option<f64>) -> String {
    number.map_or_else(
        || words.text("estimate-none"),
        |number| people(words, number),
    )
}

/// A share in whole per cent.
fn percent(words: Words, share: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share is between 0 and 1"
    )]
    let whole = (share * 100.0).round() as u32;
    percent_text(words.language(), whole)
}

fn range(words: Words, found: Option<(f64, f64)>) -> String {
    found.map_or_else(|| "–".to_owned(), |found| interval(words, found))
}

fn left_out(words: Words, report: &Report) -> Table {
    let row = |one: &estimation::estimates::Changed| {
        let [stepwise, bic] = quick(words, one.estimates);
        vec![one.list.clone().unwrap_or_default(), stepwise, bic]
    };
    Table {
        caption: words.text("estimate-left-out"),
        heads: heads(
            words,
            &[
                "estimate-without",
                "estimate-method-stepwise",
                "estimate-method-bic",
            ],
        ),
        rows: report.sensitivity.leave_out.iter().map(row).collect(),
        note: words.text("estimate-left-out-text"),
    }
}

fn merged(words: Words, report: &Report) -> Table {
    let row = |one: &estimation::estimates::Changed| {
        let [stepwise, bic] = quick(words, one.estimates);
        vec![one.lists.join(" + "), stepwise, bic]
    };
    Table {
        caption: words.text("estimate-merged"),
        heads: heads(
            words,
            &[
                "estimate-lists",
                "estimate-method-stepwise",
                "estimate-method-bic",
            ],
        ),
        rows: report.sensitivity.merged.iter().map(row).collect(),
        note: words.text("estimate-merged-text"),
    }
}

fn missed(words: Words, report: &Report) -> Table {
    let row = |one: &estimation::estimates::MissedLinks| {
        vec![
            percent(words, one.share),
            optional(words, one.mean),
            range(words, one.interval80),
        ]
    };
    Table {
        caption: words.text("estimate-missed-links"),
        heads: heads(
            words,
            &[
                "estimate-missed-head",
                "estimate-method-stepwise",
                "estimate-interval-80",
            ],
        ),
        rows: report.sensitivity.missed_links.iter().map(row).collect(),
        note: words.text("estimate-missed-links-text"),
    }
}

fn consistency(words: Words, report: &Report) -> Table {
    let row = |one: &estimation::estimates::Consistency| {
        let known = i64::try_from(one.known).unwrap_or(i64::MAX);
        let verdict = match one.covered {
            Some(true) => "estimate-covered",
            Some(false) => "estimate-not-covered",
            None => "estimate-not-checked",
        };
        vec![
            one.list.clone(),
            number_text(words.language(), known, 0),
            optional(words, one.estimate),
            range(words, one.wald95),
            words.text(verdict),
        ]
    };
    Table {
        caption: words.text("estimate-consistency"),
        heads: heads(
            words,
            &[
                "estimate-list",
                "estimate-known",
                "estimate-measure",
                "estimate-wald",
                "estimate-verdict",
            ],
        ),
        rows: report.sensitivity.consistency.iter().map(row).collect(),
        note: words.text("estimate-consistency-text"),
    }
}

fn bounds(words: Words, report: &Report) -> Table {
    let bounds = &report.bounds;
    let rows = [
        ("Chao 1987", bounds.chao),
        ("Chao 1989", bounds.chao_corrected),
        ("Mₕ", bounds.people_differ),
        ("Mₜₕ", bounds.people_and_lists_differ),
        ("Mₜ", bounds.lists_differ),
    ];
    Table {
        caption: words.text("estimate-bounds"),
        heads: heads(words, &["estimate-method", "estimate-measure"]),
        rows: rows
            .iter()
            .map(|(name, number)| vec![(*name).to_owned(), optional(words, *number)])
            .collect(),
        note: words.text("estimate-bounds-text"),
    }
}

/// What a statistician needs to do it again.
fn details(words: Words, report: &Report) -> Table {
    let row = |method: &MethodReport| {
        let diagnostics = &method.diagnostics;
        let decimal = |number: Option<f64>, digits: usize| {
            let numeral = number.map(|number| format!("{number:.digits$}"));
            numeral.map_or_else(
                || "–".to_owned(),
                |numeral| decimal_text(words.language(), &numeral),
            )
        };
        let mut model = method.model.join(", ");
        if !diagnostics.empty_overlaps.is_empty() {
            model = format!("{model}; −∞: {}", diagnostics.empty_overlaps.join(", "));
        }
        vec![
            method_name(words, method),
            if model.is_empty() {
                "–".to_owned()
            } else {
                model
            },
            decimal(method.estimate, 6),
            range(words, method.wald95),
            decimal(method.acceleration, 6),
            decimal(diagnostics.bias_correction, 4),
            decimal(diagnostics.bic, 4),
            decimal(diagnostics.r_hat, 3),
        ]
    };
    Table {
        caption: words.text("estimate-details"),
        heads: vec![
            words.text("estimate-method"),
            words.text("estimate-model"),
            words.text("estimate-measure"),
            words.text("estimate-wald"),
            words.text("estimate-acceleration"),
            "z₀".to_owned(),
            "BIC".to_owned(),
            "R̂".to_owned(),
        ],
        rows: report.methods.iter().map(row).collect(),
        note: words.text("estimate-details-text"),
    }
}
