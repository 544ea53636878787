//! Every column of texts in the committee's database and what guards it, as a table that people can read.
//! A new column fails this test until somebody says what may stand in it.

use crate::common::world;
use std::{collections::BTreeMap, fmt::Write as _};

const TABLE: &str = include_str!("../golden/texts.txt");
/// What may guard a column; the table says what each of them means.
const GUARDS: [&str; 5] = ["open-text", "file", "grammar", "program", "account"];
/// Tables of the crates that people write into.
const COMPONENTS: [&str; 3] = ["committee", "release", "estimation"];

/// `table.column` of every column of texts of the three crates, from the migrations themselves.
fn columns() -> Vec<String> {
    let mut columns = Vec::new();
    for component in COMPONENTS {
        let folder = format!(
            "{}/../{component}/migrations/sqlite",
            env!("CARGO_MANIFEST_DIR")
        );
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            let mut table = String::new();
            for line in text.lines().map(str::trim) {
                let words: Vec<&str> = line.split_whitespace().collect();
                match words[..] {
                    ["CREATE", "TABLE", name, ..]
                    | ["ALTER", "TABLE", name, "ADD", "COLUMN", ..] => {
                        name.clone_into(&mut table);
                        if let Some(at) = words.iter().position(|word| *word == "TEXT") {
                            columns.push(format!("{table}.{}", words[at - 1]));
                        }
                    }
                    ["ALTER", "TABLE", name, "DROP", "COLUMN", column] => {
                        let gone = format!("{name}.{}", column.trim_end_matches(';'));
                        columns.retain(|one| *one != gone);
                    }
                    [column, kind, ..] if kind.trim_end_matches(',') == "TEXT" => {
                        columns.push(format!("{table}.{column}"));
                    }
                    _ => {}
                }
            }
        }
    }
    columns.sort();
    columns.dedup();
    columns
}

#[test]
fn every_column_of_texts_says_what_guards_it() {
    let said: BTreeMap<&str, &str> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split_once(' '))
        .map(|(column, guard)| (column, guard.trim()))
        .collect();
    let columns = columns();
    let mut unsaid = String::new();
    for column in &columns {
        let guard = said.get(column.as_str());
        if !guard.is_some_and(|guard| GUARDS.contains(guard)) {
            writeln!(unsaid, "{column}").unwrap();
        }
    }
    assert!(unsaid.is_empty(), "nothing is said of:\n{unsaid}");
    let gone: Vec<_> = said
        .keys()
        .filter(|column| !columns.iter().any(|one| one == *column))
        .collect();
    assert!(gone.is_empty(), "there are no columns {gone:?}");
}

/// The migrations are read right: the database has the columns that the list names.
#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_of_the_database_that_is() {
    let world = world().await;
    for column in columns() {
        let (table, column) = column.split_once('.').unwrap();
        let query = format!("SELECT COUNT({column}) FROM \"{table}\"");
        let found: Result<i64, store::StoreError> = async {
            Ok(store::read!(world.database, connection => {
                store::query_scalar(store::AssertSqlSafe(query.clone())).fetch_one(connection)
            })?)
        }
        .await;
        assert!(found.is_ok(), "{table}.{column}");
    }
}
