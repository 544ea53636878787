//! Passwords: Argon2id, away from the threads that answer requests, and never more than two at a
//! time, because each takes 19 MiB and a weak office PC has little.

use crate::AccessError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::Semaphore;

static AT_A_TIME: Semaphore = Semaphore::const_new(2);

const LEAST_LENGTH: usize = 12;
/// Longer passwords only serve to keep the machine busy.
const MOST_LENGTH: usize = 256;

/// What everybody tries first; compared without digits and marks at the end.
const COMMONEST: [&str; 14] = [
    "password", "passwordpassword", "administrator", "administratori", "fjalekalimi", "fjalëkalimi",
    "qwertyuiop", "antitrafik", "antitrafikimi", "shqiperia", "shqipëria", "tiranatirana",
    "letmeinletmein", "welcomewelcome",
];

/// What is wrong with a new password, as the key of a text; `None` when it will do. Long enough
/// and not what everybody tries first: no rules about kinds of characters, which make passwords
/// harder for people and not for machines (NIST SP 800-63B, 5.1.1.2).
#[must_use]
pub fn password_problem(password: &str, sign_in_name: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < LEAST_LENGTH {
        return Some("password-too-short");
    }
    if length > MOST_LENGTH {
        return Some("password-too-long");
    }
    let lower = password.to_lowercase();
    let core = lower.trim_end_matches(|character: char| !character.is_alphabetic());
    let mut characters = lower.chars();
    let first = characters.next();
    let is_one_character = characters.all(|character| Some(character) == first);
    if COMMONEST.contains(&core)
        || is_one_character
        || lower.contains(&sign_in_name.to_lowercase())
        || lower.starts_with("123456789")
    {
        return Some("password-too-common");
    }
    None
}

/// Hashes a password.
pub(crate) async fn hash(password: String) -> Result<String, AccessError> {
    in_background(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|_| AccessError::Internal("the password cannot be hashed"))
    })
    .await?
}

/// Whether a password is the one behind a hash. Without a hash it takes as long and says no, so
/// that nobody learns from the time which accounts exist.
pub(crate) async fn verify(password: String, hash: Option<String>) -> Result<bool, AccessError> {
    in_background(move || {
        let argon2 = Argon2::default();
        match hash.as_deref().and_then(|hash| PasswordHash::new(hash).ok()) {
            Some(hash) => argon2.verify_password(password.as_bytes(), &hash).is_ok(),
            None => {
                // The work of a real check, for nothing.
                drop(argon2.hash_password(password.as_bytes()));
                false
            }
        }
    })
    .await
}

async fn in_background<Work, Output>(work: Work) -> Result<Output, AccessError>
where
    Work: FnOnce() -> Output + Send + 'static,
    Output: Send + 'static,
{
    let _turn = AT_A_TIME
        .acquire()
        .await
        .map_err(|_| AccessError::Internal("no turn for hashing"))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| AccessError::Internal("hashing was interrupted"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_common_choices_do_not_pass() {
        assert_eq!(password_problem("shkurt", "arta"), Some("password-too-short"));
        assert_eq!(password_problem("Administrator1!", "arta"), Some("password-too-common"));
        assert_eq!(password_problem("aaaaaaaaaaaaaaa", "arta"), Some("password-too-common"));
        assert_eq!(password_problem("arta-arta-2026", "arta"), Some("password-too-common"));
        assert_eq!(password_problem(&"x y".repeat(200), "arta"), Some("password-too-long"));
        assert_eq!(password_problem("tri pula të bardha", "arta"), None);
    }
}
