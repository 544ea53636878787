//! Sums over subsets and supersets of all cells at once.
//!
//! Yates' method (1937) turns the design matrix of a log-linear model, which is never built, into
//! t·2ᵗ additions. The slices must have a power of two for their length.

/// `values[s]` becomes the sum of `values[c]` over all `c ⊇ s`.
pub(crate) fn superset_sums(values: &mut [f64]) {
    let mut width = 1;
    while width < values.len() {
        for block in values.chunks_exact_mut(2 * width) {
            let (without, with) = block.split_at_mut(width);
            for (low, high) in without.iter_mut().zip(with) {
                *low += *high;
            }
        }
        width *= 2;
    }
}

/// `values[c]` becomes the sum of `values[s]` over all `s ⊆ c`.
pub(crate) fn subset_sums(values: &mut [f64]) {
    let mut width = 1;
    while width < values.len() {
        for block in values.chunks_exact_mut(2 * width) {
            let (without, with) = block.split_at_mut(width);
            for (low, high) in without.iter().zip(with) {
                *high += *low;
            }
        }
        width *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_the_definition() {
        let values: Vec<f64> = (0..16).map(|cell| f64::from(cell * cell % 7)).collect();
        let sum = |keep: &dyn Fn(usize) -> bool| -> f64 {
            (0..16)
                .filter(|&cell| keep(cell))
                .map(|cell| values[cell])
                .sum()
        };
        let (mut up, mut down) = (values.clone(), values.clone());
        superset_sums(&mut up);
        subset_sums(&mut down);
        for set in 0..16 {
            assert_eq!(up[set], sum(&|cell| cell & set == set));
            assert_eq!(down[set], sum(&|cell| cell & set == cell));
        }
    }
}
