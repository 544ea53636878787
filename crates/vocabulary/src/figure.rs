//! What one institution can say about one fact: a number, or why there is none.

use serde::{Deserialize, Serialize};

/// The state of a figure. Zero is a value. *Suppressed* is no state of a figure: it exists only
/// in a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureState {
    /// A counted value, 0 included.
    Value,
    /// A value that was estimated; carries a confidence grade.
    Estimated,
    /// The institution should know and has not said.
    NotReported,
    /// The question does not arise for this institution or place.
    NotApplicable,
    /// The institution knows and will not say.
    Withheld,
}

impl FigureState {
    /// Every state, values first.
    pub const ALL: [Self; 5] = [
        Self::Value,
        Self::Estimated,
        Self::NotReported,
        Self::NotApplicable,
        Self::Withheld,
    ];

    /// The stable code, such as `not_reported`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Estimated => "estimated",
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Withheld => "withheld",
        }
    }

    /// The state with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether a figure in this state carries a number.
    #[must_use]
    pub const fn has_number(self) -> bool {
        matches!(self, Self::Value | Self::Estimated)
    }
}

/// How far an estimate can be trusted, after the grading used for informant estimates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// From a complete register.
    A,
    /// From a partial register or a sample with a known design.
    B,
    /// From several informants who agree.
    C,
    /// From one informant, or from informants who disagree.
    D,
}

impl Confidence {
    /// Every grade, the best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The grade as one letter.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The grade with that letter, `None` for another one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.code() == code)
    }
}

/// A state together with the number that it may or may not carry: the only way to hold either.
///
/// Numbers are integers in the smallest unit of their indicator: an indicator with two decimals
/// holds 12.50 as 1250.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReportedValue {
    state: FigureState,
    number: Option<i64>,
    confidence: Option<Confidence>,
}

/// Why a state and a number do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReportedValueError {
    /// A state that needs a number, without one.
    #[error("a figure in the state `{}` needs a number", .0.code())]
    NumberMissing(FigureState),
    /// A number with a state that excludes it.
    #[error("a figure in the state `{}` carries no number", .0.code())]
    NumberExcluded(FigureState),
    /// A count below zero.
    #[error("a count cannot be negative")]
    Negative,
    /// A number beyond [`ReportedValue::MOST`].
    #[error("a number has at most fifteen digits")]
    TooLarge,
    /// A confidence grade on a figure that is no estimate.
    #[error("a confidence grade belongs to an estimated figure")]
    ConfidenceExcluded,
}

impl ReportedValue {
    /// The largest number, in the smallest unit of any indicator: fifteen digits, as many as spreadsheets
    /// keep, and few enough that no sum of all figures of a country overflows.
    pub const MOST: i64 = 999_999_999_999_999;

    /// A counted value of zero or more.
    ///
    /// # Errors
    /// [`ReportedValueError::Negative`] below zero, [`ReportedValueError::TooLarge`] beyond
    /// [`Self::MOST`].
    pub fn value(number: i64) -> Result<Self, ReportedValueError> {
        Self::parse(FigureState::Value, Some(number), None)
    }

    /// A figure without a number.
    ///
    /// # Errors
    /// [`ReportedValueError::NumberMissing`] for a state that needs one.
    pub fn without_number(state: FigureState) -> Result<Self, ReportedValueError> {
        Self::parse(state, None, None)
    }

    /// Puts state, number and confidence together.
    ///
    /// # Errors
    /// When the state needs or excludes the number, the number is negative or too large, or a
    /// confidence is given for anything but an estimate.
    pub fn parse(
        state: FigureState,
        number: Option<i64>,
        confidence: Option<Confidence>,
    ) -> Result<Self, ReportedValueError> {
        match (state.has_number(), number) {
            (true, None) => return Err(ReportedValueError::NumberMissing(state)),
            (false, Some(_)) => return Err(ReportedValueError::NumberExcluded(state)),
            (true, Some(number)) if number < 0 => return Err(ReportedValueError::Negative),
            (true, Some(number)) if number > Self::MOST => {
                return Err(ReportedValueError::TooLarge);
            }
            _ => {}
        }
        if confidence.is_some() && state != FigureState::Estimated {
            return Err(ReportedValueError::ConfidenceExcluded);
        }
        Ok(Self {
            state,
            number,
            confidence,
        })
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> FigureState {
        self.state
    }

    /// The number, in the indicator's smallest unit, where the state carries one.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        self.number
    }

    /// The confidence grade of an estimate.
    #[must_use]
    pub const fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_a_value_and_missing_is_not_zero() {
        let zero = ReportedValue::value(0).unwrap();
        assert_eq!(zero.number(), Some(0));
        let missing = ReportedValue::without_number(FigureState::NotReported).unwrap();
        assert_eq!(missing.number(), None);
        assert_ne!(zero, missing);
    }

    #[test]
    fn a_number_has_an_end() {
        assert!(ReportedValue::value(ReportedValue::MOST).is_ok());
        let beyond = ReportedValue::value(ReportedValue::MOST + 1);
        assert_eq!(beyond.unwrap_err(), ReportedValueError::TooLarge);
        // Every figure of a country at its largest still adds up.
        assert!(ReportedValue::MOST.checked_mul(9_000).is_some());
    }

    #[test]
    fn a_number_exists_exactly_where_the_state_has_one() {
        for state in FigureState::ALL {
            assert_eq!(
                ReportedValue::parse(state, Some(3), None).is_ok(),
                state.has_number()
            );
            assert_eq!(
                ReportedValue::parse(state, None, None).is_ok(),
                !state.has_number()
            );
            assert_eq!(FigureState::from_code(state.code()), Some(state));
        }
        assert!(ReportedValue::value(-1).is_err());
    }
}
