//! Checking proofs, after RFC 9162, sections 2.1.3.2 and 2.1.4.2. Needs no database.

use crate::{Hash, node_hash};

/// Whether a proof shows that the leaf at that place is in the tree of that size and root.
#[must_use]
pub fn includes((size, root): (u64, Hash), (place, leaf): (u64, Hash), proof: &[Hash]) -> bool {
    if place >= size {
        return false;
    }
    let (mut own, mut last, mut node) = (place, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if own % 2 == 1 || own == last {
            node = node_hash(sibling, &node);
            while own.is_multiple_of(2) && own != 0 {
                own >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        own >>= 1;
        last >>= 1;
    }
    last == 0 && node == root
}

/// Whether a proof shows that the later tree continues the earlier one, given as size and root.
#[must_use]
pub fn continues(earlier: (u64, Hash), later: (u64, Hash), proof: &[Hash]) -> bool {
    if earlier.0 == later.0 {
        return earlier.1 == later.1 && proof.is_empty();
    }
    if earlier.0 == 0 || earlier.0 > later.0 {
        return false;
    }
    let mut hashes = proof.iter().copied();
    // The whole earlier tree is a part of the later one exactly when its size is a power of two.
    let first = if earlier.0.is_power_of_two() {
        Some(earlier.1)
    } else {
        hashes.next()
    };
    let Some(first) = first else { return false };
    let (mut own, mut last) = (earlier.0 - 1, later.0 - 1);
    while own % 2 == 1 {
        own >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (first, first);
    for hash in hashes {
        if last == 0 {
            return false;
        }
        if own % 2 == 1 || own == last {
            old = node_hash(&hash, &old);
            new = node_hash(&hash, &new);
            while own.is_multiple_of(2) && own != 0 {
                own >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, &hash);
        }
        own >>= 1;
        last >>= 1;
    }
    last == 0 && old == earlier.1 && new == later.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        proof::range::{Part, consistency, inclusion, subtrees},
        tree::{leaf_hash, tests::by_definition},
    };

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count)
            .map(|number| leaf_hash(&number.to_be_bytes()))
            .collect()
    }

    fn part(leaves: &[Hash], part: &Part) -> Hash {
        let place = |place: u64| usize::try_from(place).unwrap();
        by_definition(&leaves[place(part.start)..place(part.end)])
    }

    fn proof(leaves: &[Hash], parts: &[Part]) -> Vec<Hash> {
        parts.iter().map(|one| part(leaves, one)).collect()
    }

    /// Every way in which a proof of one hash more, one less or another hash differs.
    fn spoiled(proof: &[Hash]) -> Vec<Vec<Hash>> {
        let foreign = leaf_hash(b"foreign");
        let mut spoiled = vec![[proof, &[foreign]].concat(), [&[foreign], proof].concat()];
        for place in 0..proof.len() {
            let mut other = proof.to_vec();
            other[place] = foreign;
            spoiled.push(other);
            let mut fewer = proof.to_vec();
            fewer.remove(place);
            spoiled.push(fewer);
        }
        spoiled
    }

    #[test]
    fn every_leaf_is_proved_in_every_tree_and_nothing_else_is() {
        let leaves = leaves(40);
        for size in 1..=40 {
            let tree = (size, part(&leaves, &(0..size)));
            for place in 0..size {
                let leaf = leaves[usize::try_from(place).unwrap()];
                let right = proof(&leaves, &inclusion(place, size));
                assert!(includes(tree, (place, leaf), &right), "{place} in {size}");
                assert!(!includes(tree, (place, leaf_hash(b"foreign")), &right));
                assert!(!includes(tree, (size, leaf), &right));
                if size > 1 {
                    assert!(!includes(tree, ((place + 1) % size, leaf), &right));
                }
                for wrong in spoiled(&right) {
                    assert!(!includes(tree, (place, leaf), &wrong), "{place} in {size}");
                }
            }
        }
    }

    #[test]
    fn every_later_tree_is_proved_to_continue_every_earlier_and_no_other() {
        let leaves = leaves(40);
        let mut rewritten = leaves.clone();
        rewritten[0] = leaf_hash(b"foreign");
        for later in 1..=40 {
            let tree = (later, part(&leaves, &(0..later)));
            for earlier in 1..=later {
                let kept = (earlier, part(&leaves, &(0..earlier)));
                let right = proof(&leaves, &consistency(earlier, later));
                assert!(continues(kept, tree, &right), "{earlier} to {later}");
                assert!(!continues(tree, kept, &right) || earlier == later);
                let other = (later, part(&rewritten, &(0..later)));
                let forged = proof(&rewritten, &consistency(earlier, later));
                assert!(
                    !continues(kept, other, &forged),
                    "{earlier} to {later}, rewritten"
                );
                for wrong in spoiled(&right) {
                    assert!(!continues(kept, tree, &wrong), "{earlier} to {later}");
                }
            }
        }
    }

    #[test]
    fn proofs_are_those_of_the_example_in_the_standard() {
        // RFC 6962, section 2.1.3: the tree of seven leaves, with the parts named by their leaves.
        assert_eq!(inclusion(0, 7), [1..2, 2..4, 4..7]);
        assert_eq!(inclusion(3, 7), [2..3, 0..2, 4..7]);
        assert_eq!(inclusion(4, 7), [5..6, 6..7, 0..4]);
        assert_eq!(inclusion(6, 7), [4..6, 0..4]);
        assert_eq!(consistency(3, 7), [2..3, 3..4, 0..2, 4..7]);
        assert_eq!(consistency(4, 7), vec![Part { start: 4, end: 7 }]);
        assert_eq!(consistency(6, 7), [4..6, 6..7, 0..4]);
        assert_eq!(subtrees(&(4..7)), [(5, 1), (6, 0)]);
    }
}
