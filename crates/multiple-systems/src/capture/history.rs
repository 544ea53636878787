//! One combination of lists as a set of bits.
//!
//! Bit `i` stands for the `i`-th list. It must never be empty: nobody is observed on no list.

use super::MOST_LISTS;

/// A non-empty combination of lists; bit `i` set means "on list `i`".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaptureHistory(u16);

impl CaptureHistory {
    /// The combination with these bits, or `None` for the empty one or one beyond ten lists.
    #[must_use]
    pub const fn new(bits: u16) -> Option<Self> {
        if bits == 0 || bits >> MOST_LISTS != 0 {
            None
        } else {
            Some(Self(bits))
        }
    }

    /// The bits.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// How many lists are in the combination.
    #[must_use]
    pub const fn size(self) -> u32 {
        self.0.count_ones()
    }

    /// The positions of the lists, ascending.
    pub fn lists(self) -> impl Iterator<Item = usize> {
        (0..MOST_LISTS).filter(move |list| self.0 >> list & 1 == 1)
    }

    /// Whether every list of `other` is in this combination.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_combination_cannot_be_made() {
        assert_eq!(CaptureHistory::new(0), None);
        assert_eq!(CaptureHistory::new(1 << 10), None);
        let pair = CaptureHistory::new(0b101).expect("two lists");
        assert_eq!(pair.lists().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(pair.size(), 2);
    }
}
