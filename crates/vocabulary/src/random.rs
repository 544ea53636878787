//! Randomness as a parameter: the operating system's in production, a seeded one in tests.

/// A source of random bytes.
pub trait RandomSource: Send + Sync {
    /// Fills the whole slice with fresh random bytes.
    fn fill(&self, bytes: &mut [u8]);
}
