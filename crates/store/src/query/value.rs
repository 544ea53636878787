//! What a statement is given. There are few types on purpose: both engines mean the same by them.

use vocabulary::personal::OpenText;

/// A value of a statement or of a row that is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number, or nothing.
    Integer(Option<i64>),
    /// A number with a fraction, or nothing.
    Real(Option<f64>),
    /// A text, or nothing.
    Text(Option<String>),
    /// Bytes, or nothing.
    Bytes(Option<Vec<u8>>),
}

macro_rules! from {
    ($($given:ty => $variant:ident, $as_given:ident => $kept:expr;)*) => {$(
        impl From<$given> for Value {
            fn from($as_given: $given) -> Self {
                Self::$variant(Some($kept))
            }
        }

        impl From<Option<$given>> for Value {
            fn from(given: Option<$given>) -> Self {
                Self::$variant(given.map(|$as_given| $kept))
            }
        }
    )*};
}

from! {
    i64 => Integer, number => number;
    f64 => Real, number => number;
    String => Text, text => text;
    &str => Text, text => text.to_owned();
    &String => Text, text => text.clone();
    OpenText => Text, text => text.into_string();
    Vec<u8> => Bytes, bytes => bytes;
    &[u8] => Bytes, bytes => bytes.to_vec();
    &Vec<u8> => Bytes, bytes => bytes.clone();
}

impl<const LENGTH: usize> From<[u8; LENGTH]> for Value {
    fn from(bytes: [u8; LENGTH]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}
