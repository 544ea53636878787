//! The pictures of an estimate: the methods' intervals, and how the lists overlap.

use crate::show;
use estimation::estimates::{EstimateFile, MethodReport, Report};
use multiple_systems::{CaptureTable, capture};
use page::{Words, number_text, percent_text};
use press::chart::{IntervalRow, IntervalWords, Intervals, Mark, Overlap, OverlapWords, Overlaps};

// words: estimate-method-* estimate-degenerate-*

/// A number of people, as a whole number.
pub(super) fn people(words: Words, number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "people, far below what fits"
    )]
    let whole = number.round() as i64;
    number_text(words.language(), whole, 0)
}

/// An interval in words.
pub(super) fn interval(words: Words, (low, high): (f64, f64)) -> String {
    format!("{}–{}", people(words, low), people(words, high))
}

/// The name of a method.
pub(super) fn method_name(words: Words, method: &MethodReport) -> String {
    words.of("estimate-method", &method.name)
}

/// The intervals of a method in words, or why there are none.
pub(super) fn note(words: Words, method: &MethodReport) -> String {
    if method.estimate.is_none() {
        return words.text("estimate-no-model");
    }
    let diagnostics = &method.diagnostics;
    let parts = [
        (80, method.interval80, &diagnostics.degenerate80),
        (95, method.interval95, &diagnostics.degenerate95),
    ];
    let texts = parts.into_iter().map(|(level, found, why)| {
        let text = match (found, why) {
            (Some(found), _) => interval(words, found),
            (None, Some(why)) => words.of("estimate-degenerate", why),
            (None, None) => "–".to_owned(),
        };
        format!("{}: {text}", percent_text(words.language(), level))
    });
    texts.collect::<Vec<_>>().join("; ")
}

/// All methods side by side.
pub(super) fn intervals(words: Words, report: &Report) -> Result<Intervals, press::Error> {
    let row = |method: &MethodReport| IntervalRow {
        name: method_name(words, method),
        estimate: method
            .estimate
            .map(|number| (number, people(words, number))),
        narrow: method.interval80,
        wide: method.interval95,
        note: note(words, method),
        is_reliable: method.is_reliable(),
    };
    let texts = IntervalWords {
        method: words.text("estimate-method"),
        measure: words.text("estimate-measure"),
        narrow: words.text("estimate-interval-80"),
        wide: words.text("estimate-interval-95"),
        note: words.text("estimate-intervals"),
        range: words.text("estimate-range"),
        observed: words.text("estimate-observed"),
        unreliable: words.text("estimate-unreliable"),
        none: words.text("estimate-none"),
        numbers: show::number_style(words.language()),
    };
    let title = words.text("estimate-picture-methods");
    let heading = show::heading(
        "methods",
        title,
        words.text("estimate-picture-methods-text"),
    )?;
    #[expect(clippy::cast_precision_loss, reason = "people, far below 2^52")]
    let observed = report.observed as f64;
    let rows = report.methods.iter().map(row).collect();
    Intervals::new(heading, texts, rows, observed, report.range)
}

/// How many combinations are drawn; the rest is in the table of histories.
const MOST_COLUMNS: usize = 30;

/// How the lists overlap, the largest combinations first; nothing when the histories are gone.
pub(super) fn overlaps(
    words: Words,
    file: &EstimateFile,
) -> Result<Option<Overlaps>, press::Error> {
    let Some(table) = table(file) else {
        return Ok(None);
    };
    let mut cells = combinations(&table);
    cells.sort_by_key(|(bits, count)| (std::cmp::Reverse(*count), *bits));
    cells.truncate(MOST_COLUMNS);
    let column = |(bits, count): &(u16, u64)| {
        let number = u32::try_from(*count).unwrap_or(u32::MAX);
        let text = number_text(words.language(), i64::from(number), 0);
        Overlap {
            lists: (0..table.lists())
                .map(|list| bits >> list & 1 == 1)
                .collect(),
            mark: Mark::count(number, text),
        }
    };
    let texts = OverlapWords {
        measure: words.text("estimate-picture-overlaps-measure"),
        combination: words.text("estimate-lists"),
        states: show::state_words(words),
        numbers: show::number_style(words.language()),
    };
    let title = words.text("estimate-picture-overlaps");
    let text = words.text("estimate-picture-overlaps-text");
    let heading = show::heading("overlaps", title, text)?;
    let names = table.names().iter().map(ToString::to_string).collect();
    let columns = cells.iter().map(column).collect();
    if table.lists() < 2 || cells.is_empty() {
        return Ok(None);
    }
    Overlaps::new(heading, texts, names, columns).map(Some)
}

/// That the picture shows the largest combinations alone; nothing where it shows all.
pub(super) fn overlaps_left_out(words: Words, file: &EstimateFile) -> Option<String> {
    let all = combinations(&table(file)?).len();
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    let values = [("shown", number(MOST_COLUMNS)), ("all", number(all))];
    (all > MOST_COLUMNS).then(|| words.with("estimate-picture-overlaps-largest", &values))
}

/// The combinations of lists on which there is anybody, with how many.
fn combinations(table: &CaptureTable) -> Vec<(u16, u64)> {
    (0u16..)
        .zip(table.counts().iter().copied())
        .filter(|(bits, count)| *bits > 0 && *count > 0)
        .collect()
}

/// The table of capture histories, as it was kept.
fn table(file: &EstimateFile) -> Option<CaptureTable> {
    let histories = file.histories.as_ref()?;
    let mut tables = capture::read_draws(histories.as_bytes()).ok()?;
    tables.sort_by_key(CaptureTable::observed);
    let middle = tables.len() / 2;
    (!tables.is_empty()).then(|| tables.swap_remove(middle))
}
