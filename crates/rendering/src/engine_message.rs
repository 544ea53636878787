//! What is wrong with the lists or choices of an estimate, in the reader's language.

use multiple_systems::Error;
use page::{Word, Words};

// words: estimate-error-*

/// The field of the form that an error is about.
#[must_use]
pub const fn field(error: &Error) -> &'static str {
    match error {
        Error::UnknownList { .. } | Error::RepeatedList { .. } => "lists",
        Error::Option { .. } => "replicates",
        _ => "file",
    }
}

/// The text of an error.
#[must_use]
pub fn text(words: Words, error: &Error) -> String {
    let (key, values) = parts(error);
    let key = format!("estimate-error-{key}");
    words.with(&key, &values)
}

fn line(number: u64) -> (&'static str, Word<'static>) {
    ("line", i64::try_from(number).unwrap_or(i64::MAX).into())
}

fn number(name: &'static str, value: usize) -> (&'static str, Word<'static>) {
    (name, i64::try_from(value).unwrap_or(i64::MAX).into())
}

fn named(name: &'static str, value: &str) -> (&'static str, Word<'static>) {
    (name, value.to_owned().into())
}

/// The key of the text, and what it speaks of.
fn parts(error: &Error) -> (&'static str, Vec<(&'static str, Word<'static>)>) {
    match error {
        Error::WrongEncoding { line } => ("encoding", vec![number("line", *line)]),
        Error::Empty => ("empty", Vec::new()),
        Error::ListName { column, name } => (
            "list-name",
            vec![number("column", *column), named("name", name)],
        ),
        Error::DuplicateList { name, .. } => ("duplicate-list", vec![named("name", name)]),
        Error::TooFewLists { found } => ("few-lists", vec![number("found", *found)]),
        Error::TooManyLists { found, most } => (
            "many-lists",
            vec![number("found", *found), number("most", *most)],
        ),
        Error::FieldCount {
            line: at,
            found,
            expected,
        } => (
            "fields",
            vec![
                line(*at),
                number("found", *found),
                number("expected", *expected),
            ],
        ),
        Error::Membership {
            line: at,
            column,
            value,
        } => (
            "membership",
            vec![line(*at), named("column", column), named("value", value)],
        ),
        Error::Count { line: at, value } => ("count", vec![line(*at), named("value", value)]),
        Error::HugeCount { line: at, .. } => ("huge", vec![line(*at)]),
        Error::DuplicateHistory {
            history,
            first,
            second,
        } => (
            "duplicate-history",
            vec![
                named("history", history),
                ("first", i64::try_from(*first).unwrap_or(i64::MAX).into()),
                ("second", i64::try_from(*second).unwrap_or(i64::MAX).into()),
            ],
        ),
        Error::OnNoList { line: at, .. } => ("no-list", vec![line(*at)]),
        Error::EmptyList { name } => ("empty-list", vec![named("name", name)]),
        Error::NoPeople => ("nobody", Vec::new()),
        Error::UnknownList { name, known } => (
            "unknown-list",
            vec![named("name", name), named("known", known)],
        ),
        Error::RepeatedList { name } => ("repeated-list", vec![named("name", name)]),
        Error::Option { value, .. } => ("option", vec![named("value", value)]),
        Error::Stopped => ("stopped", Vec::new()),
        _ => ("unreadable", Vec::new()),
    }
}
