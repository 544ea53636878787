//! Decomposes a small symmetric positive definite matrix in place.
//!
//! It must say when the matrix is not positive definite instead of dividing by almost nothing.

/// The lower triangle L with L·Lᵀ = the matrix, row by row, and what is solved with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cholesky {
    order: usize,
    rows: Vec<f64>,
}

impl Cholesky {
    /// Prepares for a matrix of `order` rows; `entry(i, j)` gives its lower triangle.
    pub(crate) fn fill(&mut self, order: usize, entry: impl Fn(usize, usize) -> f64) {
        self.order = order;
        self.rows.clear();
        self.rows.resize(order * order, 0.0);
        for row in 0..order {
            for column in 0..=row {
                self.rows[row * order + column] = entry(row, column);
            }
        }
    }

    /// Decomposes; false when a pivot is not positive beyond rounding.
    pub(crate) fn decompose(&mut self) -> bool {
        let order = self.order;
        for row in 0..order {
            let (above, rest) = self.rows.split_at_mut(row * order);
            let current = &mut rest[..order];
            let whole = current[row];
            for column in 0..row {
                let other = &above[column * order..column * order + column + 1];
                let mut sum = current[column];
                for (left, right) in current[..column].iter().zip(other) {
                    sum -= left * right;
                }
                current[column] = sum / other[column];
            }
            let pivot = whole
                - current[..row]
                    .iter()
                    .map(|value| value * value)
                    .sum::<f64>();
            if pivot.is_nan() || pivot <= whole * 1e-14 {
                return false;
            }
            current[row] = pivot.sqrt();
        }
        true
    }

    /// Replaces `right` by L⁻¹·`right`.
    pub(crate) fn forward(&self, right: &mut [f64]) {
        for row in 0..self.order {
            let line = &self.rows[row * self.order..row * self.order + row + 1];
            let (done, rest) = right.split_at_mut(row);
            let sum: f64 = line[..row]
                .iter()
                .zip(done.iter())
                .map(|(a, b)| a * b)
                .sum();
            rest[0] = (rest[0] - sum) / line[row];
        }
    }

    /// Replaces `right` by L⁻ᵀ·`right`.
    pub(crate) fn backward(&self, right: &mut [f64]) {
        for row in (0..self.order).rev() {
            let line = &self.rows[row * self.order..row * self.order + row + 1];
            right[row] /= line[row];
            let value = right[row];
            for (target, factor) in right[..row].iter_mut().zip(line) {
                *target -= factor * value;
            }
        }
    }

    /// Forgets the matrix, which was singular.
    pub(crate) fn clear(&mut self) {
        self.order = 0;
        self.rows.clear();
    }

    /// The last pivot: the inverse of its square is the last diagonal entry of the inverse. Zero
    /// without a matrix.
    pub(crate) fn last_pivot(&self) -> f64 {
        self.rows.last().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_refuses() {
        let matrix = [[4.0, 2.0, 0.6], [2.0, 5.0, 1.0], [0.6, 1.0, 3.0]];
        let mut cholesky = Cholesky::default();
        cholesky.fill(3, |i, j| matrix[i][j]);
        assert!(cholesky.decompose());
        let mut solution = [1.0, -2.0, 0.5];
        cholesky.forward(&mut solution);
        cholesky.backward(&mut solution);
        for (row, expected) in matrix.iter().zip([1.0, -2.0, 0.5]) {
            let got: f64 = row.iter().zip(solution).map(|(a, b)| a * b).sum();
            assert!((got - expected).abs() < 1e-14);
        }
        cholesky.fill(2, |_, _| 1.0);
        assert!(!cholesky.decompose(), "a matrix of ones has rank one");
    }
}
