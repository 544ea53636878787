//! A question to the database as a value: its text, and what it is given.

use super::{
    Value,
    link::{Answer, Link},
    row::{Column, FromRow, Reader, Row},
    statement::Statement,
};
use crate::StoreError;
use sqlx::{SqlSafeStr, SqlStr};
use std::marker::PhantomData;

/// A statement that gives no rows. See [`query`].
#[derive(Debug, Clone)]
#[must_use = "nothing runs until it is executed"]
pub struct Query(Statement);

/// A statement whose rows are read as `Answered`. See [`query_as`].
#[derive(Debug, Clone)]
#[must_use = "nothing runs until rows are fetched"]
pub struct QueryAs<Answered>(Statement, PhantomData<fn() -> Answered>);

/// A statement of whose rows the first column is read. See [`query_scalar`].
#[derive(Debug, Clone)]
#[must_use = "nothing runs until rows are fetched"]
pub struct QueryScalar<Answered>(Statement, PhantomData<fn() -> Answered>);

/// Several statements without values. See [`script`].
#[derive(Debug, Clone)]
#[must_use = "nothing runs until it is executed"]
pub struct Script(SqlStr);

/// A statement that gives no rows.
pub fn query(text: impl SqlSafeStr) -> Query {
    Query(Statement::new(text))
}

/// A statement whose rows are read as tuples or as structs made with [`row!`](crate::row).
pub fn query_as<Answered: FromRow>(text: impl SqlSafeStr) -> QueryAs<Answered> {
    QueryAs(Statement::new(text), PhantomData)
}

/// A statement of whose rows the first column is read.
pub fn query_scalar<Answered: Column>(text: impl SqlSafeStr) -> QueryScalar<Answered> {
    QueryScalar(Statement::new(text), PhantomData)
}

/// Several statements without values, such as a step of a migration.
pub fn script(text: impl SqlSafeStr) -> Script {
    Script(text.into_sql_str())
}

impl Query {
    /// Gives it its next value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.0.values.push(value.into());
        self
    }

    /// Runs it, and tells how many rows it touched.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn execute<'a>(self, link: impl Into<Link<'a>>) -> Answer<'a, u64> {
        link.into().execute(self.0)
    }
}

impl Script {
    /// Runs it, and tells how many rows it touched.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn execute<'a>(self, link: impl Into<Link<'a>>) -> Answer<'a, u64> {
        link.into().run(self.0)
    }
}

macro_rules! fetching {
    ($query:ident, $bound:ident, $reader:expr) => {
        impl<Answered: $bound + Send> $query<Answered> {
            /// Gives it its next value.
            pub fn bind(mut self, value: impl Into<Value>) -> Self {
                self.0.values.push(value.into());
                self
            }

            /// All rows.
            ///
            /// # Errors
            /// When the engine refuses, or a row is not of this shape.
            pub async fn fetch_all(
                self,
                link: impl Into<Link<'_>>,
            ) -> Result<Vec<Answered>, StoreError> {
                let link = link.into();
                let mut found = Vec::new();
                let mut read = $reader();
                let mut take = |row: &Row| -> Result<(), StoreError> {
                    found.push(read(row)?);
                    Ok(())
                };
                link.each(self.0, &mut take).await?;
                Ok(found)
            }

            /// The first row, if there is one.
            ///
            /// # Errors
            /// When the engine refuses, or the row is not of this shape.
            pub async fn fetch_optional(
                self,
                link: impl Into<Link<'_>>,
            ) -> Result<Option<Answered>, StoreError> {
                let row = link.into().first(self.0).await?;
                row.as_ref().map($reader()).transpose()
            }

            /// The first row.
            ///
            /// # Errors
            /// When the engine refuses, there is no row, or it is not of this shape.
            pub async fn fetch_one(
                self,
                link: impl Into<Link<'_>>,
            ) -> Result<Answered, StoreError> {
                let row = link.into().first(self.0).await?;
                let row = row.ok_or(sqlx::Error::RowNotFound)?;
                $reader()(&row)
            }
        }
    };
}

fetching!(QueryAs, FromRow, whole);
fetching!(QueryScalar, Column, first);

/// Reads the whole of each row; the names of its columns are looked up once.
fn whole<Answered: FromRow>() -> impl FnMut(&Row) -> Result<Answered, StoreError> {
    let mut reader = Reader::default();
    move |row| reader.read(row)
}

/// Reads the first column of each row.
fn first<Answered: Column>() -> impl FnMut(&Row) -> Result<Answered, StoreError> {
    |row| row.column(0)
}
