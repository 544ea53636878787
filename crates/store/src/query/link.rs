//! What a statement runs on. Here, and nowhere else, the two engines part; nothing here depends on
//! what is asked, so that it is compiled once.

use super::{Row, Value, statement::Statement};
use crate::StoreError;
use sqlx::{
    Executor as _, PgConnection, PgPool, SqlStr, SqliteConnection, SqlitePool,
    postgres::PgArguments, query::Query, sqlite::SqliteArguments,
};
use std::{
    future::{Future, poll_fn},
    pin::Pin,
};

/// What a statement is waited for as: behind a pointer, as every step is (decision 0028).
pub type Answer<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// What a statement runs on: any connection that is free, or the one of a transaction.
#[derive(Debug)]
pub enum Link<'a> {
    /// Any of the embedded database.
    SqlitePool(&'a SqlitePool),
    /// Any of the server.
    PostgresPool(&'a PgPool),
    /// This one of the embedded database.
    Sqlite(&'a mut SqliteConnection),
    /// This one of the server.
    Postgres(&'a mut PgConnection),
}

macro_rules! from {
    ($($given:ty => $variant:ident;)*) => {$(
        impl<'a> From<$given> for Link<'a> {
            fn from(given: $given) -> Self {
                Self::$variant(given)
            }
        }
    )*};
}

from! {
    &'a SqlitePool => SqlitePool;
    &'a PgPool => PostgresPool;
    &'a mut SqliteConnection => Sqlite;
    &'a mut PgConnection => Postgres;
}

/// Does the same on each kind of link: `$query` is the statement in the words of its engine.
macro_rules! on {
    ($link:expr, $statement:expr, |$query:ident, $connection:ident, $row:ident| $body:expr) => {
        match $link {
            Link::SqlitePool($connection) => {
                let ($query, $row) = (sqlite($statement)?, Row::Sqlite);
                $body
            }
            Link::Sqlite($connection) => {
                let ($query, $row) = (sqlite($statement)?, Row::Sqlite);
                $body
            }
            Link::PostgresPool($connection) => {
                let ($query, $row) = (postgres($statement)?, Row::Postgres);
                $body
            }
            Link::Postgres($connection) => {
                let ($query, $row) = (postgres($statement)?, Row::Postgres);
                $body
            }
        }
    };
}

impl<'a> Link<'a> {
    pub(crate) fn execute(self, statement: Statement) -> Answer<'a, u64> {
        Box::pin(async move {
            Ok(on!(self, statement, |query, connection, _row| {
                query.execute(connection).await?.rows_affected()
            }))
        })
    }

    pub(super) fn run(self, text: SqlStr) -> Answer<'a, u64> {
        Box::pin(async move {
            let script = sqlx::raw_sql(text);
            Ok(match self {
                Link::SqlitePool(pool) => script.execute(pool).await?.rows_affected(),
                Link::Sqlite(connection) => script.execute(connection).await?.rows_affected(),
                Link::PostgresPool(pool) => script.execute(pool).await?.rows_affected(),
                Link::Postgres(connection) => script.execute(connection).await?.rows_affected(),
            })
        })
    }

    pub(super) fn first(self, statement: Statement) -> Answer<'a, Option<Row>> {
        Box::pin(async move {
            Ok(on!(self, statement, |query, connection, row| {
                connection.fetch_optional(query).await?.map(row)
            }))
        })
    }

    /// Hands over each row as it comes: only what is made of it is kept.
    pub(super) fn each<'t: 'a>(
        self,
        statement: Statement,
        take: &'t mut (dyn FnMut(&Row) -> Result<(), StoreError> + Send),
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            on!(self, statement, |query, connection, row| {
                let mut rows = connection.fetch(query);
                while let Some(next) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                    take(&row(next?))?;
                }
            });
            Ok(())
        })
    }
}

fn sqlite(
    statement: Statement,
) -> Result<Query<'static, sqlx::Sqlite, SqliteArguments>, StoreError> {
    let mut arguments = SqliteArguments::default();
    give(&mut arguments, statement.values)?;
    Ok(sqlx::query_with(statement.text, arguments).persistent(statement.is_kept))
}

fn postgres(
    statement: Statement,
) -> Result<Query<'static, sqlx::Postgres, PgArguments>, StoreError> {
    let mut arguments = PgArguments::default();
    give(&mut arguments, statement.values)?;
    Ok(sqlx::query_with(statement.text, arguments).persistent(statement.is_kept))
}

fn give<A>(arguments: &mut A, values: Vec<Value>) -> Result<(), StoreError>
where
    A: sqlx::Arguments,
    for<'q> Option<i64>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    for<'q> Option<f64>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    for<'q> Option<String>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    for<'q> Option<Vec<u8>>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
{
    for value in values {
        match value {
            Value::Integer(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(())
}
