//! Randomness as a parameter, and whole numbers drawn from it without a preference for any.

use num_bigint::BigUint;

/// A source of random bytes: the operating system's when something is released.
pub trait RandomBytes {
    /// Fills the whole slice with fresh random bytes.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> RandomBytes for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// A number from 0 up to, but not including, a limit above 0; every one as likely.
pub(super) fn below(limit: &BigUint, random: &mut dyn RandomBytes) -> BigUint {
    let bits = limit.bits();
    let mut bytes = vec![0; bits.div_ceil(8) as usize];
    let idle = bytes.len() as u64 * 8 - bits;
    loop {
        random.fill(&mut bytes);
        if let Some(last) = bytes.last_mut() {
            *last &= 0xff_u8.checked_shr(idle as u32).unwrap_or(0);
        }
        let drawn = BigUint::from_bytes_le(&bytes);
        // At most every second draw is thrown away.
        if drawn < *limit {
            return drawn;
        }
    }
}
