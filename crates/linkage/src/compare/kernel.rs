//! One way of counting bits.

use super::tile::Run;

/// Finds records in a run with enough bits in common with a row.
pub(super) type Screen = fn(&Run<'_>, &[u64], i64, &mut Vec<u32>);
/// Counts the bits that two filters have in common.
pub(super) type Common = fn(&[u64], &[u64]) -> u32;

/// One way of counting bits; all give the same counts.
#[derive(Clone, Copy)]
pub struct Kernel {
    name: &'static str,
    pub(super) screen: Screen,
    common: Common,
}

impl Kernel {
    pub(super) fn new(name: &'static str, screen: Screen, common: Common) -> Self {
        Self {
            name,
            screen,
            common,
        }
    }

    /// The instruction set.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Bits that two filters of the same width have in common.
    #[must_use]
    pub fn common(&self, one: &[u64], other: &[u64]) -> u32 {
        (self.common)(one, other)
    }
}

impl std::fmt::Debug for Kernel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Kernel").field(&self.name).finish()
    }
}
