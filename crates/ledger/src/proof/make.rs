//! Making proofs from the log's rows, reading a number of them that grows with the square of the
//! logarithm of its size.

use super::range::{Part, consistency, inclusion, subtrees};
use crate::{
    Hash, LedgerError,
    append::{head, leaf, node},
    node_hash,
    tree::root_of_peaks,
};
use boxed::boxed;
use store::Database;

/// Proves that row `sequence` is in the tree of the first `size` rows: the hashes from the leaf up.
///
/// # Errors
/// [`LedgerError::OutOfRange`] when there is no such row or size; when the database fails.
#[boxed]
pub async fn inclusion_proof(
    database: &Database,
    sequence: u64,
    size: u64,
) -> Result<Vec<Hash>, LedgerError> {
    if sequence >= size || size > head(database).await?.size() {
        return Err(LedgerError::OutOfRange);
    }
    hashes(database, inclusion(sequence, size)).await
}

/// Proves that the first `later` rows continue the first `earlier` rows.
///
/// # Errors
/// [`LedgerError::OutOfRange`] when the sizes are not 1 ≤ earlier ≤ later ≤ rows; when the database
/// fails.
#[boxed]
pub async fn consistency_proof(
    database: &Database,
    earlier: u64,
    later: u64,
) -> Result<Vec<Hash>, LedgerError> {
    if earlier == 0 || earlier > later || later > head(database).await?.size() {
        return Err(LedgerError::OutOfRange);
    }
    hashes(database, consistency(earlier, later)).await
}

async fn hashes(database: &Database, parts: Vec<Part>) -> Result<Vec<Hash>, LedgerError> {
    let mut proof = Vec::with_capacity(parts.len());
    for part in parts {
        let mut peaks = Vec::new();
        for (last, doublings) in subtrees(&part) {
            peaks.push(subtree(database, last, doublings).await?);
        }
        proof.push(root_of_peaks(&peaks).ok_or(LedgerError::OutOfRange)?);
    }
    Ok(proof)
}

/// The root of the complete subtree of 2^doublings leaves that a row ends.
async fn subtree(database: &Database, last: u64, doublings: u32) -> Result<Hash, LedgerError> {
    if (last + 1).trailing_zeros() == doublings {
        return node(database, last).await;
    }
    // The row ends a larger one too, which is what is stored with it: climb to the smaller one.
    let mut root = leaf(database, last).await?;
    for doubling in 0..doublings {
        let left = node(database, last - (1 << doubling)).await?;
        root = node_hash(&left, &root);
    }
    Ok(root)
}
