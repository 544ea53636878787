//! What is behind a number that was counted from the table's cases: how many were looked at, and what
//! was not counted and why. Numbers and reasons from a list, nothing else ever came through.

use crate::{Door, show};
use committee::counts::CountRecord;
use page::{Words, counted_text, time_text};
use vocabulary::{CountedIndicator, Measure};

// words: count-left-* count-of-unknown-age count-without-term

/// One counted indicator, for a page.
pub(crate) struct CountRow {
    pub(crate) name: String,
    pub(crate) numbers: String,
    /// Each cell of a part of a whole, which no figure of the return holds.
    pub(crate) parts: Vec<(String, String)>,
    /// Each reason with its number.
    pub(crate) reasons: Vec<(String, u64)>,
    pub(crate) remarks: Vec<String>,
}

/// The count behind a return, for its page.
pub(crate) struct CountView {
    pub(crate) origin: String,
    pub(crate) rows: Vec<CountRow>,
    /// The parts of a whole: what of how many. They stand in no row of the return.
    pub(crate) shares: Vec<(String, String)>,
}

/// The count behind a return.
pub(crate) fn view(door: &Door, words: Words, count: &CountRecord) -> CountView {
    let day = time_text(words, count.counted_at);
    // What the table has nothing of needs no explanation.
    let rows = count.indicators.iter().filter(|one| one.looked_at > 0);
    let shares = count.indicators.iter().filter_map(|one| {
        let (_, whole) = parts(door, words, one).into_iter().next()?;
        Some((show::indicator_name(door, words, &one.indicator), whole))
    });
    CountView {
        shares: shares.collect(),
        origin: words.with("returns-counted", &[("day", day.into())]),
        rows: rows.map(|one| row(door, words, one)).collect(),
    }
}

/// The count behind one figure.
pub(crate) fn row(door: &Door, words: Words, one: &CountedIndicator) -> CountRow {
    let numbers = [
        ("counted", one.counted().to_string().into()),
        ("looked", one.looked_at.to_string().into()),
    ];
    let unknown = (one.of_unknown_age > 0).then(|| {
        let number = one.of_unknown_age.to_string();
        words.with("count-of-unknown-age", &[("number", number.into())])
    });
    let without = one.without_term.iter().map(|(dimension, number)| {
        let found = door.country().dimension(dimension.as_str());
        let name = found.map_or_else(
            || dimension.to_string(),
            |found| found.names.text(words.language()).to_owned(),
        );
        let asked = [
            ("number", number.to_string().into()),
            ("dimension", name.into()),
        ];
        words.with("count-without-term", &asked)
    });
    CountRow {
        name: show::indicator_name(door, words, &one.indicator),
        numbers: words.with("returns-counted-row", &numbers),
        parts: parts(door, words, one),
        reasons: one
            .left_out
            .iter()
            .map(|(reason, number)| (words.of("count-left", reason.code()), *number))
            .collect(),
        remarks: unknown.into_iter().chain(without).collect(),
    }
}

fn parts(door: &Door, words: Words, one: &CountedIndicator) -> Vec<(String, String)> {
    let cells = one.cells.iter().filter(|_| one.measure == Measure::Share);
    cells
        .map(|cell| {
            let name = show::breakdown_name(door, words, &cell.breakdown);
            (name, counted_text(words, one, cell))
        })
        .collect()
}
