//! The text table: one row for each figure, codes and names beside each other. Names come from the
//! country package, so that no cell can be a formula.

use crate::show;
use page::Words;
use release::{PublishedRelease, Shown};
use vocabulary::Country;

/// Heading of the columns, the same in every language so that programs can rely on them.
const HEADS: [&str; 12] = [
    "release",
    "indicator_code",
    "indicator_name",
    "place_code",
    "place_name",
    "period",
    "breakdown",
    "shown",
    "value",
    "base",
    "at_least",
    "at_most",
];

/// What is said of a figure in a file.
pub(super) fn columns(shown: Shown) -> (&'static str, Option<i64>, Option<i64>) {
    match shown {
        Shown::Number { value } => ("number", Some(value), None),
        Shown::Zero => ("zero", Some(0), None),
        Shown::Rounded { value, base, .. } => ("rounded", Some(value), Some(base)),
        Shown::Perturbed { value, .. } => ("perturbed", Some(value), None),
        Shown::Hidden => ("hidden", None, None),
        Shown::NotReported => ("not-reported", None, None),
        Shown::NotApplicable => ("not-applicable", None, None),
    }
}

pub(super) fn write(
    country: &Country,
    words: Words,
    release: &PublishedRelease,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS)?;
    let text = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    for (key, figure) in &release.figures {
        let (shown, value, base) = columns(figure.shown());
        let range = figure.range();
        writer.write_record([
            release.code.clone(),
            key.indicator.to_string(),
            show::indicator_name(country, words, &key.indicator),
            key.place.to_string(),
            show::place_name(country, words, &key.place),
            key.period.to_string(),
            key.breakdown.to_string(),
            shown.to_owned(),
            text(value),
            text(base),
            text(range.map(|(low, _)| low)),
            text(range.map(|(_, high)| high)),
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}
