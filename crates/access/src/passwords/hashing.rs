//! Argon2id (RFC 9106), off the threads that serve pages and at most twice at a time: a hash takes
//! 19 MiB, and a crowd at the door must not take the memory of an office PC. It runs on two threads of its
//! own and not on whichever is free: the system's allocator keeps what a thread gave back for that thread,
//! so that every thread that ever hashed would keep its 19 MiB.

use super::rules::{MOST_BYTES, normalise};
use crate::AccessError;
use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use tokio::sync::oneshot;
use vocabulary::RandomSource;

/// Hashes at the same time.
const AT_ONCE: usize = 2;

/// The hash of no password: checked when there is no such account, so that an unknown name takes as
/// long as a wrong password. Its salt and output are arbitrary; nothing is known to hash to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$Wu0TkmPKF1oTNzXcLPoXf5Y0PMcFiVvyjN3Ps8bJkXo";

/// What a hash costs whoever guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl PasswordCost {
    /// 19 MiB and two passes, as OWASP's password storage cheat sheet recommends.
    pub const STANDARD: Self = Self {
        memory: 19_456,
        passes: 2,
    };

    fn argon2(self) -> Result<Argon2<'static>, AccessError> {
        let params = Params::new(self.memory, self.passes, 1, None);
        let params = params.map_err(|error| AccessError::Hashing(error.to_string()))?;
        Ok(Argon2::from(params))
    }
}

type Work = Box<dyn FnOnce() + Send>;

/// Makes and checks hashes. Clones share their threads, which end with the last of them.
#[derive(Debug, Clone)]
pub struct Hashing {
    cost: PasswordCost,
    work: mpsc::Sender<Work>,
}

impl Hashing {
    pub(crate) fn new(cost: PasswordCost) -> Self {
        let (work, waiting) = mpsc::channel::<Work>();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..AT_ONCE {
            let waiting = Arc::clone(&waiting);
            std::thread::spawn(move || {
                loop {
                    let next = waiting
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok(work) = next else {
                        return;
                    };
                    work();
                }
            });
        }
        Self { cost, work }
    }

    /// The hash to store, as a PHC string with a salt of its own.
    pub(crate) async fn hash(
        &self,
        password: String,
        random: &dyn RandomSource,
    ) -> Result<String, AccessError> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let argon2 = self.cost.argon2()?;
        self.in_turn(move || {
            argon2
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
        let (done, waiting) = oneshot::channel();
        let work = Box::new(move || drop(done.send(work())));
        let lost = || AccessError::Hashing("the hashing thread is gone".to_owned());
        self.work.send(work).map_err(|_| lost())?;
        waiting.await.map_err(|_| lost())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OperatingSystemRandom;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let hashing = Hashing::new(PasswordCost::STANDARD);
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
        let hash = Hashing::new(PasswordCost::STANDARD)
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
