//! Bit flips: each bit of a filter is turned over with a small known probability (BLIP, Alaggan,
//! Gambs & Kermarrec 2012).
//!
//! The noise of a record follows from the key and the record alone, so encoding a list twice
//! gives the same file and noise can never be averaged away.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Turns bits of `filter` over, each with probability `1 - exp(1 / inverse_log)`.
///
/// `inverse_log` is 1 / ln(1 − p), computed once; flips are drawn by their distances.
pub(super) fn flip(filter: &mut [u64], inverse_log: f64, random: &mut ChaCha8Rng) {
    let bits = filter.len() * 64;
    let mut position = 0;
    loop {
        // In (0, 1], so that the logarithm is finite.
        let uniform = 1.0 - random.random::<f64>();
        let distance = uniform.ln() * inverse_log;
        if distance >= (bits - position) as f64 {
            return;
        }
        position += distance as usize;
        filter[position / 64] ^= 1 << (position % 64);
        position += 1;
        if position >= bits {
            return;
        }
    }
}

/// 1 / ln(1 − p), or nothing if there is no noise.
pub(super) fn inverse_log(probability: f64) -> Option<f64> {
    (probability > 0.0).then(|| (-probability).ln_1p().recip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn flips_come_at_their_rate_and_everywhere() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let inverse_log = inverse_log(0.02).expect("noise");
        let mut counts = vec![0_u32; 256];
        for _ in 0..20_000 {
            let mut filter = [0; 4];
            flip(&mut filter, inverse_log, &mut random);
            for (position, count) in counts.iter_mut().enumerate() {
                *count += u32::from(filter[position / 64] >> (position % 64) & 1 == 1);
            }
        }
        // 400 expected in each place, standard deviation 19.8; five of them on either side.
        assert!(counts.iter().all(|count| count.abs_diff(400) < 100));
        let total: u32 = counts.iter().sum();
        assert!(total.abs_diff(102_400) < 1_600, "{total}");
    }
}
