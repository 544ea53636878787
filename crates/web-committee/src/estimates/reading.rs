//! What an estimate says in plain words, and what it does not mean.

use super::pictures::{interval, people};
use estimation::estimates::{EstimateFile, LinkageKnown};
use page::Words;

// words: estimate-reason-*

/// The reading of an estimate.
pub(super) struct Reading {
    /// Whether an answer may be given.
    pub(super) is_estimable: bool,
    /// The answer in one sentence, or that there is none.
    pub(super) answer: String,
    /// Why there is none.
    pub(super) reasons: Vec<String>,
    /// What must be known even so.
    pub(super) caveats: Vec<String>,
    /// What the number does not mean.
    pub(super) limits: Vec<String>,
}

/// Reads an estimate.
pub(super) fn reading(words: Words, file: &EstimateFile) -> Reading {
    let report = &file.report;
    let is_estimable = report.gate.estimable;
    let answer = match (is_estimable, report.range) {
        (true, Some((low, high))) => words.with(
            "estimate-answer",
            &[
                ("low", people(words, low).into()),
                ("high", people(words, high).into()),
                ("observed", whole(report.observed).into()),
                ("lists", count(report.lists.len()).into()),
            ],
        ),
        _ => words.with(
            "estimate-no-answer",
            &[("observed", whole(report.observed).into())],
        ),
    };
    Reading {
        is_estimable,
        answer,
        reasons: reasons(words, &file.reasons),
        caveats: caveats(words, file),
        limits: ["hidden", "one", "place", "cause", "add"]
            .iter()
            .map(|limit| words.of("estimate-limit", limit))
            .collect(),
    }
}

// words: estimate-limit-*

fn reasons(words: Words, found: &[(String, f64)]) -> Vec<String> {
    let reason = |(code, number): &(String, f64)| {
        let key = format!("estimate-reason-{}", code.replace('_', "-"));
        let number = match code.as_str() {
            "linkage_missed" => people(words, number * 100.0),
            "methods_disagree" => tenths(words, *number),
            _ => people(words, *number),
        };
        words.with(&key, &[("number", number.into())])
    };
    found.iter().map(reason).collect()
}

fn caveats(words: Words, file: &EstimateFile) -> Vec<String> {
    let mut texts = Vec::new();
    match file.choices.linkage {
        LinkageKnown::NotStated => texts.push(words.text("estimate-caveat-linkage")),
        LinkageKnown::Missed(share) => {
            let percent = tenths(words, share * 100.0);
            texts.push(words.with("estimate-caveat-missed", &[("percent", percent.into())]));
        }
        LinkageKnown::Unmeasured => {}
    }
    let methods = &file.report.methods;
    if methods
        .iter()
        .any(|method| method.diagnostics.settled == Some(false))
    {
        texts.push(words.text("estimate-caveat-chains"));
    }
    if let Some(draws) = &file.report.sensitivity.linkage_draws {
        #[expect(clippy::cast_precision_loss, reason = "people, far below 2^52")]
        let seen = (draws.observed.0 as f64, draws.observed.1 as f64);
        texts.push(words.with(
            "estimate-caveat-draws",
            &[
                ("draws", whole(draws.draws).into()),
                ("observed", interval(words, seen).into()),
            ],
        ));
    }
    let failed = file.report.sensitivity.consistency.iter();
    let failed: Vec<&str> = failed
        .filter(|check| check.covered == Some(false))
        .map(|check| check.list.as_str())
        .collect();
    if !failed.is_empty() {
        let lists = failed.join(", ");
        texts.push(words.with("estimate-caveat-consistency", &[("lists", lists.into())]));
    }
    texts
}

/// A number with one decimal.
fn tenths(words: Words, number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a ratio or a share, far below what fits"
    )]
    let whole = (number * 10.0).round() as i64;
    page::number_text(words.language(), whole, 1)
}

/// A count for the words.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
