//! One query text for both engines: what is asked, with its values ([`query`], [`query_as`],
//! [`query_scalar`], [`script`]), where it runs ([`Link`]), and what comes back ([`FromRow`]).
//!
//! Whoever asks is compiled once, not once for each engine: only [`Link`] knows that there are two.
//! `docs/decisions/0022-queries-are-values.md` says why.

mod ask;
mod link;
mod row;
mod statement;
mod value;

pub use ask::{Query, QueryAs, QueryScalar, Script, query, query_as, query_scalar, script};
pub use link::{Answer, Link};
pub use row::{Column, FromRow, Places, Row};
pub use sqlx::{AssertSqlSafe, SqlSafeStr};
pub(crate) use statement::Statement;
pub use value::Value;
