//! Value classes that stay the same from period to period.
//!
//! Zero is never in a class: it has its own swatch. The bounds depend on the largest value over
//! all periods alone, so that a map of one year can be laid beside the next.

use super::look::MOST_CLASSES;
use crate::Error;

/// What is being classed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Whole numbers: classes such as 1–5, 6–10.
    Count,
    /// Rates and means: classes such as over 0 up to 0.5, over 0.5 up to 1.
    Rate,
}

/// The bounds of one class, for the caller to put into words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassBounds {
    /// The smallest value of the class; for [`Grain::Rate`] the class starts just above it.
    pub lower: f64,
    /// The largest value of the class.
    pub upper: f64,
}

/// Proposes at most `wanted` (1 to 6) classes of equal width up to `maximum`, the largest value
/// over all periods that will be compared. The width is 1, 2 or 5 times a power of ten (for
/// counts at least 1). Without a positive maximum there are no classes.
#[must_use]
pub fn class_bounds(maximum: f64, wanted: usize, grain: Grain) -> Vec<ClassBounds> {
    if !maximum.is_finite() || maximum <= 0.0 {
        return Vec::new();
    }
    let wanted = wanted.clamp(1, MOST_CLASSES);
    let raw = maximum / f64::from(u32::try_from(wanted).unwrap_or(1));
    let width = match grain {
        Grain::Count => nice_step(raw.max(1.0)),
        Grain::Rate => nice_step(raw),
    };
    let mut bounds = Vec::new();
    for index in 0..wanted {
        let step = f64::from(u32::try_from(index).unwrap_or(0));
        let below = rounded(step * width, width);
        let upper = rounded((step + 1.0) * width, width);
        let lower = match grain {
            Grain::Count => below + 1.0,
            Grain::Rate => below,
        };
        bounds.push(ClassBounds { lower, upper });
        if upper >= maximum {
            break;
        }
    }
    bounds
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `raw` (which is above zero).
pub(crate) fn nice_step(raw: f64) -> f64 {
    let power = 10f64.powi(exponent(raw));
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        // A hair's breadth of tolerance, because 0.3 / 3 is not 0.1.
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// How many decimals a multiple of `step` needs, at most 6.
pub(crate) fn decimals(step: f64) -> usize {
    usize::try_from(-exponent(step * (1.0 + 1e-9)))
        .unwrap_or(0)
        .min(6)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a finite f64 lies between -324 and 309"
)]
fn exponent(value: f64) -> i32 {
    value.log10().floor() as i32
}

/// Removes the noise of binary fractions from a multiple of `step`.
fn rounded(value: f64, step: f64) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals(step)).unwrap_or(0));
    (value * scale).round() / scale
}

/// One class with its words.
#[derive(Debug, Clone)]
pub struct Class {
    /// The largest value that belongs to the class.
    pub upper: f64,
    /// The text of the legend.
    pub label: String,
}

/// One to six classes, from small to large.
#[derive(Debug, Clone)]
pub struct ClassScale(Vec<Class>);

impl ClassScale {
    /// Takes classes with rising upper bounds above zero. A value belongs to the first class
    /// whose upper bound it does not exceed.
    ///
    /// # Errors
    /// [`Error::Classes`] naming the class that is out of order or one too many.
    pub fn parse(classes: Vec<Class>) -> Result<Self, Error> {
        if classes.is_empty() || classes.len() > MOST_CLASSES {
            return Err(Error::Classes {
                position: classes.len(),
                reason: "there must be one to six classes",
            });
        }
        let mut below = 0.0;
        for (index, class) in classes.iter().enumerate() {
            if !class.upper.is_finite() || class.upper <= below {
                return Err(Error::Classes {
                    position: index + 1,
                    reason: "its upper bound is not above the one before it",
                });
            }
            below = class.upper;
        }
        Ok(Self(classes))
    }

    /// The classes, from small to large.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.0
    }

    /// The position of the class that a value above zero belongs to.
    ///
    /// # Errors
    /// [`Error::OutsideClasses`] when it is negative or above the last class.
    pub(crate) fn class_of(&self, place: &str, number: f64) -> Result<usize, Error> {
        let found = self.0.iter().position(|class| number <= class.upper);
        match found {
            Some(index) if number > 0.0 => Ok(index),
            _ => Err(Error::OutsideClasses {
                place: place.to_owned(),
                number,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, ClassBounds, ClassScale, Grain, class_bounds, decimals};
    use proptest::prelude::*;

    #[test]
    fn counts_get_whole_classes() {
        let bounds = class_bounds(37.0, 5, Grain::Count);
        let pairs: Vec<_> = bounds.iter().map(|b| (b.lower, b.upper)).collect();
        assert_eq!(
            pairs,
            [(1.0, 10.0), (11.0, 20.0), (21.0, 30.0), (31.0, 40.0)]
        );
        assert_eq!(
            class_bounds(3.0, 5, Grain::Count).last(),
            Some(&ClassBounds {
                lower: 3.0,
                upper: 3.0
            })
        );
        assert!(class_bounds(0.0, 5, Grain::Count).is_empty());
    }

    #[test]
    fn rates_are_free_of_binary_noise() {
        let bounds = class_bounds(0.3, 3, Grain::Rate);
        let uppers: Vec<_> = bounds.iter().map(|b| b.upper).collect();
        assert_eq!(uppers, [0.1, 0.2, 0.3]);
        assert_eq!((decimals(0.05), decimals(2.0), decimals(0.1)), (2, 0, 1));
    }

    #[test]
    fn classes_out_of_order_are_refused_with_their_position() {
        let class = |upper| Class {
            upper,
            label: String::new(),
        };
        let refused = ClassScale::parse(vec![class(5.0), class(5.0)]);
        assert!(refused.is_err_and(|error| error.to_string().starts_with("class 2")));
    }

    proptest! {
        #[test]
        fn every_value_up_to_the_maximum_has_a_class(
            maximum in 0.001f64..1e9, wanted in 1usize..7, share in 0.0001f64..=1.0,
        ) {
            for grain in [Grain::Count, Grain::Rate] {
                let maximum = if grain == Grain::Count { maximum.ceil() } else { maximum };
                let bounds = class_bounds(maximum, wanted, grain);
                prop_assert!(!bounds.is_empty() && bounds.len() <= wanted);
                let last = bounds[bounds.len() - 1].upper;
                prop_assert!(last >= maximum * (1.0 - 1e-9), "{last} < {maximum}");
                let classes = bounds.iter().map(|b| Class { upper: b.upper, label: String::new() });
                let scale = ClassScale::parse(classes.collect()).expect("rising");
                let value = (maximum * share).min(last);
                prop_assert!(scale.class_of("x", value).is_ok());
            }
        }
    }
}
