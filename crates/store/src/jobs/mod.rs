//! Work that is done later: enqueued in the transaction that causes it, done at least once, and
//! finished in the transaction that holds its outcome, so that its outcome counts exactly once.
//!
//! A worker that is killed loses nothing: its lease runs out, and the job comes due again. Jobs carry
//! numbers and codes in their payload, never people.
//!
//! ```
//! # use store::{Database, StoreError, jobs};
//! # async fn example(database: &Database, now: jiff::Timestamp) -> Result<(), StoreError> {
//! let mut transaction = database.begin().await?;
//! jobs::enqueue(&mut transaction, "recompute", "2026Q3", now).await?;
//! transaction.commit().await?;
//!
//! if let Some(job) = jobs::claim(database, now).await? {
//!     let mut transaction = database.begin().await?;
//!     // … the work itself, in this transaction …
//!     jobs::finish(&mut transaction, &job).await?;
//!     transaction.commit().await?;
//! }
//! # Ok(()) }
//! ```

mod queue;
mod worker;

pub use queue::{DUE, FAILED, FailedJob, Job, claim, enqueue, fail, failed_list, finish};
pub use worker::{Worker, work_off, work_until};

use crate::{Migrations, Step};

/// The job table.
pub const MIGRATIONS: Migrations = Migrations {
    component: "store",
    steps: &[Step {
        name: "jobs",
        sqlite: include_str!("../../migrations/sqlite/0001_jobs.sql"),
        postgres: include_str!("../../migrations/postgres/0001_jobs.sql"),
    }],
};
