//! The secret that a program carries. The database holds its digest alone, so that a stolen copy of
//! it opens nothing.

use std::fmt;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// What a token begins with, so that programs that look for leaked secrets know one.
const START: &str = "besa_";

/// The secret of an access token: 256 random bits, wiped when it is dropped. It shows itself only on
/// request.
#[derive(Clone)]
pub struct TokenSecret(Zeroizing<[u8; 32]>);

impl fmt::Debug for TokenSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TokenSecret")
    }
}

impl TokenSecret {
    pub(crate) fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(&mut *bytes);
        Self(bytes)
    }

    /// Reads what a request carries; `None` for anything but `besa_` and 64 lower-case hexadecimal
    /// digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(START)?;
        let hash = blake3::Hash::from_hex(digits).ok()?;
        (hash.to_hex().as_str() == digits).then(|| Self(Zeroizing::new(*hash.as_bytes())))
    }

    /// The text for its owner, shown once, and for nothing else.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{START}{}", blake3::Hash::from_bytes(*self.0).to_hex())
    }

    /// What the database keeps.
    pub(crate) fn digest(&self) -> Vec<u8> {
        blake3::derive_key("besa 2026-11 access token digest", &*self.0).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OperatingSystemRandom;

    #[test]
    fn a_secret_reads_back_from_its_one_way_of_being_written_and_hides_from_logs() {
        let secret = TokenSecret::fresh(&OperatingSystemRandom);
        let text = secret.reveal();
        let digits = text.strip_prefix(START).unwrap();
        assert_eq!(TokenSecret::parse(&text).unwrap().digest(), secret.digest());
        assert!(!format!("{secret:?}").contains(digits));
        let upper = format!("{START}{}A", &digits[1..]);
        for bad in ["", START, digits, &format!("{text}0"), &upper, "besa_ë"] {
            assert!(TokenSecret::parse(bad).is_none(), "{bad}");
        }
    }
}
