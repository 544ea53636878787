//! Chooses how bits are counted on this processor.

use super::{kernel::Kernel, portable, simd};

impl Kernel {
    /// The kernels that this processor can run, the slowest first.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let portable = Self::new("portable", portable::screen, portable::common);
        std::iter::once(portable).chain(simd::available()).collect()
    }

    /// The fastest kernel of this processor.
    #[must_use]
    pub fn best() -> Self {
        *Self::available()
            .last()
            .expect("the portable kernel is always there")
    }
}
