//! What a thief of the whole database reads: every column of every table, in the clear and in
//! hexadecimal digits.

use crate::setup::CANARY;
use std::fmt::Write as _;
use store::{Database, Engine, testing::shape};

/// Fails when a canary is to be read anywhere.
pub async fn expect_no_canary(database: &Database) {
    let columns = shape(database).await;
    let columns = columns.keys().filter_map(|name| {
        let (table, column) = name.split_once('.')?;
        (!name.contains(' ')).then(|| (table.to_owned(), column.to_owned()))
    });
    let canary = hex(CANARY);
    let mut read = 0;
    for (table, column) in columns {
        let query = match database.engine() {
            Engine::Sqlite => format!("SELECT hex({column}) FROM {table}"),
            Engine::Postgres => format!(
                "SELECT coalesce(encode(convert_to({column}::text, 'UTF8'), 'hex'), '') FROM {table}"
            ),
        };
        let rows: Vec<(String,)> = store::read!(database, connection => {
            store::query_as(store::AssertSqlSafe(query.clone())).fetch_all(connection)
        })
        .unwrap();
        read += rows.len();
        for (cell,) in rows {
            let cell = cell.to_lowercase();
            assert!(!cell.contains(&canary), "{table}.{column}");
            // A column of bytes is shown by PostgreSQL in digits, which were then turned to digits.
            assert!(!cell.contains(&hex(&canary)), "{table}.{column}");
        }
    }
    assert!(read > 100, "the dump holds the tables' rows");
}

fn hex(text: &str) -> String {
    text.bytes().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
