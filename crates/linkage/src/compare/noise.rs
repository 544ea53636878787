//! Dice similarity of filters as it was before bits were flipped.
//!
//! Flips with probability p leave each count an affine function of the true one in expectation, so
//! true counts can be estimated without bias and thresholds need not move with the hardening.

use super::tile::FRACTION_BITS;

/// Counts of two filters: bits in common, bits of each, and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) common: u32,
    pub(crate) one: u32,
    pub(crate) other: u32,
    pub(crate) bits: u32,
}

/// The known probability that a bit was turned over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noise(pub(crate) f64);

impl Noise {
    /// Estimated Dice similarity before the noise, from 0 to 1; two empty filters have none.
    pub(crate) fn dice(self, counts: Counts) -> f64 {
        let p = self.0;
        let kept = 1.0 - 2.0 * p;
        let bits = f64::from(counts.bits);
        let both = (f64::from(counts.one + counts.other) - 2.0 * bits * p) / kept;
        if both <= 0.0 {
            return 0.0;
        }
        let noise = both * p * kept + bits * p * p;
        let common = (f64::from(counts.common) - noise) / (kept * kept);
        (2.0 * common / both).clamp(0.0, 1.0)
    }

    /// The test `dice >= threshold` as `common << FRACTION_BITS >= need(one) + need(other)`, for
    /// filters of `bits` bits. Rounded down, so that no pair at the threshold is lost.
    pub(crate) fn need(self, threshold: f64, bits: u32, weight: u32) -> i64 {
        let p = self.0;
        let kept = 1.0 - 2.0 * p;
        let per_bit = (kept * kept * threshold / 2.0 + p * kept) / kept;
        let bits = f64::from(bits);
        let need = per_bit * (f64::from(weight) - bits * p) + bits * p * p / 2.0;
        (need * f64::from(1 << FRACTION_BITS)).floor() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_noise_it_is_dice() {
        let counts = Counts {
            common: 30,
            one: 50,
            other: 70,
            bits: 256,
        };
        assert!((Noise(0.0).dice(counts) - 0.5).abs() < 1e-12);
        assert_eq!(Noise(0.0).dice(Counts::default()), 0.0);
    }

    proptest! {
        #[test]
        fn noise_is_taken_out_in_expectation(one in 20_u32..100, other in 20_u32..100, p in 0.0..0.1) {
            let common = one.min(other) / 2;
            let bits = 256.0;
            // Expected counts after flipping each bit with probability p (scaled for rounding).
            let scale = 1000.0;
            let (a, b, x) = (f64::from(one), f64::from(other), f64::from(common));
            let p: f64 = p;
            let after = |weight: f64| -> f64 { weight * (1.0 - p) + (bits - weight) * p };
            let both: f64 = x * (1.0 - p) * (1.0 - p) + (a + b - 2.0 * x) * p * (1.0 - p)
                + (bits - a - b + x) * p * p;
            let counts = Counts {
                common: (both * scale).round() as u32,
                one: (after(a) * scale).round() as u32,
                other: (after(b) * scale).round() as u32,
                bits: (bits * scale) as u32,
            };
            prop_assert!((Noise(p).dice(counts) - 2.0 * x / (a + b)).abs() < 1e-3);
        }

        #[test]
        fn the_threshold_in_whole_numbers_is_the_threshold(
            one in 1_u32..200, other in 1_u32..200, share in 0.0..1.0, threshold in 0.1..0.99,
        ) {
            let common = (f64::from(one.min(other)) * share) as u32;
            let noise = Noise(0.02);
            let counts = Counts { common, one, other, bits: 512 };
            let need = noise.need(threshold, 512, one) + noise.need(threshold, 512, other);
            let dice = noise.dice(counts);
            prop_assume!((dice - threshold).abs() > 1e-3 && dice > 0.0 && dice < 1.0);
            prop_assert_eq!((i64::from(common) << FRACTION_BITS) >= need, dice >= threshold);
        }
    }
}
