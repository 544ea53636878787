//! Many rows at once: one statement carries hundreds of rows, which is what makes an import of
//! millions of figures a matter of seconds.

use crate::AssertSqlSafe;
use crate::{Engine, StoreError, Transaction, Value, query::Statement};
use boxed::boxed;
use std::{fmt::Write as _, sync::Arc};

/// Values in one statement. Both engines take more (SQLite 32,766, PostgreSQL 65,535), and are no
/// faster with more.
const MOST_VALUES: usize = 4_000;

/// Collects rows and writes them in large statements.
#[derive(Debug)]
pub struct BulkInsert {
    table: &'static str,
    columns: Vec<&'static str>,
    tail: &'static str,
    rows_in_full: usize,
    /// Made at the first write, when it is known which engine writes.
    full_statement: Option<Arc<str>>,
    values: Vec<Value>,
}

impl BulkInsert {
    /// Rows for `table`, with their columns in this order. `tail` follows the rows: empty, or an
    /// `ON CONFLICT` clause.
    #[must_use]
    pub fn new(table: &'static str, columns: &[&'static str], tail: &'static str) -> Self {
        let rows_in_full = (MOST_VALUES / columns.len().max(1)).max(1);
        Self {
            table,
            columns: columns.to_vec(),
            tail,
            rows_in_full,
            full_statement: None,
            values: Vec::new(),
        }
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
        row: [Value; COLUMNS],
    ) -> Result<(), StoreError> {
        assert_eq!(COLUMNS, self.columns.len(), "one value for each column");
        self.values.extend(row);
        if self.values.len() == self.rows_in_full * COLUMNS {
            let statement = match &self.full_statement {
                Some(statement) => Arc::clone(statement),
                None => self
                    .statement(transaction.engine(), self.rows_in_full)
                    .into(),
            };
            self.full_statement = Some(Arc::clone(&statement));
            let values = std::mem::take(&mut self.values);
            self.values.reserve(values.len());
            write(transaction, statement, (values, true)).await?;
        }
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When the engine refuses the rows.
    #[boxed]
    pub async fn finish(mut self, transaction: &mut Transaction) -> Result<(), StoreError> {
        if self.values.is_empty() {
            return Ok(());
        }
        let rows = self.values.len() / self.columns.len();
        let text = self.statement(transaction.engine(), rows).into();
        let values = std::mem::take(&mut self.values);
        write(transaction, text, (values, false)).await
    }

    fn statement(&self, engine: Engine, rows: usize) -> String {
        let columns = self.columns.len();
        let mut text = format!(
            "INSERT INTO {} ({}) VALUES ",
            self.table,
            self.columns.join(", ")
        );
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..columns {
                text.push_str(if column == 0 { "" } else { ", " });
                // SQLite takes `$1` for a name and searches all names for each value: with thousands
                // of them a hundred times slower than by position.
                match engine {
                    Engine::Sqlite => text.push('?'),
                    Engine::Postgres => {
                        let _ = write!(text, "${}", row * columns + column + 1);
                    }
                }
            }
            text.push(')');
        }
        text.push(' ');
        text.push_str(self.tail);
        text
    }
}

async fn write(
    transaction: &mut Transaction,
    text: Arc<str>,
    (values, is_kept): (Vec<Value>, bool),
) -> Result<(), StoreError> {
    let statement = Statement {
        values,
        is_kept,
        ..Statement::new(AssertSqlSafe(text))
    };
    transaction.link().execute(statement).await?;
    Ok(())
}
