//! A worker's private key under their passphrase: Argon2id (RFC 9106) makes the key that closes it.

use crate::{SealError, WorkerSecretKey, aead};
use argon2::{Algorithm, Argon2, Params, Version};
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// What one guess at a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassphraseCost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl PassphraseCost {
    /// The memory and the passes of the second choice of RFC 9106, section 4: 64 MiB, three passes; with
    /// one lane instead of four, so that one guess cannot be spread over four cores.
    pub const STANDARD: Self = Self {
        memory: 64 * 1024,
        passes: 3,
    };
}

/// A private key that only its worker's passphrase opens. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedWorkerKey(Vec<u8>);

const FORMAT: u8 = 1;
const SALT_BYTES: usize = 16;
const HEAD_BYTES: usize = 1 + 4 + 4 + SALT_BYTES;
/// The most memory that stored bytes can make us take, in KiB: 1 GiB.
const MOST_MEMORY: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const WHAT: &str = "a worker's locked key";

impl LockedWorkerKey {
    /// Locks a private key for the worker named `holder` (an account's id). Takes as long as the
    /// cost says: not for a thread that serves others.
    ///
    /// # Errors
    /// [`SealError::Cost`] when the cost is out of range.
    pub fn lock(
        secret: &WorkerSecretKey,
        (holder, passphrase): (&str, &str),
        cost: PassphraseCost,
        random: &dyn RandomSource,
    ) -> Result<Self, SealError> {
        let mut salt = [0; SALT_BYTES];
        random.fill(&mut salt);
        let mut bytes = vec![FORMAT];
        bytes.extend_from_slice(&cost.memory.to_be_bytes());
        bytes.extend_from_slice(&cost.passes.to_be_bytes());
        bytes.extend_from_slice(&salt);
        let key = stretched(passphrase, &salt, cost)?;
        let associated = associated_data(&bytes, holder);
        bytes.extend(aead::close(&key, &associated, secret.as_bytes(), random));
        Ok(Self(bytes))
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`SealError::Closed`] for a wrong passphrase, another worker's key or changed bytes.
    pub fn unlock(&self, holder: &str, passphrase: &str) -> Result<WorkerSecretKey, SealError> {
        let malformed = SealError::Malformed(WHAT);
        let (head, closed) = self.0.split_at_checked(HEAD_BYTES).ok_or(malformed)?;
        let rest = head.strip_prefix(&[FORMAT]).ok_or(malformed)?;
        let (memory, rest) = rest.split_first_chunk::<4>().ok_or(malformed)?;
        let (passes, salt) = rest.split_first_chunk::<4>().ok_or(malformed)?;
        let cost = PassphraseCost {
            memory: u32::from_be_bytes(*memory),
            passes: u32::from_be_bytes(*passes),
        };
        let key = stretched(passphrase, salt, cost)?;
        let opened = aead::open(&key, &associated_data(head, holder), closed, WHAT)?;
        WorkerSecretKey::from_secret_bytes(&opened)
    }

    /// The bytes to store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes stored bytes; [`Self::unlock`] looks at them.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

fn associated_data(head: &[u8], holder: &str) -> Vec<u8> {
    aead::joined(&[b"besa locked worker key", head, holder.as_bytes()])
}

fn stretched(
    passphrase: &str,
    salt: &[u8],
    cost: PassphraseCost,
) -> Result<Zeroizing<[u8; 32]>, SealError> {
    if cost.memory > MOST_MEMORY || cost.passes > MOST_PASSES {
        return Err(SealError::Cost);
    }
    let parameters =
        Params::new(cost.memory, cost.passes, 1, Some(32)).map_err(|_| SealError::Cost)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| SealError::Cost)?;
    Ok(key)
}
