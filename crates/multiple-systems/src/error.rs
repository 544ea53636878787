//! Everything that can be wrong with the input, said so that a clerk can mend it.
//!
//! One enum for the crate. Texts name the line, the column and what to do; they never repeat a
//! whole row.

use thiserror::Error;

/// What is wrong and where. The text is meant for the person who made the file.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not UTF-8 text.
    #[error("line {line}: the file is not UTF-8 text. Save it again as \"CSV UTF-8\" and repeat")]
    WrongEncoding {
        /// Line of the first byte that is not UTF-8, counted from 1.
        line: usize,
    },
    /// The bytes could not be read at all.
    #[error("the file could not be read: {reason}")]
    Unreadable {
        /// What the operating system or the CSV reader said.
        reason: String,
    },
    /// There is no header line.
    #[error("the file is empty: the first line must name the lists and the column \"count\"")]
    Empty,
    /// A list has no usable name.
    #[error(
        "column {column}: \"{name}\" cannot name a list: use 1 to 60 characters and no control characters"
    )]
    ListName {
        /// Column counted from 1.
        column: usize,
        /// The name as found, cut to 60 characters.
        name: String,
    },
    /// Two columns have the same name.
    #[error("columns {first} and {second} are both called \"{name}\": give each list its own name")]
    DuplicateList {
        /// The name that occurs twice.
        name: String,
        /// First column, counted from 1.
        first: usize,
        /// Second column, counted from 1.
        second: usize,
    },
    /// Fewer lists than can overlap.
    #[error(
        "{found} list(s) found: people missed can only be estimated from at least 2 lists that overlap, and are only reported from 3 lists on"
    )]
    TooFewLists {
        /// How many list columns there are.
        found: usize,
    },
    /// More lists than the methods can tell apart.
    #[error(
        "{found} lists found: at most {most} can be used. Merge lists that belong together and repeat"
    )]
    TooManyLists {
        /// How many list columns there are.
        found: usize,
        /// The most that are accepted.
        most: usize,
    },
    /// A row has another number of fields than the header.
    #[error("line {line}: {found} fields, but the header has {expected}")]
    FieldCount {
        /// Line counted from 1.
        line: u64,
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// A table was made with another number of cells than its lists have combinations.
    #[error("{found} counts given for the {expected} combinations of the lists")]
    Cells {
        /// Counts given.
        found: usize,
        /// Combinations, the empty one included.
        expected: usize,
    },
    /// A list column holds something else than 0 or 1.
    #[error(
        "line {line}, column \"{column}\": \"{value}\" is neither 0 nor 1. If the column holds the number of people, call it \"count\""
    )]
    Membership {
        /// Line counted from 1.
        line: u64,
        /// Name of the column.
        column: String,
        /// What was found, cut to 20 characters.
        value: String,
    },
    /// A count is negative, not whole, or not a number.
    #[error("line {line}: the count \"{value}\" is not a whole number of people (0, 1, 2, …)")]
    Count {
        /// Line counted from 1.
        line: u64,
        /// What was found, cut to 20 characters.
        value: String,
    },
    /// More people than any country has.
    #[error(
        "line {line}: more than {most} people in all: the count must be a number of people, not a code"
    )]
    HugeCount {
        /// Line counted from 1.
        line: u64,
        /// The most people accepted in one file.
        most: u64,
    },
    /// The same capture history is on two lines.
    #[error(
        "lines {first} and {second} hold the same combination of lists ({history}): add their counts together on one line"
    )]
    DuplicateHistory {
        /// The lists of the combination, joined by "·".
        history: String,
        /// First line, counted from 1.
        first: u64,
        /// Second line, counted from 1.
        second: u64,
    },
    /// A row counts people who are on no list.
    #[error(
        "line {line}: {count} people on no list. That number is what is to be estimated: remove the line"
    )]
    OnNoList {
        /// Line counted from 1.
        line: u64,
        /// The count on the line.
        count: u64,
    },
    /// Nobody is on a list.
    #[error("nobody is on the list \"{name}\": remove its column and repeat")]
    EmptyList {
        /// Name of the list.
        name: String,
    },
    /// Nobody at all.
    #[error("the file counts nobody")]
    NoPeople,
    /// A list that was asked for does not exist.
    #[error("there is no list \"{name}\" in the file; it has {known}")]
    UnknownList {
        /// The name asked for.
        name: String,
        /// The names there are, joined by ", ".
        known: String,
    },
    /// A list was named twice where each may be named once.
    #[error("the list \"{name}\" is named twice")]
    RepeatedList {
        /// The name.
        name: String,
    },
    /// An option is out of its range.
    #[error("{option} is {value}: {rule}")]
    Option {
        /// Name of the option as on the command line.
        option: &'static str,
        /// The value given.
        value: String,
        /// What would be accepted.
        rule: &'static str,
    },
    /// A model names an effect that cannot be.
    #[error("\"{effect}\" is not an effect between at least two of the lists")]
    Effect {
        /// The effect as given.
        effect: String,
    },
    /// The work was stopped by the person who asked for it.
    #[error("stopped before it was done")]
    Stopped,
}
