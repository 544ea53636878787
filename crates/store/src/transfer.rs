//! A copy of an embedded database into an empty PostgreSQL database: how an office goes back to a copy
//! there, and how it moves. Both engines have the same tables with the same columns; a test of each crate
//! that stores holds them to it.

use crate::{AssertSqlSafe, Database, Link, StoreError, Value, database::Pools, query::Statement};
use boxed::boxed;
use sqlx::{PgConnection, Row as _, SqliteConnection, sqlite::SqliteRow};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

/// Values in one statement.
const MOST_VALUES: usize = 4_000;
/// Bytes of rows in one statement, about: files are rows too.
const MOST_BYTES: usize = 8 << 20;
/// The migrations themselves: the target has its own wording of them.
const MIGRATIONS: &str = "schema_migration";

const COLUMNS: &str = "SELECT table_name::text, column_name::text, data_type::text,
    is_identity::text
 FROM information_schema.columns WHERE table_schema = current_schema()
 ORDER BY table_name, ordinal_position";
const REFERENCES: &str = "SELECT t.relname::text, o.relname::text FROM pg_constraint f
 JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class o ON o.oid = f.confrelid
 JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE f.contype = 'f' AND n.nspname = current_schema()";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Text,
    Bytes,
    Real,
}

#[derive(Debug)]
struct Column {
    name: String,
    kind: Kind,
    is_identity: bool,
}

/// The columns of each table, and the tables in an order in which every reference is met.
struct Tables {
    columns: BTreeMap<String, Vec<Column>>,
    order: Vec<String>,
}

impl Database {
    /// Whether a PostgreSQL database at this address holds no table at all.
    ///
    /// # Errors
    /// When the database does not answer.
    #[boxed]
    pub async fn is_empty_server(address: &str) -> Result<bool, StoreError> {
        use sqlx::Connection as _;
        let mut connection = PgConnection::connect(address).await?;
        let tables: i64 = crate::query_scalar(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()",
        )
        .fetch_one(&mut connection)
        .await?;
        connection.close().await?;
        Ok(tables == 0)
    }

    /// Fills this PostgreSQL database, which was just made and holds nothing, with every row of a copy
    /// whose tables are of the same versions. All of it arrives, or nothing. Gives the number of rows.
    ///
    /// # Errors
    /// When this database is an embedded one, the copy lacks a table, or one of the two fails.
    #[boxed]
    pub async fn fill_from(&self, copy: &Path) -> Result<u64, StoreError> {
        let Pools::Postgres { pool, .. } = self.pools() else {
            return Err(StoreError::Unsupported(
                "an embedded database is put back as the file that its copy is",
            ));
        };
        let mut source = crate::backup::open_to_read(copy).await?;
        let mut target = pool.begin().await?;
        let tables = tables(&mut target).await?;
        // What migrations put in: the copy has its own.
        for table in tables.order.iter().rev() {
            let statement = format!("DELETE FROM {table}");
            crate::query(AssertSqlSafe(statement))
                .execute(&mut *target)
                .await?;
        }
        let mut rows = 0;
        for table in &tables.order {
            if let Some(columns) = tables.columns.get(table) {
                rows += carry(&mut source, &mut target, (table, columns)).await?;
                count_on(&mut target, (table, columns)).await?;
            }
        }
        target.commit().await?;
        Ok(rows)
    }
}

async fn tables(target: &mut PgConnection) -> Result<Tables, StoreError> {
    let found: Vec<(String, String, String, String)> =
        crate::query_as(COLUMNS).fetch_all(&mut *target).await?;
    let mut columns: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for (table, name, kind, identity) in found {
        let kind = match kind.as_str() {
            "bigint" => Kind::Integer,
            "text" => Kind::Text,
            "bytea" => Kind::Bytes,
            "double precision" => Kind::Real,
            _ => return Err(StoreError::Unsupported("a column is of an unknown kind")),
        };
        let is_identity = identity == "YES";
        columns.entry(table).or_default().push(Column {
            name,
            kind,
            is_identity,
        });
    }
    columns.remove(MIGRATIONS);
    let references: Vec<(String, String)> = crate::query_as(REFERENCES).fetch_all(target).await?;
    let mut order = Vec::new();
    let mut left: BTreeSet<&String> = columns.keys().collect();
    while !left.is_empty() {
        let waits = |table: &&String| {
            let mut wanted = references
                .iter()
                .filter(|(own, other)| own == *table && other != own);
            wanted.any(|(_, other)| left.contains(other))
        };
        let ready: Vec<&String> = left.iter().copied().filter(|table| !waits(table)).collect();
        if ready.is_empty() {
            return Err(StoreError::Unsupported(
                "tables refer to each other in a circle",
            ));
        }
        for table in ready {
            left.remove(table);
            order.push(table.clone());
        }
    }
    Ok(Tables { columns, order })
}

/// Carries all rows of one table over.
async fn carry(
    source: &mut SqliteConnection,
    target: &mut PgConnection,
    (table, columns): (&str, &[Column]),
) -> Result<u64, StoreError> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let names = names.join(", ");
    let keys = keys(source, (table, columns)).await?;
    let key = keys.iter().map(|(name, _)| name.as_str());
    let key = key.collect::<Vec<&str>>().join(", ");
    let most = (MOST_VALUES / columns.len().max(1)).max(1);
    let (mut carried, mut rows, mut bytes) = (0, Vec::new(), 0);
    let mut last: Option<SqliteRow> = None;
    loop {
        let after = if last.is_some() {
            let places = vec!["?"; keys.len()].join(", ");
            format!("WHERE ({key}) > ({places})")
        } else {
            String::new()
        };
        let statement =
            format!("SELECT {names}, {key} FROM {table} {after} ORDER BY {key} LIMIT {most}");
        let mut query = sqlx::query(AssertSqlSafe(statement));
        if let Some(last) = &last {
            for (number, (_, kind)) in (columns.len()..).zip(&keys) {
                query = match kind {
                    Kind::Integer => query.bind(last.try_get::<i64, _>(number)?),
                    Kind::Text => query.bind(last.try_get::<String, _>(number)?),
                    Kind::Bytes => query.bind(last.try_get::<Vec<u8>, _>(number)?),
                    Kind::Real => query.bind(last.try_get::<f64, _>(number)?),
                };
            }
        }
        let page: Vec<SqliteRow> = query.fetch_all(&mut *source).await?;
        let is_last = page.len() < most;
        for row in page {
            bytes += size(&row, columns)?;
            if let Some(before) = last.replace(row) {
                rows.push(before);
            }
            if bytes > MOST_BYTES || rows.len() == most {
                carried += insert(target, (table, &names, columns), &rows).await?;
                rows.clear();
                bytes = 0;
            }
        }
        if is_last {
            break;
        }
    }
    rows.extend(last);
    Ok(carried + insert(target, (table, &names, columns), &rows).await?)
}

/// By which columns the rows of a table are read in an order of their own: the order of arrival, in
/// which a row refers to none after it, or the primary key where SQLite keeps no other order.
async fn keys(
    source: &mut SqliteConnection,
    (table, columns): (&str, &[Column]),
) -> Result<Vec<(String, Kind)>, StoreError> {
    let is_without_order: i64 =
        crate::query_scalar("SELECT wr FROM pragma_table_list WHERE name = $1 AND schema = 'main'")
            .bind(table.to_owned())
            .fetch_one(&mut *source)
            .await?;
    if is_without_order == 0 {
        return Ok(vec![("rowid".to_owned(), Kind::Integer)]);
    }
    let names: Vec<String> =
        crate::query_scalar("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk")
            .bind(table.to_owned())
            .fetch_all(source)
            .await?;
    let kind = |name: String| {
        let column = columns.iter().find(|column| column.name == name);
        let kind = column.map_or(Kind::Integer, |column| column.kind);
        (name, kind)
    };
    Ok(names.into_iter().map(kind).collect())
}

fn size(row: &SqliteRow, columns: &[Column]) -> Result<usize, StoreError> {
    let mut bytes = 0;
    for (number, column) in columns.iter().enumerate() {
        bytes += match column.kind {
            Kind::Integer | Kind::Real => 8,
            Kind::Text => row.try_get::<Option<&str>, _>(number)?.map_or(0, str::len),
            Kind::Bytes => row
                .try_get::<Option<&[u8]>, _>(number)?
                .map_or(0, <[u8]>::len),
        };
    }
    Ok(bytes)
}

async fn insert(
    target: &mut PgConnection,
    (table, names, columns): (&str, &str, &[Column]),
    rows: &[SqliteRow],
) -> Result<u64, StoreError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let mut statement = format!("INSERT INTO {table} ({names}) VALUES ");
    for row in 0..rows.len() {
        statement.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            let comma = if column == 0 { "" } else { ", " };
            let _ = write!(statement, "{comma}${}", row * columns.len() + column + 1);
        }
        statement.push(')');
    }
    let mut statement = Statement::new(AssertSqlSafe(statement));
    statement.is_kept = false;
    for row in rows {
        for (number, column) in columns.iter().enumerate() {
            statement.values.push(match column.kind {
                Kind::Integer => Value::Integer(row.try_get(number)?),
                Kind::Text => Value::Text(row.try_get(number)?),
                Kind::Bytes => Value::Bytes(row.try_get(number)?),
                Kind::Real => Value::Real(row.try_get(number)?),
            });
        }
    }
    Link::Postgres(target).execute(statement).await
}

/// New rows are numbered on from the last one.
async fn count_on(
    target: &mut PgConnection,
    (table, columns): (&str, &[Column]),
) -> Result<(), StoreError> {
    for column in columns.iter().filter(|column| column.is_identity) {
        let name = &column.name;
        let statement = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', '{name}'),
                (SELECT COALESCE(MAX({name}), 0) + 1 FROM {table}), false)"
        );
        crate::query(AssertSqlSafe(statement))
            .execute(&mut *target)
            .await?;
    }
    Ok(())
}
