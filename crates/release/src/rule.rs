//! The rule by which counts are hidden.

use crate::{Figure, Shown};

/// How small a count may be that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The least count published for the whole country.
    pub national: i64,
    /// The least count published below it.
    pub regional: i64,
}

impl Default for Policy {
    /// 5 for the country and 10 below it: the practice of UNODC and of health agencies, as the
    /// field reference quotes them. To be replaced by INSTAT's own threshold once it is known.
    fn default() -> Self {
        Self {
            national: 5,
            regional: 10,
        }
    }
}

/// One count alone: hidden below the threshold, zero included.
pub(crate) fn alone(number: Option<i64>, threshold: i64) -> Figure {
    Figure::new(match number {
        None => Shown::NotReported,
        Some(number) if number < threshold => Shown::Hidden,
        Some(number) => Shown::Number(number),
    })
}

/// The parts of one total: all are shown, or none is. A part that nobody settled hides the others
/// too, because the total less the known parts would be its number.
pub(crate) fn parts(numbers: &[Option<i64>], threshold: i64) -> Vec<Figure> {
    let all_safe = numbers
        .iter()
        .all(|number| number.is_some_and(|number| number >= threshold));
    numbers
        .iter()
        .map(|number| {
            Figure::new(match number {
                None => Shown::NotReported,
                Some(number) if all_safe => Shown::Number(*number),
                Some(_) => Shown::Hidden,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whoever_knows_the_total_learns_no_hidden_part(
            numbers in prop::collection::vec(prop::option::of(0i64..40), 1..8), threshold in 1i64..12
        ) {
            let figures = parts(&numbers, threshold);
            let shown: Vec<i64> = figures
                .iter()
                .filter_map(|figure| match figure.shown() {
                    Shown::Number(number) => Some(number),
                    _ => None,
                })
                .collect();
            prop_assert!(shown.iter().all(|number| *number >= threshold));
            // Either every part is shown, or none: then subtraction from the total has nothing to
            // subtract.
            prop_assert!(shown.is_empty() || shown.len() == numbers.len());
        }

        #[test]
        fn a_small_count_is_never_shown(number in 0i64..40, threshold in 1i64..12) {
            let shown = alone(Some(number), threshold).shown();
            let expected = if number < threshold { Shown::Hidden } else { Shown::Number(number) };
            prop_assert_eq!(shown, expected);
        }
    }
}
