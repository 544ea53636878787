//! A lost passphrase: any two of an institution's three custodians bring the worker's key back, one
//! alone learns nothing.
//!
//! For each pair of custodians the key is closed for the first, and that again for the second (HPKE
//! in HPKE): no arithmetic of our own. What the second custodian hands on is still closed, so the
//! two need not meet.

use crate::{SealError, WorkerPublicKey, WorkerSecretKey, aead, hpke_box};
use vocabulary::RandomSource;
use zeroize::Zeroizing;

const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// A worker's private key in the custody of three. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custody {
    /// In the order of [`PAIRS`].
    pairs: [Vec<u8>; 3],
}

/// A key that one custodian has opened and another one must open yet. Safe to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfOpened {
    next: usize,
    closed: Zeroizing<Vec<u8>>,
}

impl Custody {
    /// Gives the key of `worker` (an account's id) into the custody of three others.
    ///
    /// # Errors
    /// [`SealError::Custodians`] when two of them are the same, [`SealError::Malformed`] when a
    /// public key is none.
    pub fn give(
        secret: &WorkerSecretKey,
        worker: &str,
        custodians: &[WorkerPublicKey; 3],
        random: &dyn RandomSource,
    ) -> Result<Self, SealError> {
        let mut pairs = [const { Vec::new() }; 3];
        for (pair, (inner, outer)) in pairs.iter_mut().zip(PAIRS) {
            if custodians[inner] == custodians[outer] {
                return Err(SealError::Custodians);
            }
            let purpose = purpose(worker, inner, outer);
            let once = hpke_box::close(&custodians[inner], &purpose, secret.as_bytes(), random)?;
            *pair = hpke_box::close(&custodians[outer], &purpose, &once, random)?;
        }
        Ok(Self { pairs })
    }

    /// The first step, by one custodian for another: `me` and `other` are their places, 0 to 2.
    /// Gives what `other` must open, and which of the two that is.
    ///
    /// # Errors
    /// [`SealError::Custodians`] when the places are not two different ones, or when `me` is the
    /// earlier of the two: the later opens first. [`SealError::Closed`] for a wrong key.
    pub fn begin(
        &self,
        worker: &str,
        (me, other): (usize, usize),
        key: &WorkerSecretKey,
    ) -> Result<HalfOpened, SealError> {
        let pair = PAIRS.iter().position(|pair| *pair == (other, me));
        let pair = pair.ok_or(SealError::Custodians)?;
        let purpose = purpose(worker, other, me);
        let closed = hpke_box::open(key, &purpose, &self.pairs[pair], "a key in custody")?;
        Ok(HalfOpened { next: pair, closed })
    }

    /// The bytes to store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let pairs: Vec<&[u8]> = self.pairs.iter().map(Vec::as_slice).collect();
        aead::joined(&pairs)
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when they are not what [`Self::to_bytes`] writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let malformed = SealError::Malformed("a key in custody");
        let mut pairs = [const { Vec::new() }; 3];
        let mut rest = bytes;
        for pair in &mut pairs {
            let (length, after) = rest.split_first_chunk::<8>().ok_or(malformed)?;
            let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| malformed)?;
            let (content, after) = after.split_at_checked(length).ok_or(malformed)?;
            *pair = content.to_vec();
            rest = after;
        }
        rest.is_empty().then_some(Self { pairs }).ok_or(malformed)
    }
}

impl HalfOpened {
    /// The second step: the other custodian opens what is left.
    ///
    /// # Errors
    /// [`SealError::Closed`] when it is not their turn, or for another worker's key.
    pub fn finish(
        &self,
        worker: &str,
        key: &WorkerSecretKey,
    ) -> Result<WorkerSecretKey, SealError> {
        let (inner, outer) = PAIRS[self.next];
        let purpose = purpose(worker, inner, outer);
        let opened = hpke_box::open(key, &purpose, &self.closed, "a key in custody")?;
        WorkerSecretKey::from_secret_bytes(&opened)
    }
}

impl HalfOpened {
    /// The bytes to store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let place = self.next.to_le_bytes()[0];
        let mut bytes = vec![place];
        bytes.extend_from_slice(&self.closed);
        bytes
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when they are not what [`Self::to_bytes`] writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let malformed = SealError::Malformed("a key in custody");
        let (place, closed) = bytes.split_first().ok_or(malformed)?;
        let next = usize::from(*place);
        (next < PAIRS.len())
            .then(|| Self {
                next,
                closed: Zeroizing::new(closed.to_vec()),
            })
            .ok_or(malformed)
    }
}

fn purpose(worker: &str, inner: usize, outer: usize) -> Vec<u8> {
    let pair = [inner.to_le_bytes()[0], outer.to_le_bytes()[0]];
    aead::joined(&[b"besa key in custody 1", worker.as_bytes(), &pair])
}
