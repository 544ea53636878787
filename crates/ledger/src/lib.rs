//! The audit log: who did what, when, to what, in a form that cannot be changed unnoticed.
//!
//! Events are the leaves of a Merkle tree after RFC 6962, appended in the same transaction as what
//! they record. Whoever holds an earlier [`Checkpoint`] (the log's size and root, signed) finds out
//! when a row before it was deleted, changed, moved or cut off. The ledger knows no event's meaning, and an event
//! never holds the identity of a person of concern.

mod append;
mod checkpoint;
mod event;
mod proof;
mod tree;
mod verify;
mod witnesses;

pub use append::{append, head};
pub use checkpoint::{
    Checkpoint, CheckpointError, CheckpointKey, CheckpointVerifier, WitnessKey, WitnessVerifier,
};
pub use event::{Event, NewEvent};
pub use proof::{consistency_proof, continues, includes, inclusion_proof};
pub use tree::{Hash, Head, leaf_hash, node_hash};
pub use verify::{Fault, event_list, verify};
pub use witnesses::{
    Daily, Offer, Witness, WitnessOverview, WitnessToken, cosigned, offer, sign_daily, witness_add,
    witness_list, witness_of, witness_overview, witness_remove,
};

use store::{Migrations, Step};

/// The ledger's tables.
pub const MIGRATIONS: Migrations = Migrations {
    component: "ledger",
    steps: &[
        Step {
            name: "ledger",
            sqlite: include_str!("../migrations/sqlite/0001_ledger.sql"),
            postgres: include_str!("../migrations/postgres/0001_ledger.sql"),
        },
        Step {
            name: "witnesses",
            sqlite: include_str!("../migrations/sqlite/0002_witnesses.sql"),
            postgres: include_str!("../migrations/postgres/0002_witnesses.sql"),
        },
    ],
};

/// A failure of the audit log.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A row cannot be read: `besa audit verify` tells which.
    #[error("row {0} of the audit log cannot be read")]
    Corrupt(i64),
    /// A key or a checkpoint is not what it should be.
    #[error(transparent)]
    Checkpoint(CheckpointError),
    /// A proof was asked for rows that the log does not have.
    #[error("the log has no such row or size")]
    OutOfRange,
    /// The check was stopped with the program.
    #[error("the check of the audit log was interrupted")]
    Interrupted,
}
