//! Many rows at once: one statement carries hundreds of rows, which is what makes an import of
//! millions of figures a matter of seconds.

use crate::{StoreError, Transaction};
use sqlx::{Database as SqlxDatabase, Encode, Executor, IntoArguments, Type, query::Query};
use std::fmt::Write as _;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkValue {
    /// A whole number, or nothing.
    Integer(Option<i64>),
    /// A text, or nothing.
    Text(Option<String>),
}

impl From<i64> for BulkValue {
    fn from(number: i64) -> Self {
        Self::Integer(Some(number))
    }
}

impl From<Option<i64>> for BulkValue {
    fn from(number: Option<i64>) -> Self {
        Self::Integer(number)
    }
}

impl From<String> for BulkValue {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for BulkValue {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for BulkValue {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

/// Both engines take more values in one statement than this (SQLite 32,766, PostgreSQL 65,535).
const MOST_VALUES: usize = 12_000;

/// Collects rows and writes them in large statements.
#[derive(Debug)]
pub struct BulkInsert {
    head: String,
    tail: &'static str,
    columns: usize,
    rows_in_full: usize,
    full_statement: String,
    values: Vec<BulkValue>,
}

impl BulkInsert {
    /// Rows for `table`, with their columns in this order. `tail` follows the rows: empty, or an
    /// `ON CONFLICT` clause.
    #[must_use]
    pub fn new(table: &'static str, columns: &[&'static str], tail: &'static str) -> Self {
        let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
        let rows_in_full = MOST_VALUES / columns.len().max(1);
        let mut insert = Self {
            head,
            tail,
            columns: columns.len(),
            rows_in_full,
            full_statement: String::new(),
            values: Vec::with_capacity(rows_in_full * columns.len()),
        };
        insert.full_statement = insert.statement(rows_in_full);
        insert
    }

    /// Adds one row, and writes when enough have come together.
    ///
    /// # Errors
    /// When the engine refuses the rows.
    ///
    /// # Panics
    /// When the row has not one value for each column.
    pub async fn push<const COLUMNS: usize>(
        &mut self,
        transaction: &mut Transaction,
        row: [BulkValue; COLUMNS],
    ) -> Result<(), StoreError> {
        assert_eq!(COLUMNS, self.columns, "one value for each column");
        self.values.extend(row);
        if self.values.len() == self.rows_in_full * self.columns {
            let statement = self.full_statement.clone();
            self.write(transaction, statement).await?;
        }
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When the engine refuses the rows.
    pub async fn finish(mut self, transaction: &mut Transaction) -> Result<(), StoreError> {
        if self.values.is_empty() {
            return Ok(());
        }
        let statement = self.statement(self.values.len() / self.columns);
        self.write(transaction, statement).await
    }

    fn statement(&self, rows: usize) -> String {
        let mut text = self.head.clone();
        let mut number = 0;
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..self.columns {
                number += 1;
                let separator = if column == 0 { "" } else { ", " };
                let _ = write!(text, "{separator}${number}");
            }
            text.push(')');
        }
        text.push(' ');
        text.push_str(self.tail);
        text
    }

    async fn write(
        &mut self,
        transaction: &mut Transaction,
        statement: String,
    ) -> Result<(), StoreError> {
        let values = std::mem::take(&mut self.values);
        crate::within!(transaction, connection => execute(connection, statement, values))?;
        self.values.reserve(self.rows_in_full * self.columns);
        Ok(())
    }
}

async fn execute<'c, D, E>(
    connection: E,
    statement: String,
    values: Vec<BulkValue>,
) -> Result<(), sqlx::Error>
where
    D: SqlxDatabase,
    E: Executor<'c, Database = D>,
    for<'q> Option<i64>: Encode<'q, D> + Type<D>,
    for<'q> Option<String>: Encode<'q, D> + Type<D>,
    D::Arguments: IntoArguments<D>,
{
    let query: Query<'_, D, D::Arguments> = sqlx::query(sqlx::AssertSqlSafe(statement));
    let query = values.into_iter().fold(query, |query, value| match value {
        BulkValue::Integer(number) => query.bind(number),
        BulkValue::Text(text) => query.bind(text),
    });
    query.execute(connection).await?;
    Ok(())
}
