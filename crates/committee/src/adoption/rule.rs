//! The rules by which a committee makes one figure out of several: a pure function of the reported
//! figures, so that an adopted figure can be recomputed from its inputs at any time.

use serde::{Deserialize, Serialize};
use vocabulary::{InstitutionCode, ReportedValue};

/// How the adopted figure is made. Superset of the choices of de-duplication tools in the field
/// (sum, maximum, custom).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum AdoptionRule {
    /// One institution's figure.
    Institution {
        /// Whose.
        institution: InstitutionCode,
    },
    /// The largest figure: one list contains the others.
    Maximum,
    /// The sum: the institutions count different people.
    Sum,
    /// The sum less those who are on several lists.
    SumLessOverlap {
        /// How many are counted more than once; a bare number, from matching lists without names.
        overlap: i64,
    },
    /// A number that none of the institutions gave.
    Custom {
        /// The number, in the indicator's smallest unit.
        number: i64,
    },
    /// Between two numbers.
    Range {
        /// At least.
        low: i64,
        /// At most.
        high: i64,
    },
    /// The committee looked and could not decide.
    Unresolved,
}

/// One number that a rule may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptionInput {
    /// Who says it.
    pub institution: InstitutionCode,
    /// The number, in the indicator's smallest unit; `None` where the institution gives none.
    pub number: Option<i64>,
}

/// What a rule makes of its inputs, in the indicator's smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdoptedValue {
    /// One number.
    Number(i64),
    /// Somewhere from the first to the second number.
    Between(i64, i64),
    /// Not decided.
    Undecided,
}

/// Why a rule cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdoptionRuleError {
    /// The chosen institution gives no number for this fact.
    #[error("{0} gives no number for this fact")]
    NoNumber(InstitutionCode),
    /// No institution gives a number.
    #[error("no institution gives a number for this fact")]
    NoInput,
    /// More people overlap than two lists can share.
    #[error("an overlap of {overlap} is not possible: it lies between 0 and {most}")]
    Overlap {
        /// The overlap given.
        overlap: i64,
        /// The largest that the figures allow.
        most: i64,
    },
    /// A number below zero or beyond [`ReportedValue::MOST`], or a range whose ends are the wrong way
    /// round.
    #[error("the number must be zero or more, and a range must run from the smaller to the larger")]
    Number,
    /// The sum is too large for a count.
    #[error("the sum of the figures is too large")]
    TooLarge,
}

impl AdoptionRuleError {
    /// The key of the text that tells the user what to change.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoNumber(_) => "adoption-no-number",
            Self::NoInput => "adoption-no-input",
            Self::Overlap { .. } => "adoption-overlap",
            Self::Number => "adoption-number",
            Self::TooLarge => "adoption-too-large",
        }
    }
}

impl AdoptionRule {
    /// The codes of all rules, in the order in which they are offered.
    pub const CODES: [&'static str; 7] = [
        "institution",
        "maximum",
        "sum",
        "sum-less-overlap",
        "custom",
        "range",
        "unresolved",
    ];

    /// The code of this rule.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Institution { .. } => "institution",
            Self::Maximum => "maximum",
            Self::Sum => "sum",
            Self::SumLessOverlap { .. } => "sum-less-overlap",
            Self::Custom { .. } => "custom",
            Self::Range { .. } => "range",
            Self::Unresolved => "unresolved",
        }
    }

    /// Applies the rule. The order of the inputs does not matter.
    ///
    /// # Errors
    /// When the inputs do not allow the rule: see [`AdoptionRuleError`].
    pub fn apply(&self, inputs: &[AdoptionInput]) -> Result<AdoptedValue, AdoptionRuleError> {
        let numbers: Vec<i64> = inputs.iter().filter_map(|input| input.number).collect();
        match self {
            Self::Institution { institution } => inputs
                .iter()
                .find(|input| input.institution == *institution)
                .and_then(|input| input.number)
                .map(AdoptedValue::Number)
                .ok_or_else(|| AdoptionRuleError::NoNumber(institution.clone())),
            Self::Maximum => numbers
                .iter()
                .copied()
                .max()
                .map(AdoptedValue::Number)
                .ok_or(AdoptionRuleError::NoInput),
            Self::Sum => sum(&numbers).map(AdoptedValue::Number),
            Self::SumLessOverlap { overlap } => {
                // Everybody is on at least one list, so the union is at least the largest list.
                let total = sum(&numbers)?;
                let most = total - numbers.iter().copied().max().unwrap_or(0);
                if (0..=most).contains(overlap) {
                    Ok(AdoptedValue::Number(total - overlap))
                } else {
                    Err(AdoptionRuleError::Overlap {
                        overlap: *overlap,
                        most,
                    })
                }
            }
            Self::Custom { number } if (0..=ReportedValue::MOST).contains(number) => {
                Ok(AdoptedValue::Number(*number))
            }
            Self::Range { low, high }
                if *low >= 0 && low < high && *high <= ReportedValue::MOST =>
            {
                Ok(AdoptedValue::Between(*low, *high))
            }
            Self::Custom { .. } | Self::Range { .. } => Err(AdoptionRuleError::Number),
            Self::Unresolved => Ok(AdoptedValue::Undecided),
        }
    }
}

fn sum(numbers: &[i64]) -> Result<i64, AdoptionRuleError> {
    if numbers.is_empty() {
        return Err(AdoptionRuleError::NoInput);
    }
    numbers
        .iter()
        .try_fold(0i64, |sum, number| sum.checked_add(*number))
        .ok_or(AdoptionRuleError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inputs(numbers: &[Option<i64>]) -> Vec<AdoptionInput> {
        numbers
            .iter()
            .enumerate()
            .map(|(index, number)| AdoptionInput {
                institution: InstitutionCode::parse(&format!("I{index}")).unwrap(),
                number: *number,
            })
            .collect()
    }

    proptest! {
        #[test]
        fn a_union_lies_between_the_largest_list_and_the_sum(
            numbers in prop::collection::vec(0i64..500, 1..6), overlap in -3i64..2000
        ) {
            let given = inputs(&numbers.iter().copied().map(Some).collect::<Vec<_>>());
            let largest = numbers.iter().copied().max().unwrap();
            let total: i64 = numbers.iter().sum();
            match (AdoptionRule::SumLessOverlap { overlap }).apply(&given) {
                Ok(AdoptedValue::Number(union)) => {
                    prop_assert!((largest..=total).contains(&union));
                    prop_assert_eq!(union + overlap, total);
                }
                Ok(other) => prop_assert!(false, "{:?}", other),
                Err(_) => prop_assert!(overlap < 0 || total - overlap < largest),
            }
        }

        #[test]
        fn the_order_of_institutions_does_not_matter(
            numbers in prop::collection::vec(prop::option::of(0i64..50), 1..6)
        ) {
            let given = inputs(&numbers);
            let mut turned = given.clone();
            turned.reverse();
            for rule in [AdoptionRule::Maximum, AdoptionRule::Sum, AdoptionRule::Unresolved,
                AdoptionRule::Institution { institution: given[0].institution.clone() }] {
                prop_assert_eq!(rule.apply(&given), rule.apply(&turned));
            }
        }
    }

    #[test]
    fn a_rule_without_a_number_to_stand_on_is_refused() {
        let nobody = inputs(&[None, None]);
        assert_eq!(
            AdoptionRule::Maximum.apply(&nobody),
            Err(AdoptionRuleError::NoInput)
        );
        assert_eq!(
            AdoptionRule::Sum.apply(&nobody),
            Err(AdoptionRuleError::NoInput)
        );
        assert!(AdoptionRule::Custom { number: -1 }.apply(&nobody).is_err());
        assert!(
            AdoptionRule::Range { low: 5, high: 5 }
                .apply(&nobody)
                .is_err()
        );
        assert_eq!(
            AdoptionRule::Unresolved.apply(&nobody),
            Ok(AdoptedValue::Undecided)
        );
    }
}
