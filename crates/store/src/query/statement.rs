//! A text for the engine, and what it is given.

use super::Value;
use sqlx::{SqlSafeStr, SqlStr};

/// A text with its values.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) text: SqlStr,
    pub(crate) values: Vec<Value>,
    /// Whether it will be used again, and is worth keeping prepared.
    pub(crate) is_kept: bool,
}

impl Statement {
    pub(crate) fn new(text: impl SqlSafeStr) -> Self {
        Self {
            text: text.into_sql_str(),
            values: Vec::new(),
            is_kept: true,
        }
    }
}
