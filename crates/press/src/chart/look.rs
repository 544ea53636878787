//! How a thing is filled: a CSS class for the style sheet and attributes for everything else.
//!
//! The palettes are chosen by lightness first, so that they survive a black-and-white printer,
//! and hold no pair that differs in red against green alone.

use super::element::Element;
use super::heading::IdPrefix;
use super::lettering::{self, Anchor, SMALL, words};
use super::mark::{Mark, ValueState};

/// Sequential fills, light to dark (even steps of OKLCH lightness from 0.83 to 0.29).
const CLASSES: [&str; 6] = [
    "#97d0f1", "#66b0e3", "#408cca", "#2c67ab", "#214487", "#16255c",
];

/// Fills of categories, alternating in lightness.
const SERIES: [&str; 5] = ["#0b5c94", "#f0a830", "#4a2c6d", "#7fc4b2", "#b5441b"];

/// Strokes of lines: all at least 3:1 against white.
const LINES: [&str; 5] = ["#0b5c94", "#c2410c", "#4a2c6d", "#00796b", "#8a5a00"];

/// The largest number of value classes.
pub(crate) const MOST_CLASSES: usize = CLASSES.len();
/// The largest number of series or lines.
pub(crate) const MOST_SERIES: usize = SERIES.len();

/// A way to fill a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The value class at this place (from 0) of so many.
    Class { index: usize, of: usize },
    /// A category.
    Series(usize),
    /// The part of a whole whose category is unknown.
    Unknown,
    /// A true zero.
    Zero,
    /// Hidden.
    Hidden,
    /// Not reported.
    NotReported,
    /// Not applicable.
    NotApplicable,
}

impl Look {
    /// The look of a state; `value` is used for a value.
    pub(crate) const fn of_state(state: ValueState, value: Self) -> Self {
        match state {
            ValueState::Value => value,
            ValueState::TrueZero => Self::Zero,
            ValueState::Hidden => Self::Hidden,
            ValueState::NotReported => Self::NotReported,
            ValueState::NotApplicable => Self::NotApplicable,
        }
    }

    /// The look of a mark; `value` is used for a value.
    pub(crate) const fn of(mark: &Mark, value: Self) -> Self {
        Self::of_state(mark.state(), value)
    }

    /// Fills a shape.
    pub(crate) fn dress(self, shape: Element, prefix: &IdPrefix) -> Element {
        let (class, fill, stroke) = match self {
            Self::Class { index, of } => {
                let step = class_step(index, of);
                (
                    format!("chart-class-{}", step + 1),
                    CLASSES[step].to_owned(),
                    "#ffffff",
                )
            }
            Self::Series(index) => {
                let index = index % SERIES.len();
                (
                    format!("chart-series-{}", index + 1),
                    SERIES[index].to_owned(),
                    "#ffffff",
                )
            }
            Self::Unknown => ("chart-unknown".to_owned(), prefix.url("unknown"), "#6b6b6b"),
            Self::Zero => ("chart-zero".to_owned(), prefix.url("zero"), "#8a6d00"),
            Self::Hidden => ("chart-hidden".to_owned(), prefix.url("hidden"), "#595959"),
            Self::NotReported => (
                "chart-not-reported".to_owned(),
                "#dedede".to_owned(),
                "#9a9a9a",
            ),
            Self::NotApplicable => (
                "chart-not-applicable".to_owned(),
                "#ffffff".to_owned(),
                "#6b6b6b",
            ),
        };
        let shape = shape.class(class).with("fill", fill).with("stroke", stroke);
        if self == Self::NotApplicable {
            shape.with("stroke-dasharray", "3 2")
        } else {
            shape
        }
    }

    /// A text centred on a shape of this look: light on dark fills, with a halo on patterns.
    pub(crate) fn label(self, x: f64, middle: f64, text: &str) -> Element {
        let text = words(x, middle + SMALL * 0.36, SMALL, Anchor::Middle, text);
        if self.is_dark() {
            lettering::light(text)
        } else if matches!(self, Self::Hidden | Self::Unknown | Self::Zero) {
            lettering::on_ground(text)
        } else {
            text
        }
    }

    fn is_dark(self) -> bool {
        match self {
            Self::Class { index, of } => class_step(index, of) >= 3,
            Self::Series(index) => (index % SERIES.len()).is_multiple_of(2),
            _ => false,
        }
    }
}

/// Spreads fewer classes over the whole palette, so that the darkest is always used.
fn class_step(index: usize, of: usize) -> usize {
    let last = CLASSES.len() - 1;
    match of {
        0 | 1 => 2,
        _ => (index.min(of - 1) * last + (of - 1) / 2) / (of - 1),
    }
}

/// The class and fallback attribute of a stroke or a marker of a line.
pub(crate) fn line_colour(index: usize) -> (String, &'static str) {
    let index = index % LINES.len();
    (format!("chart-line-{}", index + 1), LINES[index])
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, class_step};

    #[test]
    fn classes_use_the_whole_palette_without_repeating() {
        for of in 2..=CLASSES.len() {
            let steps: Vec<usize> = (0..of).map(|index| class_step(index, of)).collect();
            assert_eq!(steps[0], 0);
            assert_eq!(steps[of - 1], CLASSES.len() - 1);
            assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
        }
    }
}
