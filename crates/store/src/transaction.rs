//! A write that happens wholly or not at all, and a reading of one state.

use crate::{
    Database, Engine, Link, StoreError,
    database::{LONGEST_WAIT, Pools},
};
use boxed::boxed;
use sqlx::{Postgres, Sqlite};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// A write in progress, or a reading. Dropped without [`Transaction::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Transaction(Handle);

#[derive(Debug)]
enum Handle {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres {
        transaction: sqlx::Transaction<'static, Postgres>,
        /// The turn among this process's writers; it ends with the transaction. Readers have none.
        turn: Option<OwnedSemaphorePermit>,
    },
}

/// The key under which PostgreSQL lets one writer in at a time, as SQLite does by nature. Counts
/// that are compared with each other must not change while they are being compared, and no office
/// writes so much that it would notice.
const WRITER_LOCK: i64 = 0x6265_7361;

impl Transaction {
    pub(crate) async fn begin(database: &Database) -> Result<Self, StoreError> {
        Ok(Self(match database.pools() {
            Pools::Sqlite { writer, .. } => {
                // A transaction that begins by reading cannot always be made a writing one later.
                Handle::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres { pool, writer } => {
                let turn = Arc::clone(writer).acquire_owned();
                let turn = tokio::time::timeout(LONGEST_WAIT, turn)
                    .await
                    .map_err(|_| sqlx::Error::PoolTimedOut)?
                    .map_err(|_| sqlx::Error::PoolClosed)?;
                let mut transaction = pool.begin().await?;
                // Writers of other processes are waited for as long as on SQLite.
                crate::query("SELECT set_config('lock_timeout', $1, true)")
                    .bind(LONGEST_WAIT.as_millis().to_string())
                    .execute(&mut *transaction)
                    .await?;
                crate::query("SELECT pg_advisory_xact_lock($1)")
                    .bind(WRITER_LOCK)
                    .execute(&mut *transaction)
                    .await?;
                let turn = Some(turn);
                Handle::Postgres { transaction, turn }
            }
        }))
    }

    pub(crate) async fn begin_reading(database: &Database) -> Result<Self, StoreError> {
        Ok(Self(match database.pools() {
            Pools::Sqlite { readers, .. } => Handle::Sqlite(readers.begin().await?),
            Pools::Postgres { pool, .. } => {
                let mut transaction = pool.begin().await?;
                crate::script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .execute(&mut *transaction)
                    .await?;
                let turn = None;
                Handle::Postgres { transaction, turn }
            }
        }))
    }

    pub(crate) async fn try_begin(database: &Database) -> Result<Option<Self>, StoreError> {
        Ok(match database.pools() {
            Pools::Sqlite { writer, .. } => {
                let begun = writer.try_begin_with("BEGIN IMMEDIATE").await?;
                begun.map(|transaction| Self(Handle::Sqlite(transaction)))
            }
            Pools::Postgres { pool, writer } => {
                let Ok(turn) = Arc::clone(writer).try_acquire_owned() else {
                    return Ok(None);
                };
                let mut transaction = pool.begin().await?;
                let is_free: bool = crate::query_scalar("SELECT pg_try_advisory_xact_lock($1)")
                    .bind(WRITER_LOCK)
                    .fetch_one(&mut *transaction)
                    .await?;
                let turn = Some(turn);
                is_free.then(|| Self(Handle::Postgres { transaction, turn }))
            }
        })
    }

    /// Makes the write lasting.
    ///
    /// # Errors
    /// When the engine cannot keep it; then nothing was written.
    #[boxed]
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.0 {
            Handle::Sqlite(transaction) => transaction.commit().await?,
            Handle::Postgres { transaction, turn } => {
                transaction.commit().await?;
                drop(turn);
            }
        }
        Ok(())
    }

    /// Which engine it runs on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.0 {
            Handle::Sqlite(_) => Engine::Sqlite,
            Handle::Postgres { .. } => Engine::Postgres,
        }
    }

    /// What a statement of this transaction runs on: see [`within!`](crate::within).
    pub fn link(&mut self) -> Link<'_> {
        match &mut self.0 {
            Handle::Sqlite(transaction) => Link::Sqlite(transaction),
            Handle::Postgres { transaction, .. } => Link::Postgres(transaction),
        }
    }
}

/// Runs a statement inside a transaction, on whichever engine it runs. The body is an expression that
/// ends in a fetch; `connection` is what to run it on.
#[macro_export]
macro_rules! within {
    ($transaction:expr, $connection:ident => $body:expr) => {{
        let $connection = $transaction.link();
        $body.await
    }};
}

/// Runs a statement that gives no rows inside a transaction, and tells how many rows it touched.
#[macro_export]
macro_rules! execute {
    ($transaction:expr, $query:expr) => {
        $query.execute($transaction.link()).await
    };
}
