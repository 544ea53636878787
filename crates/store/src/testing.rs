//! For the tests of every crate that stores: the same test on a fresh database of each engine.

use crate::{Database, Migrations, StoreError};
use std::{env, future::Future};

/// The environment variable that names a PostgreSQL server on which tests may create databases.
pub const POSTGRES_VARIABLE: &str = "BESA_TEST_POSTGRES_URL";

/// Runs a test on a fresh SQLite database, and on a fresh PostgreSQL database where
/// `BESA_TEST_POSTGRES_URL` names a server; says so where it does not.
///
/// # Panics
/// When a database cannot be made; when the test panics.
pub async fn each_engine<Test, Running>(migrations: &[Migrations], test: Test)
where
    Test: Fn(Database) -> Running,
    Running: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let address = format!("sqlite://{}", folder.path().join("test.db").display());
    let database = Database::open(&address, migrations)
        .await
        .expect("SQLite opens");
    test(database.clone()).await;
    database.close().await;
    let Ok(server) = env::var(POSTGRES_VARIABLE) else {
        eprintln!("PostgreSQL left out: {POSTGRES_VARIABLE} is not set");
        return;
    };
    let name = format!("besa_test_{}", uuid::Uuid::now_v7().simple());
    let address = create(&server, &name)
        .await
        .expect("the server lets tests create databases");
    let database = Database::open(&address, migrations)
        .await
        .expect("PostgreSQL opens");
    test(database.clone()).await;
    database.close().await;
    remove(&server, &name)
        .await
        .expect("the test's database can be dropped");
}

/// Creates a database on the server and gives its address.
///
/// # Errors
/// When the server does not allow it.
pub async fn create(server: &str, name: &str) -> Result<String, StoreError> {
    statement(server, format!("CREATE DATABASE {name}")).await?;
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    Ok(format!("{base}/{name}"))
}

/// Drops a database that a test created.
///
/// # Errors
/// When the server does not allow it.
pub async fn remove(server: &str, name: &str) -> Result<(), StoreError> {
    statement(server, format!("DROP DATABASE {name} WITH (FORCE)")).await
}

async fn statement(server: &str, text: String) -> Result<(), StoreError> {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(server).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(text))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}
