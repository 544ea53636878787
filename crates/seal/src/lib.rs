//! Sealed fields, and the keys that open them: how they are made, shared, recovered and destroyed.
//!
//! Every person of concern has a [`DataKey`] of their own. Each field that could give them away is a
//! [`Sealed`] value under that key, bound to its table, column, row and key version, so that it opens
//! nowhere else. The data key itself is never stored: it is wrapped ([`WrappedKey`]) for every worker
//! who may open it, to the public half of a key pair whose private half exists, outside the memory of
//! a signed-in session, only as a [`LockedWorkerKey`] under the worker's passphrase. Destroying the
//! wrapped keys destroys the fields. A copy from before still holds them: whoever keeps copies keeps the
//! list of erasures beside them, and it is erased again whenever a copy is opened.
//!
//! Only standards, only from kept crates: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha), HPKE in base
//! mode with X25519, HKDF-SHA256 and ChaCha20-Poly1305 (RFC 9180), Argon2id (RFC 9106), HMAC-SHA256
//! (RFC 2104).
//!
//! A sealed value cannot be printed, and neither can what it held:
//!
//! ```compile_fail
//! fn leak(sealed: &seal::Sealed<seal::SecretText>) -> String { format!("{sealed}") }
//! ```
//! ```compile_fail
//! fn copy(key: &seal::DataKey) -> seal::DataKey { key.clone() }
//! ```
//! ```compile_fail
//! fn leak(text: &seal::SecretText) -> String { text.to_string() }
//! ```
//!
//! This crate knows no database, no person and no rule about who may open what. It must never log,
//! store or return a key in the clear; it asks nobody for randomness but its caller.

mod aead;
mod blind_index;
mod data_key;
mod error;
mod field;
mod handed;
mod hpke_box;
mod locked_key;
mod recovery;
mod secret;
mod worker_key;
mod wrap;

pub use blind_index::{BlindIndex, IndexKey, fold_name};
pub use data_key::{DataKey, KeyVersion};
pub use error::SealError;
pub use field::{FieldPlace, Sealed};
pub use handed::HandedKey;
pub use locked_key::{LockedWorkerKey, PassphraseCost};
pub use recovery::{Custody, HalfOpened};
pub use secret::{Sealable, SecretText};
pub use worker_key::{WorkerPublicKey, WorkerSecretKey};
pub use wrap::{WrappedIndexKey, WrappedKey};
