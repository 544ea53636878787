//! A checkpoint as text: name, size, root, and the signature.

use super::{CheckpointKey, CheckpointVerifier};
use crate::{Hash, Head};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The size and root that a log had once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many rows.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a text is no checkpoint or no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The name of a key is empty or holds blanks or `+`.
    #[error("the name of a key is empty or holds blanks or `+`")]
    Name,
    /// Not a key, or a damaged one.
    #[error("this is no key for checkpoints, or it was damaged")]
    Key,
    /// Not a checkpoint.
    #[error(
        "this is no checkpoint: it has a name, a size and a root on three lines, and signatures"
    )]
    Malformed,
    /// A checkpoint of another log.
    #[error("this checkpoint is of another log")]
    OtherLog,
    /// Not signed by the key, or changed since.
    #[error("this checkpoint was not signed by that key, or was changed since")]
    Signature,
}

impl From<Checkpoint> for (u64, Hash) {
    /// Size and root, as [`crate::verify`] and the proofs take them.
    fn from(checkpoint: Checkpoint) -> Self {
        (checkpoint.size, checkpoint.root)
    }
}

/// What is signed, which ends with the line end before the empty line, and the signatures.
pub(super) fn split(note: &str) -> Result<(&str, &str), CheckpointError> {
    let end = note.rfind("\n\n").ok_or(CheckpointError::Malformed)? + 1;
    Ok(note.split_at(end))
}

impl Checkpoint {
    /// Signs the head of the log.
    #[must_use]
    pub fn sign(head: &Head, key: &CheckpointKey) -> String {
        let root = STANDARD.encode(head.root().as_bytes());
        let text = format!("{}\n{}\n{root}\n", key.name(), head.size());
        format!("{text}\n{}", key.signature_line(&text))
    }

    /// Reads a signed checkpoint.
    ///
    /// # Errors
    /// When it is malformed, of another log, changed, or not signed by that key.
    pub fn open(note: &str, verifier: &CheckpointVerifier) -> Result<Self, CheckpointError> {
        let (text, signatures) = split(note)?;
        if !verifier.signed(text, signatures) {
            return Err(CheckpointError::Signature);
        }
        let mut lines = text.lines();
        let mut line = || lines.next().ok_or(CheckpointError::Malformed);
        if line()? != verifier.name() {
            return Err(CheckpointError::OtherLog);
        }
        let size = line()?;
        let root = STANDARD
            .decode(line()?)
            .ok()
            .and_then(|bytes| Hash::from_bytes(&bytes));
        let number: u64 = size.parse().map_err(|_| CheckpointError::Malformed)?;
        if number.to_string() != size {
            return Err(CheckpointError::Malformed);
        }
        Ok(Self {
            size: number,
            root: root.ok_or(CheckpointError::Malformed)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf_hash;
    use vocabulary::RandomSource;

    struct Counting(u8);

    impl RandomSource for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn key(name: &str, number: u8) -> CheckpointKey {
        CheckpointKey::fresh(name, &Counting(number)).unwrap()
    }

    #[test]
    fn a_checkpoint_opens_with_its_key_unchanged_and_otherwise_not() {
        let mut head = Head::default();
        head.push(leaf_hash(b"one"));
        let own = key("besa.example", 1);
        let note = Checkpoint::sign(&head, &own);
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!((lines[0], lines[1], lines[3]), ("besa.example", "1", ""));
        let opened = Checkpoint::open(&note, &own.verifier()).unwrap();
        assert_eq!((opened.size, opened.root), (1, head.root()));

        let refused =
            |note: &str, key: &CheckpointKey| Checkpoint::open(note, &key.verifier()).unwrap_err();
        assert_eq!(
            refused(&note, &key("besa.example", 2)),
            CheckpointError::Signature
        );
        assert_eq!(
            refused(&note, &key("other.example", 1)),
            CheckpointError::Signature
        );
        assert_eq!(
            refused(&note.replacen("\n1\n", "\n2\n", 1), &own),
            CheckpointError::Signature
        );
        assert_eq!(refused("", &own), CheckpointError::Malformed);
        assert_eq!(
            refused(lines[..3].join("\n").as_str(), &own),
            CheckpointError::Malformed
        );
    }

    #[test]
    fn another_signature_beside_ours_does_no_harm() {
        let (own, witness) = (key("besa.example", 1), key("witness.example", 2));
        let note = Checkpoint::sign(&Head::default(), &own);
        let text = note.split_inclusive('\n').take(3).collect::<String>();
        let both = format!(
            "{text}\n{}{}",
            witness.signature_line(&text),
            own.signature_line(&text)
        );
        assert!(Checkpoint::open(&both, &own.verifier()).is_ok());
    }

    #[test]
    fn a_key_has_a_name_without_blanks() {
        for name in ["", "a b", "a+b", "a\nb"] {
            let refused = CheckpointKey::fresh(name, &Counting(1)).unwrap_err();
            assert_eq!(refused, CheckpointError::Name, "{name}");
        }
    }
}
