//! XChaCha20-Poly1305 with a random nonce of 192 bits in front: the one place that calls the cipher.

use crate::SealError;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use vocabulary::RandomSource;
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 24;

/// Nonce, ciphertext, tag.
pub fn close(
    key: &[u8; 32],
    associated: &[u8],
    content: &[u8],
    random: &dyn RandomSource,
) -> Vec<u8> {
    let mut nonce = [0; NONCE_BYTES];
    random.fill(&mut nonce);
    close_with(key, &nonce, associated, content)
}

fn close_with(
    key: &[u8; 32],
    nonce: &[u8; NONCE_BYTES],
    associated: &[u8],
    content: &[u8],
) -> Vec<u8> {
    let payload = Payload {
        msg: content,
        aad: associated,
    };
    let mut bytes = nonce.to_vec();
    bytes.extend(
        XChaCha20Poly1305::new(key.into())
            .encrypt(&XNonce::from(*nonce), payload)
            .expect("the cipher takes up to 256 GiB, and no field is that long"),
    );
    bytes
}

/// What was closed; `what` is named in the refusal.
pub fn open(
    key: &[u8; 32],
    associated: &[u8],
    bytes: &[u8],
    what: &'static str,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, content) = bytes
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or(SealError::Malformed(what))?;
    let payload = Payload {
        msg: content,
        aad: associated,
    };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| SealError::Closed(what))
}

/// Joins parts so that no two different lists of parts give the same bytes.
pub fn joined(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn the_cipher_gives_the_published_answer() {
        let key: [u8; 32] = std::array::from_fn(|place| 0x80 + u8::try_from(place).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|place| 0x40 + u8::try_from(place).unwrap());
        let associated = [
            0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
        ];
        let content = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let closed = close_with(&key, &nonce, &associated, content);
        assert_eq!(
            closed[24..32],
            [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]
        );
        let tag = [
            0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a,
            0xcf, 0x49,
        ];
        assert_eq!(closed[closed.len() - 16..], tag);
        assert_eq!(
            open(&key, &associated, &closed, "text").unwrap().as_slice(),
            content
        );
    }

    #[test]
    fn joining_keeps_the_borders_of_the_parts() {
        assert_ne!(joined(&[b"ab", b"c"]), joined(&[b"a", b"bc"]));
        assert_ne!(joined(&[b"ab"]), joined(&[b"ab", b""]));
    }
}
