//! A witness' signature on a checkpoint: that on a day the log stood so, and continued what the witness
//! had seen before. After <https://c2sp.org/tlog-cosignature>, so that other programs read it.

use super::{
    CheckpointError,
    key::{SECRET, hexadecimal, is_name, key_hash, parts},
    note::split,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use std::fmt;
use vocabulary::RandomSource;

/// The algorithm's number in signed notes: a cosignature with a time.
const COSIGNATURE: u8 = 4;

/// Signs checkpoints of others' logs. Kept by the witness; shows itself nowhere.
pub struct WitnessKey {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for WitnessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "WitnessKey({})", self.name)
    }
}

/// Checks the signature of one witness. Its text form is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessVerifier {
    name: String,
    key: VerifyingKey,
}

/// What a witness signs: when, and the checkpoint.
fn statement(second: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {second}\n{text}")
}

impl WitnessKey {
    /// A fresh key under the witness' name.
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

    /// Reads what [`WitnessKey::reveal`] wrote.
    ///
    /// # Errors
    /// [`CheckpointError::Key`] when it is no key of a witness, or was damaged.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let text = text.trim().strip_prefix(SECRET);
        let found = text.and_then(|text| parts(COSIGNATURE, text));
        let (name, hash, seed) = found.ok_or(CheckpointError::Key)?;
        let key = Self::of_seed(name, &seed)?;
        let is_whole = key.hash_text() == hash;
        is_whole.then_some(key).ok_or(CheckpointError::Key)
    }

    fn hash_text(&self) -> String {
        hexadecimal(key_hash(COSIGNATURE, &self.name, &self.key.verifying_key()))
    }

    /// The key as text, for its file and for nothing else.
    #[must_use]
    pub fn reveal(&self) -> String {
        let key = STANDARD.encode([&[COSIGNATURE][..], self.key.as_bytes()].concat());
        format!("{SECRET}{}+{}+{key}", self.name, self.hash_text())
    }

    /// What others check with.
    #[must_use]
    pub fn verifier(&self) -> WitnessVerifier {
        WitnessVerifier {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// Adds the witness' signature to a checkpoint. The caller has opened the checkpoint and seen a
    /// proof that it continues the last one.
    ///
    /// # Errors
    /// [`CheckpointError::Malformed`] when the text is no signed note, or the time is before 1970.
    pub fn sign(&self, note: &str, at: Timestamp) -> Result<String, CheckpointError> {
        let (text, _) = split(note)?;
        let second = u64::try_from(at.as_second()).map_err(|_| CheckpointError::Malformed)?;
        let signature = self.key.sign(statement(second, text).as_bytes());
        let hash = key_hash(COSIGNATURE, &self.name, &self.key.verifying_key());
        let bytes = [&hash[..], &second.to_be_bytes(), &signature.to_bytes()].concat();
        let end = if note.ends_with('\n') { "" } else { "\n" };
        Ok(format!(
            "{note}{end}— {} {}\n",
            self.name,
            STANDARD.encode(bytes)
        ))
    }
}

impl WitnessVerifier {
    /// Reads what its `Display` writes: `name+hash+key`.
    ///
    /// # Errors
    /// [`CheckpointError::Key`] when it is no key of a witness, or was damaged.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let found = parts(COSIGNATURE, text.trim());
        let (name, hash, key) = found.ok_or(CheckpointError::Key)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| CheckpointError::Key)?;
        let is_whole = hexadecimal(key_hash(COSIGNATURE, name, &key)) == hash;
        let name = name.to_owned();
        is_whole
            .then_some(Self { name, key })
            .ok_or(CheckpointError::Key)
    }

    /// The name that stands at the witness' signatures.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// When this witness signed a checkpoint; `None` when it did not, or the text was changed since.
    #[must_use]
    pub fn witnessed(&self, note: &str) -> Option<Timestamp> {
        let (text, signatures) = split(note).ok()?;
        signatures.lines().find_map(|line| self.time(text, line))
    }

    fn time(&self, text: &str, line: &str) -> Option<Timestamp> {
        let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = STANDARD.decode(signature).ok()?;
        let (hash, rest) = bytes.split_first_chunk::<4>()?;
        let (second, signature) = rest.split_first_chunk::<8>()?;
        let second = u64::from_be_bytes(*second);
        let signature = Signature::from_slice(signature).ok()?;
        let said = statement(second, text);
        let is_own = name == self.name
            && *hash == key_hash(COSIGNATURE, &self.name, &self.key)
            && self.key.verify_strict(said.as_bytes(), &signature).is_ok();
        let second = i64::try_from(second).ok().filter(|_| is_own)?;
        Timestamp::from_second(second).ok()
    }
}

impl fmt::Display for WitnessVerifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hash = hexadecimal(key_hash(COSIGNATURE, &self.name, &self.key));
        let key = STANDARD.encode([&[COSIGNATURE][..], self.key.as_bytes()].concat());
        write!(formatter, "{}+{hash}+{key}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checkpoint, CheckpointKey, Head, leaf_hash};

    struct Same(u8);

    impl RandomSource for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn note() -> (String, CheckpointKey) {
        let key = CheckpointKey::fresh("log.example", &Same(1)).unwrap();
        let mut head = Head::default();
        head.push(leaf_hash(b"row"));
        (Checkpoint::sign(&head, &key), key)
    }

    #[test]
    fn a_witness_signs_beside_the_log_and_its_signature_holds_for_that_text_alone() {
        let (note, log) = note();
        let witness = WitnessKey::fresh("npo.example", &Same(2)).unwrap();
        let at = Timestamp::from_second(1_790_000_000).unwrap();
        let signed = witness.sign(&note, at).unwrap();
        let verifier = WitnessVerifier::parse(&witness.verifier().to_string()).unwrap();
        assert_eq!(verifier, witness.verifier());
        assert_eq!(verifier.witnessed(&signed), Some(at));
        assert!(Checkpoint::open(&signed, &log.verifier()).is_ok());
        assert_eq!(verifier.witnessed(&note), None, "nobody signed yet");
        let forged = signed.replacen("\n1\n", "\n2\n", 1);
        assert_eq!(verifier.witnessed(&forged), None);
        for (name, seed) in [("npo.example", 3), ("onc.example", 2)] {
            let other = WitnessKey::fresh(name, &Same(seed)).unwrap();
            assert_eq!(other.verifier().witnessed(&signed), None);
        }
        assert!(witness.sign("no note", at).is_err());
    }

    #[test]
    fn the_key_of_a_log_is_no_key_of_a_witness() {
        let (_, log) = note();
        let witness = WitnessKey::fresh("npo.example", &Same(2)).unwrap();
        assert!(WitnessKey::parse(&log.reveal()).is_err());
        assert!(CheckpointKey::parse(&witness.reveal()).is_err());
        let again = WitnessKey::parse(&witness.reveal()).unwrap();
        assert_eq!(again.verifier(), witness.verifier());
        assert!(WitnessVerifier::parse(&log.verifier().to_string()).is_err());
        assert!(!format!("{witness:?}").contains("AgIC"));
        assert!(WitnessKey::parse(&witness.reveal().replace("AgIC", "AgID")).is_err());
    }
}
