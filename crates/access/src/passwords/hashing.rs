//! Argon2id (RFC 9106), off the threads that serve pages and at most twice at a time: a hash takes
//! 19 MiB, and a crowd at the door must not take the memory of an office PC.

use super::rules::{MOST_BYTES, normalise};
use crate::AccessError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use std::sync::Arc;
use tokio::sync::Semaphore;
use vocabulary::RandomSource;

/// Hashes at the same time.
const AT_ONCE: usize = 2;

/// The hash of no password: checked when there is no such account, so that an unknown name takes as
/// long as a wrong password. Its salt and output are arbitrary; nothing is known to hash to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$Wu0TkmPKF1oTNzXcLPoXf5Y0PMcFiVvyjN3Ps8bJkXo";

/// Makes and checks hashes. Clones share their turns.
#[derive(Debug, Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The hash to store, as a PHC string with a salt of its own.
    pub(crate) async fn hash(
        &self,
        password: String,
        random: &dyn RandomSource,
    ) -> Result<String, AccessError> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        self.in_turn(move || {
            Argon2::default()
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash: PasswordHash| hash.to_string())
                .map_err(|error| AccessError::Hashing(error.to_string()))
        })
        .await?
    }

    /// Whether a password is the one of this hash; with no hash, as much work and never.
    pub(crate) async fn is_right(
        &self,
        password: &str,
        hash: Option<&str>,
    ) -> Result<bool, AccessError> {
        let too_long = password.len() > MOST_BYTES;
        let password = if too_long {
            String::new()
        } else {
            normalise(password)
        };
        let stored = hash.unwrap_or(NOBODY).to_owned();
        let matches = self
            .in_turn(move || {
                let stored = PasswordHash::new(&stored)
                    .map_err(|_| AccessError::Corrupt("password hash"))?;
                Ok::<_, AccessError>(
                    Argon2::default()
                        .verify_password(password.as_bytes(), &stored)
                        .is_ok(),
                )
            })
            .await??;
        Ok(matches && hash.is_some() && !too_long)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccessError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(|error| AccessError::Hashing(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OperatingSystemRandom;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let hashing = Hashing::new();
        let random = OperatingSystemRandom;
        let hash = hashing
            .hash("tre dele mbi mal".into(), &random)
            .await
            .unwrap();
        assert!(
            hashing
                .is_right("tre dele mbi mal", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !hashing
                .is_right("tre dele mbi Mal", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!hashing.is_right("tre dele mbi mal", None).await.unwrap());
        let again = hashing
            .hash("tre dele mbi mal".into(), &random)
            .await
            .unwrap();
        assert_ne!(hash, again, "every hash has a salt of its own");
    }

    #[tokio::test]
    async fn nobody_costs_as_much_as_somebody() {
        let hash = Hashing::new()
            .hash("tre dele mbi mal".into(), &OperatingSystemRandom)
            .await
            .unwrap();
        let cost = |text: &str| {
            let parsed = PasswordHash::new(text).unwrap();
            let output = parsed.hash.unwrap().len();
            (
                parsed.algorithm,
                parsed.version,
                parsed.params.to_string(),
                output,
            )
        };
        assert_eq!(cost(NOBODY), cost(&hash));
    }
}
