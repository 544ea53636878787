//! The operating system's random bytes: the source for tokens, salts and identifiers in production.

use vocabulary::RandomSource;

/// The operating system's generator; made once, in the program's wiring.
#[derive(Debug, Clone, Copy, Default)]
pub struct OperatingSystemRandom;

impl RandomSource for OperatingSystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("a machine without a random source cannot keep secrets");
    }
}
