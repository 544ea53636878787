//! A program that is killed while it writes: what it was told is kept is there, and nothing is half
//! there. The writer is this test binary, started again.

use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};
use store::{BulkInsert, Database, Migrations, Step};

const PAIRS: Migrations = Migrations {
    component: "pairs",
    steps: &[Step {
        name: "pairs",
        sqlite: "CREATE TABLE pair (batch INTEGER NOT NULL, row INTEGER NOT NULL,
            PRIMARY KEY (batch, row)) STRICT, WITHOUT ROWID;",
        postgres: "",
    }],
};

const ROWS: i64 = 3_000;
const VARIABLE: &str = "BESA_TEST_KILLED_DATABASE";

/// Writes batch after batch, and says the number of each that is kept. Does nothing as a test.
#[tokio::test(flavor = "multi_thread")]
async fn writer() {
    let Ok(address) = env::var(VARIABLE) else {
        return;
    };
    let database = Database::open(&address, &[PAIRS]).await.unwrap();
    for batch in 0i64.. {
        let mut transaction = database.begin().await.unwrap();
        let mut insert = BulkInsert::new("pair", &["batch", "row"], "");
        for row in 0..ROWS {
            insert
                .push(&mut transaction, [batch.into(), row.into()])
                .await
                .unwrap();
        }
        insert.finish(&mut transaction).await.unwrap();
        transaction.commit().await.unwrap();
        writeln!(std::io::stderr(), "kept {batch}").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_writer_keeps_its_word_and_leaves_no_half_batch() {
    for promised in [1, 4, 9] {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("a.db").display());
        kill_after(&address, promised);
        let (batches, rows) = written(&address).await;
        assert_eq!(rows, batches * ROWS, "no batch is half there");
        assert!(
            batches >= promised,
            "{batches} batches are there, {promised} were promised"
        );
    }
}

/// Batches and rows in the database.
async fn written(address: &str) -> (i64, i64) {
    let database = Database::open(address, &[PAIRS]).await.unwrap();
    let found = store::read!(database, connection => {
        store::query_as("SELECT COUNT(DISTINCT batch), COUNT(*) FROM pair").fetch_one(connection)
    })
    .unwrap();
    database.close().await;
    found
}

/// Starts a writer, kills it once it has kept so many batches and works on the next.
fn kill_after(address: &str, batches: i64) {
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--nocapture"])
        .env(VARIABLE, address)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stderr.take().unwrap()).lines();
    let promised = lines
        .map_while(Result::ok)
        .filter(|line| line.starts_with("kept "))
        .take(usize::try_from(batches).unwrap())
        .count();
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert_eq!(i64::try_from(promised).unwrap(), batches, "the writer ran");
}
