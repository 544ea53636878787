//! Which passwords are accepted: long ones that nobody guesses first. No rules of composition, after
//! NIST SP 800-63B (section 5.1.1.2): they make people write passwords down.

use crate::SignInName;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// The fewest characters of a password.
pub const FEWEST_CHARACTERS: usize = 12;
/// The most bytes of a password: what is longer is no password but an attack on the hashing.
pub(crate) const MOST_BYTES: usize = 512;

/// Passwords of twelve characters and more that head the published lists of leaked passwords, with
/// their likeliest local relatives; folded as [`vocabulary::text::fold`] does.
const COMMONEST: &[&str] = &[
    "1234567890ab",
    "123456789abc",
    "12345678910a",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "a1b2c3d4e5f6",
    "abc123456789",
    "abcd12345678",
    "admin1234567",
    "administrator",
    "adminadmin123",
    "albania12345",
    "albania123456",
    "asdfghjkl123",
    "asdfghjklzxc",
    "besa12345678",
    "changeme1234",
    "fjalekalimi1",
    "fjalekalimi123",
    "iloveyou1234",
    "iloveyou12345",
    "letmein12345",
    "letmeinplease",
    "mirembrema12",
    "miremengjes1",
    "password1234",
    "password12345",
    "password123456",
    "passw0rd1234",
    "q1w2e3r4t5y6",
    "qwerty123456",
    "qwerty1234567",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwertyuiopasdfghjkl",
    "shqiperi1234",
    "shqiperia123",
    "tirana123456",
    "trustno1trustno1",
    "unknown12345",
    "welcome12345",
    "zaq12wsxcde3",
    "zaq1zaq1zaq1",
    "zxcvbnm12345",
];

/// A password that may be set. It shows itself nowhere.
pub struct NewPassword(String);

impl fmt::Debug for NewPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NewPassword")
    }
}

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Fewer than [`FEWEST_CHARACTERS`] characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// Longer than anybody types.
    #[error("a password has at most 512 bytes")]
    TooLong,
    /// One of the first that an attacker tries.
    #[error("this password is one of the commonest")]
    Common,
    /// One short piece over and over, or a run such as `abcdefghijkl`.
    #[error("this password repeats itself or counts on")]
    Monotonous,
    /// It holds the name that is typed next to it.
    #[error("a password does not hold the sign-in name")]
    HoldsName,
}

impl PasswordProblem {
    /// The key of the text that tells the user what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::Common => "password-common",
            Self::Monotonous => "password-monotonous",
            Self::HoldsName => "password-holds-name",
        }
    }
}

impl NewPassword {
    /// Reads what somebody chose, for the account of that name.
    ///
    /// # Errors
    /// When it is too easy to guess: see [`PasswordProblem`].
    pub fn parse(text: &str, account: &SignInName) -> Result<Self, PasswordProblem> {
        if text.len() > MOST_BYTES {
            return Err(PasswordProblem::TooLong);
        }
        let normal = normalise(text);
        if normal.chars().count() < FEWEST_CHARACTERS {
            return Err(PasswordProblem::TooShort);
        }
        let folded = vocabulary::text::fold(&normal);
        if COMMONEST.contains(&folded.as_str()) {
            return Err(PasswordProblem::Common);
        }
        if is_monotonous(&normal.to_lowercase()) {
            return Err(PasswordProblem::Monotonous);
        }
        if folded.contains(&vocabulary::text::fold(account.as_str())) {
            return Err(PasswordProblem::HoldsName);
        }
        Ok(Self(normal))
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// One keyboard sends `ë` as one character, another as two: both are the same password.
pub(crate) fn normalise(text: &str) -> String {
    text.nfc().collect()
}

fn is_monotonous(text: &str) -> bool {
    let letters: Vec<u32> = text.chars().map(u32::from).collect();
    let repeats = (1..=4).any(|length| {
        letters
            .iter()
            .zip(&letters[length.min(letters.len())..])
            .all(|(one, next)| one == next)
    });
    let counts = |step: i64| {
        letters.windows(2).all(|pair| {
            let difference = i64::from(pair[1]) - i64::from(pair[0]);
            // A run of digits goes on after nine with nought.
            difference == step || difference == step - 10 * step.signum()
        })
    };
    repeats || counts(1) || counts(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<NewPassword, PasswordProblem> {
        NewPassword::parse(text, &SignInName::parse("arta.hoxha").unwrap())
    }

    #[test]
    fn guessable_passwords_are_refused_with_the_reason() {
        for (text, problem) in [
            ("shkurt", PasswordProblem::TooShort),
            ("ëëëëëëëëëëë", PasswordProblem::TooShort),
            ("Password1234", PasswordProblem::Common),
            ("Fjalëkalimi123", PasswordProblem::Common),
            ("aaaaaaaaaaaa", PasswordProblem::Monotonous),
            ("tiratiratira", PasswordProblem::Monotonous),
            ("123456789012", PasswordProblem::Monotonous),
            ("abcdefghijklm", PasswordProblem::Monotonous),
            ("987654321098", PasswordProblem::Monotonous),
            ("xx Arta.Hoxha yy", PasswordProblem::HoldsName),
        ] {
            assert_eq!(parse(text).unwrap_err(), problem, "{text}");
        }
        let long = "ka ".repeat(200);
        assert_eq!(parse(&long).unwrap_err(), PasswordProblem::TooLong);
    }

    #[test]
    fn long_plain_sentences_are_welcome_and_hidden() {
        assert!(parse("!?;:/+*-=)(&%").is_ok());
        let password = parse("tre dele mbi mal").unwrap();
        assert!(!format!("{password:?}").contains("dele"));
    }

    #[test]
    fn two_ways_of_typing_a_letter_are_one_password() {
        let composed = parse("shtëpia mbi lumë").unwrap().into_text();
        let apart = parse("shte\u{308}pia mbi lume\u{308}").unwrap().into_text();
        assert_eq!(composed, apart);
    }
}
