//! The two engines behind one type.

use crate::{Link, Migrations, StoreError, Transaction, migration};
use boxed::boxed;
use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// An open database. Cheap to clone; all clones share their connections.
#[derive(Debug, Clone)]
pub struct Database(pub(crate) Pools);

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite {
        /// One connection: SQLite has one writer at a time anyway, and waiting here is orderly.
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres {
        pool: PgPool,
        /// One writer of this process waits in the database at a time; the others wait here, where
        /// they take no connection away from readers.
        writer: Arc<Semaphore>,
    },
}

/// Which engine a database runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

const READERS: u32 = 6;
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a write waits for its turn: a large import may take most of it.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Memory for pages, per connection, in KiB (SQLite takes a negative number as KiB): together less
/// than 60 MB.
const CACHE_KIBIBYTES: &str = "-8000";
/// How many rows a query reads before somebody takes them: fewer hand-overs between threads.
const ROWS_AHEAD: usize = 512;
/// What a large write leaves of its log on the disk, in bytes.
const LOG_BYTES: &str = "67108864";

impl Database {
    /// Opens (and on SQLite creates) the database at `sqlite://PATH` or `postgres://…` and brings
    /// its tables up to date.
    ///
    /// # Errors
    /// When the address is malformed, the database cannot be reached, or its tables were made by
    /// another program: see [`StoreError`].
    #[boxed]
    pub async fn open(address: &str, migrations: &[Migrations]) -> Result<Self, StoreError> {
        let database = if let Some(path) = address.strip_prefix("sqlite://") {
            Self::open_sqlite(Path::new(path)).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .connect(address)
                .await?;
            let writer = Arc::new(Semaphore::new(1));
            Self(Pools::Postgres { pool, writer })
        } else {
            // The address may hold a password: only its scheme is repeated.
            let scheme = address.split(':').next().unwrap_or_default();
            return Err(StoreError::Address(scheme.chars().take(20).collect()));
        };
        migration::apply(&database, migrations).await?;
        Ok(database)
    }

    pub(crate) async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(LONGEST_WAIT)
            .pragma("trusted_schema", "OFF")
            .pragma("cache_size", CACHE_KIBIBYTES)
            .pragma("journal_size_limit", LOG_BYTES)
            .row_buffer_size(ROWS_AHEAD)
            .pragma("temp_store", "MEMORY");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(LONGEST_WAIT)
            .connect_with(options.clone().create_if_missing(true))
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self(Pools::Sqlite { writer, readers }))
    }

    /// Opens the file of an embedded database to read it and nothing else: not a byte of it changes, so
    /// that a copy stays the evidence that it is. Its tables may be of any version.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when there is no such file, it is no database, or it is in use and its
    /// latest writes lie beside it.
    #[boxed]
    pub async fn open_copy(path: &Path) -> Result<Self, StoreError> {
        let damaged = |reason: String| StoreError::Damaged {
            path: path.display().to_string(),
            reason,
        };
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            let reason = "it is in use: make a copy with `besa backup` and look at that";
            return Err(damaged(reason.to_owned()));
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .immutable(true)
            .read_only(true)
            .pragma("trusted_schema", "OFF")
            .pragma("query_only", "ON")
            .row_buffer_size(ROWS_AHEAD);
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options)
            .await
            .map_err(|error| damaged(error.to_string()))?;
        Ok(Self(Pools::Sqlite {
            writer: readers.clone(),
            readers,
        }))
    }

    /// Which engine it runs on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Begins a write. It waits until every other writer has ended, on both engines, so that what
    /// a transaction reads stays true until it commits. Dropped without a commit, it leaves no trace.
    ///
    /// # Errors
    /// When the database does not answer, or other writers hold it for longer than a minute.
    #[boxed]
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Transaction::begin(self).await
    }

    /// Begins a reading that sees one state of the database throughout, whatever others write
    /// meanwhile, and waits for nobody. A statement that writes fails in it.
    ///
    /// # Errors
    /// When the database does not answer.
    #[boxed]
    pub async fn begin_reading(&self) -> Result<Transaction, StoreError> {
        Transaction::begin_reading(self).await
    }

    /// Begins a write if nobody is writing; `None` when somebody is. For what can wait for another
    /// time, such as the mark that somebody is still there.
    ///
    /// # Errors
    /// When the database does not answer.
    #[boxed]
    pub async fn try_begin(&self) -> Result<Option<Transaction>, StoreError> {
        Transaction::try_begin(self).await
    }

    /// From now on commits do not wait for the disk: for filling a database that can be made again,
    /// and for nothing else. A power cut before [`Database::restore_durability`] can leave the file
    /// damaged; a killed program cannot. PostgreSQL goes on waiting: its server decides.
    ///
    /// # Errors
    /// When the database does not answer.
    #[boxed]
    pub async fn defer_durability(&self) -> Result<(), StoreError> {
        let Pools::Sqlite { writer, .. } = &self.0 else {
            return Ok(());
        };
        crate::script("PRAGMA synchronous = OFF")
            .execute(writer)
            .await?;
        Ok(())
    }

    /// Writes to the disk what was deferred; from now on every commit waits for it again.
    ///
    /// # Errors
    /// When the database does not answer or the disk refuses.
    #[boxed]
    pub async fn restore_durability(&self) -> Result<(), StoreError> {
        let Pools::Sqlite { writer, .. } = &self.0 else {
            return Ok(());
        };
        crate::script("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(writer)
            .await?;
        Ok(())
    }

    /// Rewrites tables so that their files hold nothing of rows that were deleted or replaced, after
    /// the transaction that did so has committed. Each table comes with the name of one of its columns
    /// of text. SQLite empties its write-ahead log; its pages are overwritten as rows go, where that
    /// was asked for. PostgreSQL writes new files without the old rows, for which it stops other use
    /// of these tables; its own write-ahead log keeps what was written until the server uses those
    /// files again.
    ///
    /// # Errors
    /// When the database does not answer, or the role does not own the tables.
    #[boxed]
    pub async fn rewrite(&self, tables: &[(&'static str, &'static str)]) -> Result<(), StoreError> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => {
                crate::script("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(writer)
                    .await?;
            }
            Pools::Postgres { pool, writer } => {
                let turn = writer.acquire().await;
                let _turn = turn.map_err(|_| sqlx::Error::PoolClosed)?;
                for (table, column) in tables {
                    // `VACUUM (FULL)` would carry over what any older snapshot may still read, that of
                    // the server's own housekeeping included. A column that takes new values has its
                    // table written anew from what is true now alone.
                    let statement = format!(
                        "ALTER TABLE {table} ALTER COLUMN {column} TYPE TEXT USING {column} || ''"
                    );
                    crate::script(crate::AssertSqlSafe(statement))
                        .execute(pool)
                        .await?;
                }
            }
        }
        Ok(())
    }

    /// How the engine would run a query, as text; empty on PostgreSQL, whose plans depend on
    /// statistics. For tests that refuse scans and temporary sorts.
    ///
    /// # Errors
    /// When the query is malformed.
    #[boxed]
    pub async fn query_plan(&self, query: &'static str) -> Result<String, StoreError> {
        let Pools::Sqlite { readers, .. } = &self.0 else {
            return Ok(String::new());
        };
        let rows: Vec<(i64, i64, i64, String)> =
            crate::query_as(crate::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}")))
                .fetch_all(readers)
                .await?;
        let lines: Vec<String> = rows.into_iter().map(|row| row.3).collect();
        Ok(lines.join("\n"))
    }

    /// Whether there is a table of this name.
    ///
    /// # Errors
    /// When the database does not say.
    #[boxed]
    pub async fn has_table(&self, name: &'static str) -> Result<bool, StoreError> {
        let query = match self.engine() {
            Engine::Sqlite => {
                "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = $1"
            }
            Engine::Postgres => {
                "SELECT COUNT(*) FROM information_schema.tables
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        let found: i64 = crate::read!(self, connection => {
            crate::query_scalar(query).bind(name.to_owned()).fetch_one(connection)
        })?;
        Ok(found > 0)
    }

    /// Closes all connections.
    #[boxed]
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres { pool, .. } => pool.close().await,
        }
    }

    /// What a reading runs on: see [`read!`](crate::read).
    #[must_use]
    pub const fn link(&self) -> Link<'_> {
        match &self.0 {
            Pools::Sqlite { readers, .. } => Link::SqlitePool(readers),
            Pools::Postgres { pool, .. } => Link::PostgresPool(pool),
        }
    }

    pub(crate) const fn pools(&self) -> &Pools {
        &self.0
    }
}

/// Runs a read on whichever engine is open. The body is an expression that ends in a fetch;
/// `connection` is what to run it on.
#[macro_export]
macro_rules! read {
    ($database:expr, $connection:ident => $body:expr) => {{
        let $connection = $database.link();
        $body.await
    }};
}
