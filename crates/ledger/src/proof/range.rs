//! Which parts of the tree a proof consists of: pure arithmetic on places, after RFC 9162, sections
//! 2.1.3.1 and 2.1.4.1.

use std::ops::Range;

/// Leaves whose common root belongs to a proof.
pub(crate) type Part = Range<u64>;

/// The largest power of two below a size of at least 2.
const fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// The parts that prove a leaf in a tree of that size, the nearest first.
pub(crate) fn inclusion(leaf: u64, size: u64) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = tree.start + split(tree.end - tree.start);
        if leaf < middle {
            parts.push(middle..tree.end);
            tree.end = middle;
        } else {
            parts.push(tree.start..middle);
            tree.start = middle;
        }
    }
    parts.reverse();
    parts
}

/// The parts that prove that a tree of the larger size continues one of the smaller.
pub(crate) fn consistency(earlier: u64, later: u64) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut tree = 0..later;
    let mut is_whole = true;
    while tree.end > earlier {
        let middle = tree.start + split(tree.end - tree.start);
        if earlier <= middle {
            parts.push(middle..tree.end);
            tree.end = middle;
        } else {
            parts.push(tree.start..middle);
            tree.start = middle;
            is_whole = false;
        }
    }
    // Whoever checks knows the root of the whole earlier tree, and of no part of it.
    if !is_whole {
        parts.push(tree);
    }
    parts.reverse();
    parts
}

/// The complete subtrees that a part consists of, the largest first: the last leaf of each, and how
/// many times its size doubles one leaf.
pub(crate) fn subtrees(part: &Part) -> Vec<(u64, u32)> {
    let size = part.end - part.start;
    let mut end = part.start;
    (0..u64::BITS)
        .rev()
        .filter(|bit| size & (1 << bit) != 0)
        .map(|bit| {
            end += 1 << bit;
            (end - 1, bit)
        })
        .collect()
}
