//! Recovery codes: for the day the device is lost, each good once.

use std::fmt;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// Letters and digits that are not taken for each other when read aloud (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// A recovery code: 60 random bits, written `XXXX-XXXX-XXXX`. Wiped when it is dropped; it shows
/// itself only on request.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode")
    }
}

impl RecoveryCode {
    pub(super) fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = [0; LENGTH];
        random.fill(&mut bytes);
        let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
        Self(Zeroizing::new(bytes.iter().map(letter).collect()))
    }

    /// Reads a code as somebody typed it: spaces, dashes and case are forgiven, and `O`, `I`, `L`
    /// for digits. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '-'))
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let is_code = plain.len() == LENGTH && plain.bytes().all(|byte| LETTERS.contains(&byte));
        is_code.then_some(Self(Zeroizing::new(plain)))
    }

    /// The text for its owner, shown once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }

    /// What the database keeps: with 60 random bits a fast hash is enough.
    pub(super) fn digest(&self, account: &str) -> Vec<u8> {
        let what = format!("{account}/{}", self.0.as_str());
        blake3::derive_key("besa 2026-11 recovery code digest", what.as_bytes()).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OperatingSystemRandom;

    #[test]
    fn a_code_reads_back_as_people_type_it_and_is_hashed_for_one_account() {
        let code = RecoveryCode::fresh(&OperatingSystemRandom);
        let typed = code.reveal().to_lowercase().replace('-', " ");
        assert_eq!(RecoveryCode::parse(&typed), Some(code.clone()));
        assert_ne!(code.digest("a"), code.digest("b"));
        assert!(!format!("{code:?}").contains(&code.reveal()));
        for bad in ["", "123456", "ëëëëëëëëëëëë", "0123-4567-89AU"] {
            assert_eq!(RecoveryCode::parse(bad), None, "{bad}");
        }
    }
}
