//! How a released figure reads inside: one way for what the public would see and for what the members
//! of a committee are shown. It takes a [`Figure`] and nothing else, so that no count has a way here.

use page::{Words, number_text};
use press::chart::Mark;
use release::{Figure, Shown};
use vocabulary::country::{Audience, Protection};

/// A figure in words: rounded and changed ones with the counts that they stand for.
pub(crate) fn figure_text(words: Words, figure: Figure, decimals: u8) -> String {
    let number = |value: i64| number_text(words.language(), value, decimals);
    match (figure.shown(), figure.range()) {
        (Shown::Rounded { value: 0, .. }, Some((low, high))) => {
            format!("{}–{}", number(low), number(high))
        }
        (
            Shown::Number { value } | Shown::Rounded { value, .. } | Shown::Perturbed { value, .. },
            range,
        ) => match range {
            Some((low, high)) => format!("{} ({}–{})", number(value), number(low), number(high)),
            None => number(value),
        },
        (Shown::Zero, _) => number(0),
        (Shown::Hidden, _) => words.text("public-hidden"),
        (Shown::NotReported, _) => words.text("public-not-settled"),
        (Shown::NotApplicable, _) => words.text("chart-not-applicable"),
    }
}

/// A figure as a mark of a chart. What was rounded or changed to nothing has the look of what is
/// hidden, never of a zero.
pub(crate) fn figure_mark(words: Words, figure: Figure, decimals: u8) -> Mark {
    let text = figure_text(words, figure, decimals);
    match figure.shown() {
        Shown::Zero => Mark::count(0, text),
        Shown::Rounded { value: 0, .. } | Shown::Perturbed { value: 0, .. } | Shown::Hidden => {
            Mark::hidden(text)
        }
        Shown::Number { value } | Shown::Rounded { value, .. } | Shown::Perturbed { value, .. } => {
            match u32::try_from(value) {
                Ok(number) => Mark::count(number, text),
                Err(_) => Mark::hidden(text),
            }
        }
        Shown::NotReported => Mark::not_reported(text),
        Shown::NotApplicable => Mark::not_applicable(text),
    }
}

/// What is done to the counts of a table.
pub(crate) fn protection(words: Words, protection: Protection) -> String {
    match protection {
        Protection::Rounding { base } => {
            words.with("public-rule-rounding", &[("base", base.into())])
        }
        Protection::Suppression { threshold, .. } => words.with(
            "public-rule-suppression",
            &[("threshold", threshold.into())],
        ),
        Protection::CellKey { maximum, .. } => {
            words.with("public-rule-cell-key", &[("maximum", maximum.into())])
        }
        _ => words.text("public-rule-open"),
    }
}

/// Whom a table is for.
pub(crate) fn audience(words: Words, audience: Audience) -> String {
    words.of("release-for", audience.code())
}
