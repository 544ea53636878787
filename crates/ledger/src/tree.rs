//! The Merkle tree of RFC 6962, section 2.1: hashes, and a head that grows leaf by leaf.

use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Takes 32 bytes; `None` for any other number of them.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// The hash of a leaf: SHA-256 over the byte 0 and the content.
#[must_use]
pub fn leaf_hash(content: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(content);
    Hash(hasher.finalize().into())
}

/// The hash of an inner node: SHA-256 over the byte 1 and the hashes of both children.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash(hasher.finalize().into())
}

/// A tree of some size, known by the roots of its complete subtrees, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    size: u64,
    peaks: Vec<Hash>,
}

impl Head {
    /// A tree of that size with these roots of complete subtrees, the largest first; `None` when
    /// their number does not fit the size.
    pub(crate) fn of_peaks(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (peaks.len() == size.count_ones() as usize).then_some(Self { size, peaks })
    }

    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Its root: SHA-256 of nothing for an empty tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        root_of_peaks(&self.peaks).unwrap_or_else(|| Hash(Sha256::digest([]).into()))
    }

    /// Adds a leaf, and gives the root of the largest complete subtree that it ends.
    pub fn push(&mut self, leaf: Hash) -> Hash {
        let mut node = leaf;
        // Two complete subtrees of one size make one of twice the size, as carries do in counting.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
        node
    }
}

/// The root over complete subtrees, the largest first; `None` over nothing.
pub(crate) fn root_of_peaks(peaks: &[Hash]) -> Option<Hash> {
    let mut peaks = peaks.iter().rev();
    let last = *peaks.next()?;
    Some(peaks.fold(last, |right, left| node_hash(left, &right)))
}

/// The last leaves of the complete subtrees that a tree of that size consists of, the largest first.
pub(crate) fn peak_ends(size: u64) -> Vec<u64> {
    let mut ends = Vec::new();
    let mut end = 0;
    for bit in (0..u64::BITS).rev() {
        if size & (1 << bit) != 0 {
            end += 1 << bit;
            ends.push(end - 1);
        }
    }
    ends
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition of RFC 6962, word for word: split at the largest power of two below n.
    pub(crate) fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash(Sha256::digest([]).into()),
            [leaf] => *leaf,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(
                    &by_definition(&leaves[..split]),
                    &by_definition(&leaves[split..]),
                )
            }
        }
    }

    #[test]
    fn roots_are_those_of_the_certificate_transparency_test_vectors() {
        // Inputs and roots: google/certificate-transparency, merkletree/merkle_tree_test.cc.
        let vectors: [(&[u8], &str); 8] = [
            (
                b"",
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            ),
            (
                b"\x00",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            ),
            (
                b"\x10",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            ),
            (
                b"\x20\x21",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ),
            (
                b"\x30\x31",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            ),
            (
                b"\x40\x41\x42\x43",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            ),
            (
                b"\x50\x51\x52\x53\x54\x55\x56\x57",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            ),
            (
                b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
            ),
        ];
        let mut head = Head::default();
        assert_eq!(
            head.root().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        for (input, root) in vectors {
            head.push(leaf_hash(input));
            assert_eq!(head.root().to_string(), root);
            assert_eq!(Hash::parse(root), Some(head.root()));
        }
    }

    proptest! {
        #[test]
        fn growing_leaf_by_leaf_gives_the_tree_of_the_definition(
            contents in prop::collection::vec(any::<[u8; 4]>(), 0..70)
        ) {
            let leaves: Vec<Hash> = contents.iter().map(|content| leaf_hash(content)).collect();
            let mut head = Head::default();
            let nodes: Vec<Hash> = leaves.iter().map(|leaf| head.push(*leaf)).collect();
            prop_assert_eq!(head.root(), by_definition(&leaves));
            let ends = peak_ends(head.size());
            let peaks = ends.iter().map(|end| nodes[usize::try_from(*end).unwrap()]).collect();
            prop_assert_eq!(Head::of_peaks(head.size(), peaks), Some(head));
        }
    }
}
