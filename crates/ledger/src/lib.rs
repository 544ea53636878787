//! The Merkle audit log: events, checkpoints, proofs and the offline verifier.
