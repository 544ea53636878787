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

    /// The place of the column of a name.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn place(&self, name: &str) -> Result<usize, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => name.index(row)?,
            Self::Postgres(row) => name.index(row)?,
        })
    }
}

/// The columns of a row that are still to be read.
pub type Places<'a> = std::slice::Iter<'a, usize>;

/// What a whole row is read as.
pub trait FromRow: Sized {
    /// Appends the places of the columns that it reads. Asked once for all rows of an answer: names are
    /// looked up once.
    ///
    /// # Errors
    /// When the row lacks a column.
    fn places(row: &Row, places: &mut Vec<usize>) -> Result<(), StoreError>;

    /// Reads the row at the places that it asked for.
    ///
    /// # Errors
    /// When the row is not of this shape.
    fn from_row(row: &Row, places: &mut Places<'_>) -> Result<Self, StoreError>;
}

/// Reads the rows of one answer.
#[derive(Debug, Default)]
pub(super) struct Reader(Option<Vec<usize>>);

impl Reader {
    pub(super) fn read<Answered: FromRow>(&mut self, row: &Row) -> Result<Answered, StoreError> {
        let places = match &self.0 {
            Some(places) => places,
            None => {
                let mut places = Vec::new();
                Answered::places(row, &mut places)?;
                self.0.insert(places)
            }
        };
        Answered::from_row(row, &mut places.iter())
    }
}

impl Row {
    /// The column at the next place.
    ///
    /// # Errors
    /// When it is of another type.
    pub fn next<T: Column>(&self, places: &mut Places<'_>) -> Result<T, StoreError> {
        self.column(places.next().copied().unwrap_or(usize::MAX))
    }
}

macro_rules! tuples {
    ($($name:ident $place:literal),+) => {
        tuples!(@ [] $($name $place),+);
    };
    (@ [$($done:ident $at:literal),*] $name:ident $place:literal $(, $rest:ident $next:literal)*) => {
        impl<$($done: Column,)* $name: Column> FromRow for ($($done,)* $name,) {
            fn places(_: &Row, _: &mut Vec<usize>) -> Result<(), StoreError> {
                Ok(())
            }

            fn from_row(row: &Row, _: &mut Places<'_>) -> Result<Self, StoreError> {
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
            fn places(
                row: &$crate::Row,
                places: &mut ::std::vec::Vec<usize>,
            ) -> ::std::result::Result<(), $crate::StoreError> {
                $(places.push(row.place(stringify!($field))?);)*
                $(<$part_type as $crate::FromRow>::places(row, places)?;)*
                ::std::result::Result::Ok(())
            }

            fn from_row(
                row: &$crate::Row,
                places: &mut $crate::Places<'_>,
            ) -> ::std::result::Result<Self, $crate::StoreError> {
                ::std::result::Result::Ok(Self {
                    $($field: row.next(places)?,)*
                    $($part: <$part_type as $crate::FromRow>::from_row(row, places)?,)*
                })
            }
        }
    };
}
