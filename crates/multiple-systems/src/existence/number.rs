//! Whole numbers that say when they overflow.
//!
//! The exact method runs in 128 bits first; should that ever overflow it must be repeated with
//! numbers of any size, never continued.

use num_bigint::BigInt;
use num_traits::{CheckedMul, CheckedSub, One, Signed, Zero};

/// What elimination and the simplex method need of a number.
pub(super) trait Whole:
    Clone + Ord + Zero + One + Signed + CheckedMul + CheckedSub + From<i64>
{
    /// Greatest common divisor of the magnitudes; zero for two zeros.
    fn common_divisor(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.abs(), other.abs());
        while !right.is_zero() {
            let rest = left % right.clone();
            left = right;
            right = rest;
        }
        left
    }
}

impl Whole for i128 {}
impl Whole for BigInt {}

/// `row·scale − other·factor`, divided by the common divisor of its entries; `None` on overflow.
/// `scale` must be positive for the signs of the row to keep their meaning.
pub(super) fn combine<T: Whole>(row: &[T], scale: &T, other: &[T], factor: &T) -> Option<Vec<T>> {
    let mut combined = Vec::with_capacity(row.len());
    let mut divisor = T::zero();
    for (left, right) in row.iter().zip(other) {
        let entry = left
            .checked_mul(scale)?
            .checked_sub(&right.checked_mul(factor)?)?;
        if !divisor.is_one() {
            divisor = divisor.common_divisor(&entry);
        }
        combined.push(entry);
    }
    if divisor > T::one() {
        for entry in &mut combined {
            *entry = entry.clone() / divisor.clone();
        }
    }
    Some(combined)
}
