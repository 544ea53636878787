//! Bringing tables up to date: numbered steps for each component, applied once, in order.

use crate::{Database, Engine, StoreError, Transaction};
use sqlx::SqliteConnection;
use std::path::Path;

/// The steps by which one component's tables came to be.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// Whose tables, such as `committee`.
    pub component: &'static str,
    /// The steps, from version 1 on without gaps. A step that was ever released is never edited.
    pub steps: &'static [Step],
}

/// One step, in the wording of each engine.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What it does, in a few words.
    pub name: &'static str,
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

pub(crate) async fn apply(database: &Database, all: &[Migrations]) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    crate::execute!(
        transaction,
        crate::query(
            "CREATE TABLE IF NOT EXISTS schema_migration (
                component TEXT NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL,
                wording BIGINT NOT NULL, PRIMARY KEY (component, version))",
        )
    )?;
    for migrations in all {
        apply_component(&mut transaction, database.engine(), migrations).await?;
    }
    transaction.commit().await
}

async fn apply_component(
    transaction: &mut Transaction,
    engine: Engine,
    migrations: &Migrations,
) -> Result<(), StoreError> {
    let applied: Vec<(i64, i64)> = crate::within!(transaction, connection => {
        crate::query_as(APPLIED).bind(migrations.component).fetch_all(connection)
    })?;
    let missing = missing(migrations, engine, &applied)?;
    for (version, step) in (1i64..).zip(migrations.steps).skip(missing) {
        let text = step.wording(engine);
        crate::execute!(transaction, crate::script(text))?;
        crate::execute!(
            transaction,
            crate::query(
                "INSERT INTO schema_migration (component, version, name, wording)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(migrations.component)
            .bind(version)
            .bind(step.name)
            .bind(fingerprint(text))
        )?;
    }
    Ok(())
}

const APPLIED: &str =
    "SELECT version, wording FROM schema_migration WHERE component = $1 ORDER BY version";

impl Step {
    const fn wording(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// Where the steps that are not applied yet begin; refuses what another program applied.
fn missing(
    migrations: &Migrations,
    engine: Engine,
    applied: &[(i64, i64)],
) -> Result<usize, StoreError> {
    let component = || migrations.component.to_owned();
    for (expected, (version, wording)) in (1i64..).zip(applied) {
        let step = usize::try_from(expected - 1)
            .ok()
            .and_then(|index| migrations.steps.get(index));
        let Some(step) = step else {
            return Err(StoreError::Newer {
                component: component(),
                found: applied.last().map_or(*version, |(last, _)| *last),
                known: i64::try_from(migrations.steps.len()).unwrap_or(i64::MAX),
            });
        };
        if *version != expected || *wording != fingerprint(step.wording(engine)) {
            return Err(StoreError::Changed {
                component: component(),
                version: *version,
            });
        }
    }
    Ok(applied.len())
}

/// Looks whether this program knows every step that was applied to a file, without applying any.
pub(crate) async fn check(
    connection: &mut SqliteConnection,
    path: &Path,
    all: &[Migrations],
) -> Result<(), StoreError> {
    for migrations in all {
        let applied: Vec<(i64, i64)> = crate::query_as(APPLIED)
            .bind(migrations.component)
            .fetch_all(&mut *connection)
            .await
            .map_err(|error| StoreError::Damaged {
                path: path.display().to_string(),
                reason: error.to_string(),
            })?;
        missing(migrations, Engine::Sqlite, &applied)?;
    }
    Ok(())
}

/// FNV-1a (Fowler, Noll, Vo), 64 bit: tells wordings apart; guards against mistakes, not attackers.
fn fingerprint(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::from_be_bytes(hash.to_be_bytes())
}
