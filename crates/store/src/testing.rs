//! For the tests of every crate that stores: the same test on a fresh database of each engine, the
//! comparison of both engines' tables, the look at query plans, and what a process logs.

use crate::{Database, Engine, Migrations, StoreError};
use boxed::boxed;
use std::{
    collections::BTreeMap,
    env,
    future::Future,
    io,
    sync::{Arc, Mutex},
};

/// The environment variable that names a PostgreSQL server on which tests may create databases.
pub const POSTGRES_VARIABLE: &str = "BESA_TEST_POSTGRES_URL";

/// What a process logs while a test listens: give a clone to whoever writes the log.
#[derive(Debug, Clone, Default)]
pub struct ProcessLog(Arc<Mutex<Vec<u8>>>);

impl ProcessLog {
    /// What was logged so far.
    ///
    /// # Panics
    /// When a writer panicked.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("no writer panics").clone()
    }
}

impl io::Write for ProcessLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .expect("no writer panics")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
#[boxed]
pub async fn create(server: &str, name: &str) -> Result<String, StoreError> {
    statement(server, format!("CREATE DATABASE {name}")).await?;
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    Ok(format!("{base}/{name}"))
}

/// Drops a database that a test created.
///
/// # Errors
/// When the server does not allow it.
#[boxed]
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

/// Fails when SQLite would read a whole table for a query, or sort in a temporary tree. Says nothing
/// on PostgreSQL, whose plans depend on statistics.
///
/// # Panics
/// When it would; when the query is malformed.
#[boxed]
pub async fn expect_indexed(database: &Database, query: &'static str) {
    let plan = database
        .query_plan(query)
        .await
        .expect("the query has a plan");
    let is_slow = |line: &&str| {
        line.contains("TEMP B-TREE")
            || (line.contains("SCAN") && !line.contains("SCAN CONSTANT ROW"))
    };
    if let Some(line) = plan.lines().find(is_slow) {
        panic!("{line}\nin the plan of {query}\n{plan}");
    }
}

/// What every table of a database looks like, in words that both engines share: `table.column` with
/// type and whether it may be empty, `table key` with the columns of its primary key, and
/// `table unique …` and `table references …` for its other rules.
///
/// # Panics
/// When the catalogue of the database cannot be read.
#[boxed]
pub async fn shape(database: &Database) -> BTreeMap<String, String> {
    let query = match database.engine() {
        Engine::Sqlite => include_str!("testing/shape_sqlite.sql"),
        Engine::Postgres => include_str!("testing/shape_postgres.sql"),
    };
    let rows: Vec<(String, String)> = crate::read!(database, connection => {
        crate::query_as(query).fetch_all(connection)
    })
    .expect("the catalogue of the database can be read");
    rows.into_iter().collect()
}

/// Compares the tables that both wordings of the migrations make. Does nothing where no PostgreSQL
/// server is named.
///
/// # Panics
/// When they differ, with both shapes of what differs.
#[boxed]
pub async fn expect_parity(migrations: &[Migrations]) {
    let shapes = Mutex::new(Vec::new());
    each_engine(migrations, |database| {
        let shapes = &shapes;
        async move {
            let shape = shape(&database).await;
            shapes
                .lock()
                .expect("no other test shares this")
                .push(shape);
        }
    })
    .await;
    let shapes = shapes.into_inner().expect("no other test shares this");
    if let [sqlite, postgres] = shapes.as_slice() {
        for name in sqlite.keys().chain(postgres.keys()) {
            assert_eq!(
                sqlite.get(name),
                postgres.get(name),
                "{name}: SQLite, then PostgreSQL"
            );
        }
    }
}
