//! What the tests share: the machine's randomness and a value that must never be seen.

use vocabulary::RandomSource;

/// A value that must never be seen.
pub const CANARY: &str = "canary Ermira Hoxhë +355 69 123 4567";

/// The machine's randomness.
pub struct Machine;

impl RandomSource for Machine {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the machine gives random bytes");
    }
}
