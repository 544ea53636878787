//! The secret that a browser holds for a session. The database holds its digest alone, so that a
//! stolen copy of it signs nobody in.

use std::fmt;
use subtle::ConstantTimeEq as _;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// The secret of a session: 256 random bits, wiped when it is dropped. It shows itself only on request.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<[u8; 32]>);

/// What names a session and opens nothing: for whoever keeps something as long as a session lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionMark(pub(crate) Vec<u8>);

impl fmt::Debug for SessionToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SessionToken")
    }
}

impl SessionToken {
    pub(crate) fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(&mut *bytes);
        Self(bytes)
    }

    /// Reads what a cookie carries; `None` for anything but 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hash = blake3::Hash::from_hex(text).ok()?;
        (hash.to_hex().as_str() == text).then(|| Self(Zeroizing::new(*hash.as_bytes())))
    }

    /// The text for the cookie, and for nothing else.
    #[must_use]
    pub fn reveal(&self) -> String {
        blake3::Hash::from_bytes(*self.0).to_hex().to_string()
    }

    /// What names the session without opening it.
    #[must_use]
    pub fn mark(&self) -> SessionMark {
        SessionMark(self.digest())
    }

    /// What the database keeps.
    pub(crate) fn digest(&self) -> Vec<u8> {
        blake3::derive_key("besa 2026-11 session digest", &*self.0).to_vec()
    }

    /// What every form of this session carries. It follows from the token, so that nothing more has
    /// to be stored; the token does not follow from it.
    #[must_use]
    pub fn form_token(&self) -> String {
        blake3::Hash::from_bytes(blake3::derive_key("besa 2026-11 form token", &*self.0))
            .to_hex()
            .to_string()
    }

    /// Whether a form was made for this session (OWASP: cross-site request forgery), compared in
    /// constant time.
    #[must_use]
    pub fn owns_form(&self, form_token: &str) -> bool {
        self.form_token()
            .as_bytes()
            .ct_eq(form_token.as_bytes())
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OperatingSystemRandom;

    #[test]
    fn a_token_shows_itself_in_the_cookie_alone() {
        let token = SessionToken::fresh(&OperatingSystemRandom);
        let secret = token.reveal();
        assert_eq!(
            SessionToken::parse(&secret).unwrap().digest(),
            token.digest()
        );
        assert!(!format!("{token:?}").contains(&secret));
        assert_ne!(token.form_token(), secret);
        for bad in ["", "00", &secret.to_uppercase(), &format!("{secret}0"), "ë"] {
            assert!(
                SessionToken::parse(bad).is_none() || *bad == secret,
                "{bad}"
            );
        }
    }

    #[test]
    fn a_form_of_another_session_is_not_ours() {
        let mine = SessionToken::fresh(&OperatingSystemRandom);
        let other = SessionToken::fresh(&OperatingSystemRandom);
        assert!(mine.owns_form(&mine.form_token()));
        assert!(!mine.owns_form(&other.form_token()));
        assert!(!mine.owns_form(""));
    }
}
