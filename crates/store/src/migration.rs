//! Bringing tables up to date: numbered steps for each component, applied once, in order.

use crate::{Database, Engine, StoreError, Transaction};

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
        sqlx::query(
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
        sqlx::query_as(
            "SELECT version, wording FROM schema_migration WHERE component = $1 ORDER BY version",
        ).bind(migrations.component).fetch_all(connection)
    })?;
    let known = i64::try_from(migrations.steps.len()).unwrap_or(i64::MAX);
    if let Some((found, _)) = applied.last().filter(|(version, _)| *version > known) {
        return Err(StoreError::Newer {
            component: migrations.component.to_owned(),
            found: *found,
            known,
        });
    }
    for (version, step) in (1i64..).zip(migrations.steps) {
        let text = match engine {
            Engine::Sqlite => step.sqlite,
            Engine::Postgres => step.postgres,
        };
        match applied.iter().find(|(number, _)| *number == version) {
            Some((_, wording)) if *wording == fingerprint(text) => {}
            Some(_) => {
                return Err(StoreError::Changed {
                    component: migrations.component.to_owned(),
                    version,
                });
            }
            None => {
                crate::execute!(transaction, sqlx::raw_sql(text))?;
                crate::execute!(
                    transaction,
                    sqlx::query(
                        "INSERT INTO schema_migration (component, version, name, wording)
                         VALUES ($1, $2, $3, $4)",
                    )
                    .bind(migrations.component)
                    .bind(version)
                    .bind(step.name)
                    .bind(fingerprint(text))
                )?;
            }
        }
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
