//! Exact elimination and an exact linear programme.
//!
//! Write the design with a row per effect and a column per cell. Eliminating with the columns of
//! the seen cells leaves rows W over the unseen cells alone. A table above zero everywhere with
//! the margins of the data exists exactly when W·x = 0 has a solution x ≥ 1 (seen cells have room
//! to give and take, and solutions may be scaled down). The simplex method with Bland's rule
//! decides that in whole numbers; it must never round.

use super::number::{Whole, combine};
use crate::loglinear::Design;

/// Whether the estimate exists and whether it is unique; `None` when a number overflowed.
pub(super) fn decide<T: Whole>(design: &Design, counts: &[u64]) -> Option<(bool, bool)> {
    let remaining = (0..counts.len()).filter(|&cell| design.retains(cell));
    let (seen, unseen): (Vec<usize>, Vec<usize>) = remaining.partition(|&cell| counts[cell] > 0);
    let cells: Vec<usize> = seen.iter().chain(&unseen).copied().collect();
    let mut rows: Vec<Vec<T>> = Vec::new();
    for &effect in design.effects() {
        let within = |cell: &usize| T::from(i64::from(*cell as u16 & effect == effect));
        rows.push(cells.iter().map(within).collect());
    }
    let rank_seen = eliminate(&mut rows, 0, 0..seen.len())?;
    let rank = eliminate(&mut rows, rank_seen, seen.len()..cells.len())?;
    let unique = rank == rows.len();
    let rest: Vec<Vec<T>> = rows[rank_seen..rank]
        .iter()
        .map(|row| row[seen.len()..].to_vec())
        .collect();
    Some((has_positive_solution(rest)?, unique))
}

/// Brings `rows[done..]` to echelon form over `columns`; the number of pivot rows so far.
fn eliminate<T: Whole>(
    rows: &mut [Vec<T>],
    mut done: usize,
    columns: std::ops::Range<usize>,
) -> Option<usize> {
    for column in columns {
        let Some(found) = (done..rows.len()).find(|&row| !rows[row][column].is_zero()) else {
            continue;
        };
        rows.swap(done, found);
        let (above, below) = rows.split_at_mut(done + 1);
        let pivot = &above[done];
        for row in below.iter_mut().filter(|row| !row[column].is_zero()) {
            let factor = row[column].clone();
            *row = combine(row, &pivot[column], pivot, &factor)?;
        }
        done += 1;
    }
    Some(done)
}

/// Whether W·x = 0 with every x ≥ 1, that is W·z = −W·1 with z ≥ 0: phase one of the simplex
/// method. The last column of each tableau row is its right side.
fn has_positive_solution<T: Whole>(rows: Vec<Vec<T>>) -> Option<bool> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Some(true);
    };
    let mut tableau = Vec::with_capacity(rows.len());
    for mut row in rows {
        let mut right = row
            .iter()
            .cloned()
            .fold(T::zero(), |sum, entry| sum + entry);
        right = -right;
        if right.is_negative() {
            row.iter_mut().for_each(|entry| *entry = -entry.clone());
            right = -right;
        }
        row.push(right);
        tableau.push(row);
    }
    let mut costs = vec![T::zero(); width + 1];
    for row in &tableau {
        for (cost, entry) in costs.iter_mut().zip(row) {
            *cost = cost.checked_sub(entry)?;
        }
    }
    // Artificial variables come after all others in Bland's order and never return.
    let mut basis: Vec<usize> = (0..tableau.len()).map(|row| width + row).collect();
    while let Some(entering) = (0..width).find(|&column| costs[column].is_negative()) {
        let Some(leaving) = leaving_row(&tableau, &basis, entering)? else {
            // Phase one is bounded below, so this column would have to be without effect.
            return Some(costs[width].is_zero());
        };
        let pivot = tableau[leaving].clone();
        for (index, row) in tableau.iter_mut().enumerate() {
            if index != leaving && !row[entering].is_zero() {
                let factor = row[entering].clone();
                *row = combine(row, &pivot[entering], &pivot, &factor)?;
            }
        }
        let factor = costs[entering].clone();
        costs = combine(&costs, &pivot[entering], &pivot, &factor)?;
        basis[leaving] = entering;
    }
    Some(costs[width].is_zero())
}

/// Ratio test; ties go to the lowest variable (Bland 1977).
fn leaving_row<T: Whole>(
    tableau: &[Vec<T>],
    basis: &[usize],
    entering: usize,
) -> Option<Option<usize>> {
    let mut best: Option<usize> = None;
    for (row, line) in tableau.iter().enumerate() {
        if !line[entering].is_positive() {
            continue;
        }
        let Some(held) = best else {
            best = Some(row);
            continue;
        };
        let last = line.len() - 1;
        let left = line[last].checked_mul(&tableau[held][entering])?;
        let right = tableau[held][last].checked_mul(&line[entering])?;
        if left < right || (left == right && basis[row] < basis[held]) {
            best = Some(row);
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;

    fn solvable(rows: &[&[i64]]) -> bool {
        let small = rows
            .iter()
            .map(|row| row.iter().map(|&e| i128::from(e)).collect())
            .collect();
        let large = rows
            .iter()
            .map(|row| row.iter().map(|&e| BigInt::from(e)).collect())
            .collect();
        let verdict = has_positive_solution::<i128>(small).expect("no overflow");
        assert_eq!(has_positive_solution::<BigInt>(large), Some(verdict));
        verdict
    }

    #[test]
    fn a_row_of_both_signs_can_be_balanced_and_one_of_a_single_sign_cannot() {
        assert!(solvable(&[&[1, -1, 2]]));
        assert!(!solvable(&[&[1, 0, 2]]));
        assert!(!solvable(&[&[0, -3, 0]]));
        assert!(solvable(&[]));
    }

    #[test]
    fn rows_that_are_balanced_alone_may_contradict_each_other() {
        // x₁ = x₂ + x₃ and x₁ = x₂ leave nothing for x₃.
        assert!(!solvable(&[&[1, -1, -1], &[1, -1, 0]]));
        assert!(solvable(&[&[1, -1, -1, 0], &[1, -1, 0, -1]]));
    }
}
