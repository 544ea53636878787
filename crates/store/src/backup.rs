//! Copies of the whole database, and the look at a copy before anybody relies on it.

use crate::{Database, Migrations, StoreError, database::Pools, migration};
use boxed::boxed;
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::Path;

impl Database {
    /// Writes a consistent copy of the whole database into a new file, and checks it. Others go on
    /// reading and writing meanwhile.
    ///
    /// # Errors
    /// On PostgreSQL, which has `pg_dump` for this; when the file exists or cannot be written.
    #[boxed]
    pub async fn back_up(&self, target: &Path) -> Result<(), StoreError> {
        let Pools::Sqlite { readers, .. } = self.pools() else {
            return Err(StoreError::Unsupported(
                "a PostgreSQL database is backed up with pg_dump and restored with pg_restore",
            ));
        };
        let mut connection = readers.acquire().await?;
        // Writing another file is a write all the same for a connection that may only read.
        crate::script("PRAGMA query_only = OFF")
            .execute(&mut *connection)
            .await?;
        let copied = crate::query("VACUUM INTO $1")
            .bind(target.to_string_lossy().into_owned())
            .execute(&mut *connection)
            .await;
        crate::script("PRAGMA query_only = ON")
            .execute(&mut *connection)
            .await?;
        copied?;
        check_integrity(target).await
    }

    /// Whether a file is a whole SQLite database that this program can work with, without changing
    /// it: every page sound, every reference met, every table of a known version.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Newer`] or [`StoreError::Changed`]: what is wrong.
    #[boxed]
    pub async fn check_copy(path: &Path, migrations: &[Migrations]) -> Result<(), StoreError> {
        check_integrity(path).await?;
        let mut connection = open_to_read(path).await?;
        migration::check(&mut connection, path, migrations).await
    }
}

pub(crate) async fn open_to_read(path: &Path) -> Result<SqliteConnection, StoreError> {
    // Immutable: looking at a copy leaves no log file beside it.
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(true);
    SqliteConnection::connect_with(&options)
        .await
        .map_err(|error| damaged(path, &error))
}

async fn check_integrity(path: &Path) -> Result<(), StoreError> {
    let mut connection = open_to_read(path).await?;
    let found: Result<String, _> = crate::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut connection)
        .await;
    match found.as_deref() {
        Ok("ok") => {}
        Ok(problem) => return Err(damaged(path, &problem)),
        Err(error) => return Err(damaged(path, error)),
    }
    let broken: Vec<(String,)> = crate::query_as("PRAGMA foreign_key_check")
        .fetch_all(&mut connection)
        .await?;
    if broken.is_empty() {
        Ok(())
    } else {
        Err(damaged(
            path,
            &format!("{} references are not met", broken.len()),
        ))
    }
}

fn damaged(path: &Path, reason: &impl ToString) -> StoreError {
    StoreError::Damaged {
        path: path.display().to_string(),
        reason: reason.to_string(),
    }
}
