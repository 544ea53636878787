//! What is read and compared at once.

use std::collections::BTreeSet;

/// What is read at once: indicators of one place of which the same periods are wanted.
pub(crate) struct Batch {
    pub(crate) place: i64,
    pub(crate) indicators: Vec<i64>,
    /// The periods to compare; `None`: all.
    pub(crate) wanted: Option<BTreeSet<i64>>,
}

impl Batch {
    /// The indicators as SQL writes a list of numbers.
    pub(crate) fn indicator_list(&self) -> String {
        number_list(&self.indicators)
    }
}

/// Numbers as SQL writes a list of them.
pub(crate) fn number_list<'a>(numbers: impl IntoIterator<Item = &'a i64>) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(i64::to_string).collect();
    numbers.join(", ")
}
