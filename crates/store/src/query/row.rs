//! What comes back: a row of either engine, and how tuples and structs are read from it.

use crate::StoreError;
use sqlx::{ColumnIndex, Row as _, postgres::PgRow, sqlite::SqliteRow};

/// A row as an engine gave it.
pub enum Row {
    /// Of the embedded database.
    Sqlite(SqliteRow),
    /// Of the server.
    Postgres(PgRow),
}

impl std::fmt::Debug for Row {
    // Never its values: rows hold what logs must not.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Row")
    }
}

/// What one column is read as.
pub trait Column: Sized {
    /// Reads the column at a place, counted from 0.
    ///
    /// # Errors
    /// When there is no such column, or it is of another type.
    fn read(row: &Row, place: usize) -> Result<Self, sqlx::Error>;
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &Row, place: usize) -> Result<Self, sqlx::Error> {
                match row {
                    Row::Sqlite(row) => row.try_get(place),
                    Row::Postgres(row) => row.try_get(place),
                }
            }
        }

        impl Column for Option<$type> {
            fn read(row: &Row, place: usize) -> Result<Self, sqlx::Error> {
                match row {
                    Row::Sqlite(row) => row.try_get(place),
                    Row::Postgres(row) => row.try_get(place),
                }
            }
        }
    )*};
}

column!(i64, f64, bool, String, Vec<u8>);

impl Row {
    /// The column at a place, counted from 0.
    ///
    /// # Errors
    /// When there is no such column, or it is of another type.
    pub fn column<T: Column>(&self, place: usize) -> Result<T, StoreError> {
        Ok(T::read(self, place)?)
    }

    /// The column of a name.
    ///
    /// # Errors
    /// When there is no such column, or it is of another type.
    pub fn named<T: Column>(&self, name: &str) -> Result<T, StoreError> {
        self.column(self.place(name)?)
    }

    fn place(&self, name: &str) -> Result<usize, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => name.index(row)?,
            Self::Postgres(row) => name.index(row)?,
        })
    }
}

/// What a whole row is read as.
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// When the row is not of this shape.
    fn from_row(row: &Row) -> Result<Self, StoreError>;
}

macro_rules! tuples {
    ($($name:ident $place:literal),+) => {
        tuples!(@ [] $($name $place),+);
    };
    (@ [$($done:ident $at:literal),*] $name:ident $place:literal $(, $rest:ident $next:literal)*) => {
        impl<$($done: Column,)* $name: Column> FromRow for ($($done,)* $name,) {
            fn from_row(row: &Row) -> Result<Self, StoreError> {
                Ok(($(row.column::<$done>($at)?,)* row.column::<$name>($place)?,))
            }
        }
        tuples!(@ [$($done $at,)* $name $place] $($rest $next),*);
    };
    (@ [$($done:ident $at:literal),*]) => {};
}

tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14, P 15);

/// A struct whose fields are the columns of those names; last fields after `..` are themselves such
/// structs, read from the same row.
///
/// ```
/// store::row! {
///     struct Due {
///         id: i64,
///         kind: String,
///         failed_at: Option<i64>,
///     }
/// }
/// ```
#[macro_export]
macro_rules! row {
    (
        $(#[$about:meta])*
        $seen:vis struct $name:ident {
            $($(#[$field_about:meta])* $field_seen:vis $field:ident: $type:ty,)*
            $(..$part:ident: $part_type:ty)*
        }
    ) => {
        $(#[$about])*
        $seen struct $name {
            $($(#[$field_about])* $field_seen $field: $type,)*
            $($part: $part_type,)*
        }

        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row) -> ::std::result::Result<Self, $crate::StoreError> {
                ::std::result::Result::Ok(Self {
                    $($field: row.named(stringify!($field))?,)*
                    $($part: <$part_type as $crate::FromRow>::from_row(row)?,)*
                })
            }
        }
    };
}
