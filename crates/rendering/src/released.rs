//! How a released figure reads: one way for the public and for the members of a committee. It takes a
//! [`Figure`] and nothing else, so that no count has a way here.

use page::{Words, number_text};
use press::chart::Mark;
use release::{Figure, Shown};
use vocabulary::country::Protection;

/// A released figure as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its text.
    pub text: String,
    /// Whether it is a number; words stand in a tag.
    pub is_number: bool,
}

/// Writes a figure. A rounded or changed zero is written as the counts that it stands for: it is no zero.
pub fn seen(words: Words, figure: Figure, decimals: u8) -> Seen {
    let number = |value: i64| number_text(words.language(), value, decimals);
    let (text, is_number) = match figure.shown() {
        Shown::Number { value } => (number(value), true),
        Shown::Zero => (number(0), true),
        Shown::Rounded { value: 0, .. } | Shown::Perturbed { value: 0, .. } => match figure.range()
        {
            Some((low, high)) => (format!("{}–{}", number(low), number(high)), true),
            None => (words.text("public-hidden"), false),
        },
        Shown::Rounded { value, .. } | Shown::Perturbed { value, .. } => (number(value), true),
        Shown::Hidden => (words.text("public-hidden"), false),
        Shown::NotReported => (words.text("public-not-settled"), false),
        Shown::NotApplicable => (words.text("chart-not-applicable"), false),
    };
    Seen { text, is_number }
}

/// The same, with the counts that a rounded or changed figure stands for beside it.
pub fn seen_with_range(words: Words, figure: Figure, decimals: u8) -> String {
    let text = seen(words, figure, decimals).text;
    let number = |value: i64| number_text(words.language(), value, decimals);
    match (figure.shown(), figure.range()) {
        (Shown::Rounded { value, .. } | Shown::Perturbed { value, .. }, Some((low, high)))
            if value != 0 =>
        {
            format!("{text} ({}–{})", number(low), number(high))
        }
        _ => text,
    }
}

/// A figure as a mark of a chart, with its text. A rounded or changed zero has the look of what is
/// hidden, never of a zero.
pub fn mark(figure: Figure, text: String) -> Mark {
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

/// What is done to the counts of a table, in a few words.
pub fn rule(words: Words, protection: Protection) -> String {
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
