//! Quantiles of samples and of weights.
//!
//! They must keep infinite values in their place and never turn them into something that is no
//! number.

/// The median-unbiased quantile (type 8 of Hyndman & Fan 1996) of ascending values.
pub(crate) fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let size = sorted.len() as f64;
    let place = (size + 1.0 / 3.0) * probability + 1.0 / 3.0;
    let rank = place.floor().clamp(1.0, size);
    let share = (place - rank).clamp(0.0, 1.0);
    let low = sorted[rank as usize - 1];
    let high = sorted[(rank as usize).min(sorted.len() - 1)];
    // An infinite neighbour must not turn "no share of it" into a number that is none.
    if share == 0.0 || low == high {
        low
    } else {
        low + share * (high - low)
    }
}

/// The first place at which the running sum of `weights` reaches `probability` of `total`.
pub(crate) fn quantile_of_weights(weights: &[f64], total: f64, probability: f64) -> usize {
    let target = probability * total;
    let mut sum = 0.0;
    let reached = weights.iter().position(|weight| {
        sum += weight;
        sum >= target
    });
    reached.unwrap_or(weights.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_type_eight() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        for (probability, expected) in [(0.1, 1.366_666_667), (0.5, 5.5), (0.975, 10.0)] {
            assert!((quantile(&values, probability) - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn weights_are_summed_to_the_probability() {
        let weights = [0.0, 2.0, 1.0, 1.0];
        assert_eq!(quantile_of_weights(&weights, 4.0, 0.5), 1);
        assert_eq!(quantile_of_weights(&weights, 4.0, 0.51), 2);
        assert_eq!(quantile_of_weights(&weights, 4.0, 1.0), 3);
    }
}
