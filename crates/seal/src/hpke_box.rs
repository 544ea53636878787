//! HPKE (RFC 9180) in base mode, one message at a time: the one place that calls it.

use crate::{SealError, WorkerPublicKey, WorkerSecretKey};
use hpke::{
    Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _, aead::ChaCha20Poly1305,
    kdf::HkdfSha256, kem::X25519HkdfSha256, single_shot_open, single_shot_seal_with_rng,
};
use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

const ENCAPSULATED_BYTES: usize = 32;
type Kem = X25519HkdfSha256;

/// Our source of randomness, in the words of `rand_core`.
struct Generator<'a>(&'a dyn RandomSource);

impl TryRng for Generator<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Generator<'_> {}

/// A fresh key pair: private half, public half (`DeriveKeyPair` over 32 random bytes).
pub fn fresh_pair(random: &dyn RandomSource) -> (Zeroizing<[u8; 32]>, [u8; 32]) {
    let mut material = Zeroizing::new([0; 32]);
    random.fill(material.as_mut_slice());
    let (secret, public) = Kem::derive_keypair(material.as_slice());
    let mut bytes = Zeroizing::new([0; 32]);
    secret.write_exact(bytes.as_mut_slice());
    (bytes, public.to_bytes().into())
}

/// The public half of a private one.
pub fn public_of(secret: &[u8; 32]) -> Result<[u8; 32], SealError> {
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret)
        .map_err(|_| SealError::Malformed("a worker's key"))?;
    Ok(Kem::sk_to_pk(&secret).to_bytes().into())
}

/// Encapsulated key (32 bytes), ciphertext, tag.
pub fn close(
    holder: &WorkerPublicKey,
    purpose: &[u8],
    content: &[u8],
    random: &dyn RandomSource,
) -> Result<Vec<u8>, SealError> {
    let malformed = SealError::Malformed("a worker's public key");
    let public =
        <Kem as hpke::Kem>::PublicKey::from_bytes(holder.as_bytes()).map_err(|_| malformed)?;
    let (encapsulated, closed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &public,
        purpose,
        content,
        b"",
        &mut Generator(random),
    )
    .map_err(|_| malformed)?;
    let mut bytes = encapsulated.to_bytes().to_vec();
    bytes.extend(closed);
    Ok(bytes)
}

/// What was closed for this holder and this purpose.
pub fn open(
    holder: &WorkerSecretKey,
    purpose: &[u8],
    bytes: &[u8],
    what: &'static str,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let malformed = SealError::Malformed(what);
    let (encapsulated, closed) = bytes
        .split_first_chunk::<ENCAPSULATED_BYTES>()
        .ok_or(malformed)?;
    let encapsulated =
        <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| malformed)?;
    let secret =
        <Kem as hpke::Kem>::PrivateKey::from_bytes(holder.as_bytes()).map_err(|_| malformed)?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &secret,
        &encapsulated,
        purpose,
        closed,
        b"",
    )
    .map(Zeroizing::new)
    .map_err(|_| SealError::Closed(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap())
            .collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect()
    }

    /// RFC 7748, section 6.1: Bob's key pair.
    #[test]
    fn the_curve_gives_the_published_answer() {
        let secret = bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        let public = bytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        let secret: [u8; 32] = secret.try_into().unwrap();
        assert_eq!(public_of(&secret).unwrap().to_vec(), public);
    }

    /// RFC 9180, appendix A.2.1, sequence number 0.
    #[test]
    fn the_box_opens_the_published_message() {
        let secret = bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
        let encapsulated =
            bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
        let closed = bytes(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
        );
        let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &<Kem as hpke::Kem>::PrivateKey::from_bytes(&secret).unwrap(),
            &<Kem as hpke::Kem>::EncappedKey::from_bytes(&encapsulated).unwrap(),
            b"Ode on a Grecian Urn",
            &closed,
            b"Count-0",
        );
        assert_eq!(opened.unwrap(), b"Beauty is truth, truth beauty");
    }
}
