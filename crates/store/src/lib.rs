//! SQLite and PostgreSQL behind one SQL text: transactions, migrations, bulk writes, backup.
//!
//! SQLite (embedded) is the default; PostgreSQL is for offices that have somebody to run it. There
//! is no second query language: a statement is written once, with `$1`, in the subset that both
//! engines understand, and the macros [`read!`],
//! [`within!`] and [`execute!`] run it on whichever is open. This crate
//! knows no table but its own list of migrations and its queue of jobs.
//!
//! ```
//! # async fn example(database: &store::Database) -> Result<(), store::StoreError> {
//! let row: Option<(String,)> = store::read!(database, connection => {
//!     store::query_as("SELECT name FROM thing WHERE id = $1").bind(7i64).fetch_optional(connection)
//! })?;
//!
//! let mut transaction = database.begin().await?;
//! let touched: u64 = store::execute!(
//!     transaction,
//!     store::query("UPDATE thing SET name = $1 WHERE id = $2").bind("a").bind(7i64)
//! )?;
//! transaction.commit().await?;
//! # drop((row, touched)); Ok(()) }
//! ```
//!
//! Laws: every write goes through [`Database::begin`], which lets one writer in at a time on both
//! engines; nothing but SQL is awaited inside a transaction; types are `i64`, text, bytes.
//! What is done later is a job ([`jobs`]).

mod backup;
mod bulk;
mod database;
mod error;
pub mod jobs;
mod migration;
mod query;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod transfer;

pub use bulk::BulkInsert;
pub use database::{Database, Engine};
pub use error::StoreError;
pub use migration::{Migrations, Step};
pub use query::{
    Answer, AssertSqlSafe, Column, FromRow, Link, Places, Query, QueryAs, QueryScalar, Row, Script,
    SqlSafeStr, Value, query, query_as, query_scalar, script,
};
pub use transaction::Transaction;
