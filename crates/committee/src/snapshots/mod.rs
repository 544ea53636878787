//! Snapshots: a picture frozen and hashed, so that a report can be checked against it for ever.

mod content;
mod freeze;
mod read;

pub use content::{SnapshotContent, SnapshotFigure, SnapshotWord};
pub use freeze::snapshot_freeze;
pub use read::{LIST, Snapshot, snapshot_find, snapshot_list};
