//! A table of perturbation probabilities from four numbers. The same numbers give the same table on
//! every machine that rounds as IEEE 754 says; what is used is the table, which is published, and
//! never the four numbers.

use super::{
    entropy::{Wanted, greatest},
    probabilities::{Outcome, PerturbationTable, UNITS},
};
use crate::Error;

/// The largest change that can be asked for: a table has about its square of rows.
const MOST_CHANGE: i64 = 100;

/// What the probabilities have to keep to; all changes have mean zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// No count is changed by more than this (D).
    pub maximum: i64,
    /// The variance of the change (V).
    pub variance: f64,
    /// No published count lies from 1 up to this (js); 0 allows all.
    pub small: i64,
    /// The chance that a count stays as it is, for counts that may stay (pstay).
    pub stay: Option<f64>,
}

/// A table, and where it could not keep to its design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designed {
    /// The table.
    pub table: PerturbationTable,
    /// Counts for which no such distribution has the variance asked for: they have the variance that
    /// follows from the greatest entropy alone.
    pub other_variance: Vec<i64>,
}

impl Design {
    /// The table of greatest entropy.
    ///
    /// # Errors
    /// [`Error::Option`] for numbers out of range, or when no change with mean zero is left for a
    /// count.
    pub fn table(&self) -> Result<Designed, Error> {
        self.check()?;
        // From here on, whatever the change, neither a negative nor a small count can come out.
        let last = match self.small {
            0 => self.maximum,
            small => self.maximum + small + 1,
        };
        let mut rows = vec![vec![Outcome {
            published: 0,
            upper: UNITS,
        }]];
        let mut other_variance = Vec::new();
        for count in 1..=last {
            let changes: Vec<i64> = (-self.maximum..=self.maximum)
                .filter(|change| {
                    let published = count + change;
                    published == 0 || published > self.small
                })
                .collect();
            let wanted = Wanted {
                variance: Some(self.variance),
                stay: self.stay.filter(|_| count > self.small),
            };
            let exact = greatest(&changes, wanted);
            if exact.is_none() {
                other_variance.push(count);
            }
            let loose = Wanted {
                variance: None,
                ..wanted
            };
            let found = exact.or_else(|| greatest(&changes, loose)).ok_or_else(|| {
                fault(
                    "design",
                    &format!(
                        "a count of {count} cannot be changed with mean zero; allow a larger maximum"
                    ),
                )
            })?;
            rows.push(row(count, &changes, &found));
        }
        Ok(Designed {
            table: PerturbationTable::new(rows)?,
            other_variance,
        })
    }

    fn check(&self) -> Result<(), Error> {
        if !(1..=MOST_CHANGE).contains(&self.maximum) {
            return Err(fault("maximum", &format!("it is 1 to {MOST_CHANGE}")));
        }
        let square = (self.maximum * self.maximum) as f64;
        if !(self.variance > 0.0 && self.variance <= square) {
            return Err(fault(
                "variance",
                "it is above 0 and at most the square of the maximum",
            ));
        }
        if !(0..self.maximum).contains(&self.small) {
            return Err(fault(
                "small",
                "it is 0 or more and below the maximum, or a count of 1 could not be raised above it",
            ));
        }
        if self.stay.is_some_and(|stay| !(stay > 0.0 && stay < 1.0)) {
            return Err(fault("stay", "it lies between 0 and 1"));
        }
        Ok(())
    }
}

/// Upper bounds in whole units: sums are rounded, not the probabilities, so that the last is 1.
fn row(count: i64, changes: &[i64], probabilities: &[f64]) -> Vec<Outcome> {
    let mut sum = 0.0;
    let mut row: Vec<Outcome> = changes
        .iter()
        .zip(probabilities)
        .map(|(change, probability)| {
            sum += probability;
            Outcome {
                published: count + change,
                upper: (sum * UNITS as f64).round() as u64,
            }
        })
        .collect();
    if let Some(last) = row.last_mut() {
        last.upper = UNITS;
    }
    row
}

fn fault(option: &str, reason: &str) -> Error {
    Error::Option {
        option: option.to_owned(),
        reason: reason.to_owned(),
    }
}
