//! Codes: short, stable, machine-readable names of things that a country package defines.
//!
//! A code never changes its meaning and is never reused; names may change, codes may not.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a {kind} code: use 1 to 48 letters, digits, `-`, `_` or `.`")]
pub struct CodeError {
    kind: &'static str,
    text: String,
}

fn is_code(text: &str) -> bool {
    (1..=48).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a code.
            ///
            /// # Errors
            /// When the text is empty, longer than 48 bytes or holds anything but ASCII letters,
            /// digits, `-`, `_` and `.`.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                if is_code(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(CodeError { kind: $kind, text: text.chars().take(60).collect() })
                }
            }

            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0.as_ref().to_owned()
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

code!(
    /// A place, such as `AL-07`.
    PlaceCode,
    "place"
);
code!(
    /// An indicator, such as `V01`.
    IndicatorCode,
    "indicator"
);
code!(
    /// An institution that reports, such as `AL-07.POLICE`.
    InstitutionCode,
    "institution"
);
code!(
    /// A kind of institution, such as `police`.
    InstitutionKindCode,
    "institution kind"
);
code!(
    /// A dimension of a breakdown, such as `sex`.
    DimensionCode,
    "dimension"
);
code!(
    /// A term of a code list, such as `female`.
    TermCode,
    "term"
);
code!(
    /// A reporting template, such as `victims-quarterly`.
    TemplateCode,
    "template"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_plain_ascii_of_bounded_length() {
        assert_eq!(PlaceCode::parse("AL-07").unwrap().as_str(), "AL-07");
        for bad in ["", "a b", "ë", "a/b", "a;b", "a=b", &"x".repeat(49)] {
            assert!(PlaceCode::parse(bad).is_err(), "{bad}");
        }
    }
}
