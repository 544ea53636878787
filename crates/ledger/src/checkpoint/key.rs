//! The key that signs checkpoints, and the one that others check them with (Ed25519, RFC 8032).

use super::CheckpointError;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt;
use vocabulary::RandomSource;

/// The algorithm's number in signed notes: a log's own signature.
pub(super) const ED25519: u8 = 1;

/// Signs checkpoints. Kept in a file of the server that nobody else reads; shows itself nowhere.
pub struct CheckpointKey {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for CheckpointKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CheckpointKey({})", self.name)
    }
}

/// Checks checkpoints. Its text form is public: it is handed to whoever keeps checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointVerifier {
    name: String,
    key: VerifyingKey,
}

pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name
            .chars()
            .any(|character| character.is_whitespace() || character == '+')
}

/// Tells keys apart: the first four bytes of SHA-256 over name, line end, algorithm and key.
pub(super) fn key_hash(algorithm: u8, name: &str, key: &VerifyingKey) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', algorithm]);
    hasher.update(key.as_bytes());
    let hash: [u8; 32] = hasher.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

pub(super) fn hexadecimal(bytes: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(bytes))
}

/// `name+hash+key` of a text, with the 32 bytes of the key.
pub(super) fn parts(algorithm: u8, text: &str) -> Option<(&str, &str, [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let (hash, key) = rest.split_once('+')?;
    let bytes = STANDARD.decode(key).ok()?;
    let (first, key) = bytes.split_first()?;
    let is_known = *first == algorithm && is_name(name);
    is_known.then_some((name, hash, key.try_into().ok()?))
}

pub(super) const SECRET: &str = "PRIVATE+KEY+";

impl CheckpointKey {
    /// A fresh key under a name such as `besa.example.al`, which stands in every checkpoint.
    ///
    /// # Errors
    /// [`CheckpointError::Name`] when the name is empty or holds blanks or `+`.
    pub fn fresh(name: &str, random: &dyn RandomSource) -> Result<Self, CheckpointError> {
        let mut seed = [0; 32];
        random.fill(&mut seed);
        Self::of_seed(name, &seed)
    }

    fn of_seed(name: &str, seed: &[u8; 32]) -> Result<Self, CheckpointError> {
        if !is_name(name) {
            return Err(CheckpointError::Name);
        }
        Ok(Self {
            name: name.to_owned(),
            key: SigningKey::from_bytes(seed),
        })
    }

    /// Reads what [`CheckpointKey::reveal`] wrote.
    ///
    /// # Errors
    /// [`CheckpointError::Key`] when it is no key, or was damaged.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let text = text
            .trim()
            .strip_prefix(SECRET)
            .ok_or(CheckpointError::Key)?;
        let (name, hash, seed) = parts(ED25519, text).ok_or(CheckpointError::Key)?;
        let key = Self::of_seed(name, &seed)?;
        let is_whole = hexadecimal(key_hash(ED25519, name, &key.key.verifying_key())) == hash;
        is_whole.then_some(key).ok_or(CheckpointError::Key)
    }

    /// The key as text, for its file and for nothing else.
    #[must_use]
    pub fn reveal(&self) -> String {
        let hash = hexadecimal(key_hash(ED25519, &self.name, &self.key.verifying_key()));
        let key = STANDARD.encode([&[ED25519][..], self.key.as_bytes()].concat());
        format!("{SECRET}{}+{hash}+{key}", self.name)
    }

    /// What others check with.
    #[must_use]
    pub fn verifier(&self) -> CheckpointVerifier {
        CheckpointVerifier {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    pub(super) fn signature_line(&self, text: &str) -> String {
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let hash = key_hash(ED25519, &self.name, &self.key.verifying_key());
        format!(
            "— {} {}\n",
            self.name,
            STANDARD.encode([&hash[..], &signature].concat())
        )
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl CheckpointVerifier {
    /// Reads what its `Display` writes: `name+hash+key`.
    ///
    /// # Errors
    /// [`CheckpointError::Key`] when it is no key, or was damaged.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let (name, hash, key) = parts(ED25519, text.trim()).ok_or(CheckpointError::Key)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| CheckpointError::Key)?;
        let is_whole = hexadecimal(key_hash(ED25519, name, &key)) == hash;
        let name = name.to_owned();
        is_whole
            .then_some(Self { name, key })
            .ok_or(CheckpointError::Key)
    }

    /// Whether one of a note's signature lines is this key's, over that text.
    pub(super) fn signed(&self, text: &str, lines: &str) -> bool {
        lines.lines().any(|line| {
            let own = line
                .strip_prefix("— ")
                .and_then(|line| line.split_once(' '));
            let Some((name, signature)) = own else {
                return false;
            };
            let Ok(bytes) = STANDARD.decode(signature) else {
                return false;
            };
            let Some((hash, signature)) = bytes.split_first_chunk::<4>() else {
                return false;
            };
            let Ok(signature) = Signature::from_slice(signature) else {
                return false;
            };
            name == self.name
                && *hash == key_hash(ED25519, &self.name, &self.key)
                && self.key.verify_strict(text.as_bytes(), &signature).is_ok()
        })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for CheckpointVerifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hash = hexadecimal(key_hash(ED25519, &self.name, &self.key));
        let key = STANDARD.encode([&[ED25519][..], self.key.as_bytes()].concat());
        write!(formatter, "{}+{hash}+{key}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The key pair and the note of the documentation of golang.org/x/mod/sumdb/note.
    const PRIVATE: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n";
    const SIGNATURE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn keys_and_signatures_are_those_of_other_programs() {
        let key = CheckpointKey::parse(PRIVATE).unwrap();
        assert_eq!(key.reveal(), PRIVATE);
        assert_eq!(key.verifier().to_string(), PUBLIC);
        assert_eq!(key.signature_line(TEXT), SIGNATURE);
        let verifier = CheckpointVerifier::parse(PUBLIC).unwrap();
        assert!(verifier.signed(TEXT, SIGNATURE));
        assert!(!verifier.signed(&TEXT.replace("think", "thank"), SIGNATURE));
        assert!(!format!("{key:?}").contains("AYEKF"));
    }

    #[test]
    fn a_damaged_key_is_no_key() {
        for text in [
            "",
            "PRIVATE+KEY+",
            PUBLIC,
            &PRIVATE.replace("c74f", "c74e"),
            &PRIVATE.replace("AYEK", "AYEL"),
            &PRIVATE[..PRIVATE.len() - 4],
        ] {
            assert!(CheckpointKey::parse(text).is_err(), "{text}");
        }
        for text in [
            "",
            PRIVATE,
            &PUBLIC.replace("Peter", "Petra"),
            &PUBLIC.replace("ARpc", "AhpC"),
        ] {
            assert!(CheckpointVerifier::parse(text).is_err(), "{text}");
        }
    }
}
