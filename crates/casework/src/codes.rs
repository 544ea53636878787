//! Closed lists of codes: what is stored and what texts on screen are keyed by. A code never changes
//! its meaning.

/// Declares an enum whose every value has a short, stable code.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// Its short, stable name; also the key of its text on screen.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code,)+ }
            }

            /// Reads a code; `None` for any other text.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}
pub(crate) use codes;

/// The codes of several values, as they are stored: joined by commas, in the order given.
macro_rules! joined_codes {
    ($values:expr) => {
        $values
            .iter()
            .map(|value| value.code())
            .collect::<Vec<_>>()
            .join(",")
    };
}
pub(crate) use joined_codes;

/// Reads a stored code.
pub fn stored<T>(read: fn(&str) -> Option<T>, code: &str) -> Result<T, crate::CaseworkError> {
    read(code).ok_or(crate::CaseworkError::Corrupt("code"))
}

/// Reads what [`joined_codes`] wrote.
pub fn split_codes<T>(
    text: &str,
    read: fn(&str) -> Option<T>,
) -> Result<Vec<T>, crate::CaseworkError> {
    let codes = text.split(',').filter(|code| !code.is_empty());
    codes.map(|code| stored(read, code)).collect()
}
