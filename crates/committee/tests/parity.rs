//! Both engines get the same tables, columns and primary keys.

mod common;

use common::MIGRATIONS;
use std::collections::BTreeSet;
use store::{Database, Engine, testing::each_engine};

/// Table, column, and whether it belongs to the primary key.
type Columns = BTreeSet<(String, String, i64)>;

async fn columns(database: &Database) -> Columns {
    let rows: Vec<(String, String, i64)> = match database.engine() {
        Engine::Sqlite => store::read!(database, connection => {
            store::query_as(
                "SELECT m.name, c.name, CASE WHEN c.pk > 0 THEN 1 ELSE 0 END
                 FROM sqlite_master m, pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'",
            )
            .fetch_all(connection)
        }),
        Engine::Postgres => store::read!(database, connection => {
            store::query_as(
                "SELECT c.table_name::text, c.column_name::text, COUNT(k.column_name)
                 FROM information_schema.columns c
                 LEFT JOIN information_schema.table_constraints t
                    ON t.table_schema = 'public' AND t.table_name = c.table_name
                    AND t.constraint_type = 'PRIMARY KEY'
                 LEFT JOIN information_schema.key_column_usage k
                    ON k.constraint_name = t.constraint_name AND k.table_name = c.table_name
                    AND k.column_name = c.column_name
                 WHERE c.table_schema = 'public'
                 GROUP BY c.table_name, c.column_name",
            )
            .fetch_all(connection)
        }),
    }
    .unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_keys() {
    let seen = std::sync::Mutex::new(Vec::<Columns>::new());
    let seen = &seen;
    each_engine(&MIGRATIONS, |database| async move {
        let found = columns(&database).await;
        assert!(found.len() > 100, "{found:?}");
        seen.lock().unwrap().push(found);
    })
    .await;
    let seen = seen.lock().unwrap();
    if let [one, other] = &seen[..] {
        let different: Vec<_> = one.symmetric_difference(other).collect();
        assert!(different.is_empty(), "{different:?}");
    }
}
