//! The key of a linkage round: made by the data owners together, never held by the matcher.
//!
//! Every use of the key has its own key derived by HKDF-SHA256 (RFC 5869), bound to the round. The
//! secret is wiped from memory when it is dropped and must never be printed or logged.

mod round;

pub use round::RoundId;

use hkdf::Hkdf;
use rand::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::Error;

/// First line of a key file.
const HEADING: &str = "besa linkage key 1";
/// Shortest secret that is accepted, in bytes.
const SHORTEST_SECRET: usize = 12;
/// Longest key file that is read, in bytes.
const LONGEST_FILE: usize = 4096;
/// Length of a secret that the crate makes itself, in bytes.
const OWN_SECRET: usize = 32;

/// The shared secret of one linkage round.
pub struct LinkageKey {
    secret: Zeroizing<Vec<u8>>,
    round: RoundId,
}

impl LinkageKey {
    /// Makes a fresh key for a round from 256 random bits.
    pub fn generate(round: RoundId, random: &mut impl CryptoRng) -> Self {
        let mut secret = Zeroizing::new(vec![0; OWN_SECRET]);
        random.fill_bytes(&mut secret);
        Self { secret, round }
    }

    /// Makes a key from a secret that was agreed upon elsewhere.
    ///
    /// # Errors
    /// [`Error::Key`] if the secret is shorter than 12 bytes.
    pub fn from_secret(secret: &[u8], round: RoundId) -> Result<Self, Error> {
        if secret.len() < SHORTEST_SECRET {
            return Err(Error::Key(format!(
                "the secret has {} bytes; at least {SHORTEST_SECRET} are needed, and 32 random ones wanted",
                secret.len()
            )));
        }
        Ok(Self {
            secret: Zeroizing::new(secret.to_vec()),
            round,
        })
    }

    /// Reads a key file: the form written by [`LinkageKey::file_text`], or one line that is itself
    /// the secret, of at least 32 bytes (then the round is called `unnamed`): a password could be guessed
    /// from the check value.
    ///
    /// # Errors
    /// [`Error::Key`] if the file is empty, too short, too long or damaged; [`Error::Round`] if
    /// its round is no round identifier.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > LONGEST_FILE {
            return Err(Error::Key(format!(
                "it is longer than {LONGEST_FILE} bytes, so it is no key file"
            )));
        }
        let text = bytes.trim_ascii();
        let Some(rest) = text.strip_prefix(HEADING.as_bytes()) else {
            if text.len() < OWN_SECRET {
                return Err(Error::Key(format!(
                    "it holds {} bytes; a secret of {OWN_SECRET} random ones is needed, as `besa link key` makes it",
                    text.len()
                )));
            }
            return Self::from_secret(text, RoundId::unnamed());
        };
        let rest = Zeroizing::new(
            std::str::from_utf8(rest)
                .map_err(|_| Error::Key("it is not plain text".to_owned()))?
                .to_owned(),
        );
        let value = |name: &str| {
            rest.lines()
                .find_map(|line| line.trim().strip_prefix(name))
                .map(str::trim)
                .ok_or_else(|| Error::Key(format!("its line \"{name} …\" is missing")))
        };
        let round = RoundId::parse(value("round:")?)?;
        let secret = Zeroizing::new(from_hex(value("secret:")?).ok_or_else(|| {
            Error::Key("its secret must be written in pairs of the digits 0-9 and a-f".to_owned())
        })?);
        Self::from_secret(&secret, round)
    }

    /// The key file, to be handed to each data owner over a safe way and to nobody else.
    #[must_use]
    pub fn file_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(format!("{HEADING}\nround: {}\nsecret: ", self.round));
        for byte in self.secret.iter() {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(half), 16).expect("half a byte is a digit"));
            }
        }
        text.push('\n');
        text
    }

    /// The round that the key belongs to.
    #[must_use]
    pub fn round(&self) -> &RoundId {
        &self.round
    }

    /// Whether the secret holds fewer bytes than a fresh one, so that guessing it may succeed.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.secret.len() < OWN_SECRET
    }

    /// A value that shows two encodings were made with the same key and round, and no more. As with
    /// any such value, whoever can guess the secret can check the guess: 256 random bits cannot be.
    #[must_use]
    pub fn check_value(&self) -> [u8; 16] {
        let mut value = [0; 16];
        value.copy_from_slice(&self.derive("check value")[..16]);
        value
    }

    /// A key of its own for one purpose.
    pub(crate) fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut derived = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(HEADING.as_bytes()), &self.secret)
            .expand_multi_info(
                &[self.round.as_str().as_bytes(), b"\0", purpose.as_bytes()],
                derived.as_mut(),
            )
            .expect("32 bytes are fewer than HKDF's limit");
        derived
    }
}

impl std::fmt::Debug for LinkageKey {
    /// Shows the round alone.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("LinkageKey")
            .field("round", &self.round)
            .finish_non_exhaustive()
    }
}

/// The bytes behind pairs of hexadecimal digits.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = Zeroizing::new(digits?);
    if digits.len() % 2 != 0 {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    fn key(seed: u64, round: &str) -> LinkageKey {
        let round = RoundId::parse(round).expect("a round");
        LinkageKey::generate(round, &mut ChaCha20Rng::seed_from_u64(seed))
    }

    #[test]
    fn a_key_file_reads_back() {
        let made = key(1, "2026-11");
        let read = LinkageKey::parse(made.file_text().as_bytes()).expect("our own file");
        assert_eq!(read.check_value(), made.check_value());
        assert_eq!(read.round(), made.round());
    }

    #[test]
    fn another_secret_or_round_is_another_key() {
        let made = key(1, "2026-11");
        assert_ne!(made.check_value(), key(2, "2026-11").check_value());
        assert_ne!(made.check_value(), key(1, "2026-12").check_value());
        assert_ne!(*made.derive("one"), *made.derive("other"));
    }

    #[test]
    fn printing_a_key_tells_no_secret() {
        let made = key(3, "r");
        let text = made.file_text();
        let secret = text.lines().last().and_then(|line| line.split(' ').nth(1));
        assert!(!format!("{made:?}").contains(secret.expect("the secret's line")));
    }

    #[test]
    fn damaged_key_files_are_explained() {
        for (file, word) in [
            ("", "32 random ones"),
            ("short", "32 random ones"),
            ("a password of thirty-one letter", "32 random ones"),
            ("besa linkage key 1\nround: a\n", "secret:"),
            ("besa linkage key 1\nsecret: 00\n", "round:"),
            (
                "besa linkage key 1\nround: a\nsecret: 0g\n",
                "pairs of the digits",
            ),
            (
                "besa linkage key 1\nround: a b\nsecret: 00\n",
                "a round is named",
            ),
        ] {
            let problem = LinkageKey::parse(file.as_bytes())
                .expect_err(file)
                .to_string();
            assert!(problem.contains(word), "{problem}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fall(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = LinkageKey::parse(&bytes);
            let mut headed = HEADING.as_bytes().to_vec();
            headed.extend(bytes);
            let _ = LinkageKey::parse(&headed);
        }
    }
}
