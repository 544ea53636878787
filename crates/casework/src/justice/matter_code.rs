//! The code of a matter: random as a case's, and never to be taken for one.

use crate::{CaseCode, CaseworkError};
use std::fmt;
use vocabulary::RandomSource;

/// A matter's code, such as `M-7Q2K-M9XT-4`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MatterCode(String);

impl MatterCode {
    pub(super) fn fresh(random: &dyn RandomSource) -> Self {
        Self(format!("M-{}", CaseCode::fresh(random)))
    }

    /// Reads a code as somebody typed it, as forgiving as for a case's.
    ///
    /// # Errors
    /// When it is no code: `matter-code-invalid`.
    pub fn parse(text: &str) -> Result<Self, CaseworkError> {
        let invalid = || CaseworkError::Invalid("matter-code-invalid");
        let text = text.trim();
        let rest = text.strip_prefix(['M', 'm']).ok_or_else(invalid)?;
        let rest = CaseCode::parse(rest).map_err(|_| invalid())?;
        Ok(Self(format!("M-{rest}")))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) const fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for MatterCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_and_a_case_are_never_taken_for_each_other() {
        struct Zeros;
        impl RandomSource for Zeros {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(0);
            }
        }
        let code = MatterCode::fresh(&Zeros);
        let typed = code.as_str().to_lowercase().replace('-', " ");
        assert_eq!(MatterCode::parse(&typed).unwrap(), code);
        assert!(CaseCode::parse(code.as_str()).is_err());
        let case = CaseCode::fresh(&Zeros);
        assert!(MatterCode::parse(case.as_str()).is_err());
    }
}
