//! The secret that a device shares with us, and the codes that follow from it.

use crate::AccessError;
use jiff::Timestamp;
use std::fmt;
use totp_rs::{Algorithm, Builder, Secret, Totp};
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// Seconds that a code is good for (RFC 6238, section 5.2).
const STEP_SECONDS: u64 = 30;
/// The length of a secret, as RFC 4226 (section 4) recommends it.
const LENGTH: usize = 20;

/// The secret of a second factor: 160 random bits, wiped when it is dropped. It shows itself only on
/// request.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactorSecret(Zeroizing<[u8; LENGTH]>);

impl fmt::Debug for SecondFactorSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecondFactorSecret")
    }
}

impl SecondFactorSecret {
    pub(super) fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        random.fill(&mut *bytes);
        Self(bytes)
    }

    pub(super) fn stored(bytes: &[u8]) -> Result<Self, AccessError> {
        let bytes = bytes.try_into();
        let bytes = bytes.map_err(|_| AccessError::Corrupt("second factor"))?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// Reads what [`SecondFactorSecret::reveal`] writes, with or without its gaps; `None` for
    /// anything but 32 letters and digits of base 32 (RFC 4648).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.split_whitespace().collect();
        let secret = Secret::try_from_base32(plain.to_ascii_uppercase()).ok()?;
        Some(Self(Zeroizing::new(secret.as_bytes().try_into().ok()?)))
    }

    /// The text to type into a device, in groups of four.
    #[must_use]
    pub fn reveal(&self) -> String {
        let text = self.base32();
        let groups = text.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// The address that devices read from a picture.
    #[must_use]
    pub fn address(&self, sign_in_name: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let name: String = sign_in_name
            .bytes()
            .map(|byte| match plain(byte) {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            })
            .collect();
        let secret = self.base32();
        format!("otpauth://totp/besa:{name}?secret={secret}&issuer=besa")
    }

    /// The code that a device shows at a time: six digits.
    #[must_use]
    pub fn code_at(&self, time: Timestamp) -> String {
        self.totp().generate(seconds(time)).to_string()
    }

    /// The time step whose code this is, now or one step before or after (RFC 6238, section 6).
    pub(super) fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let step = self.totp().check(code, seconds(now))?;
        i64::try_from(step).ok()
    }

    fn base32(&self) -> String {
        Secret::new((*self.0).into()).to_base32()
    }

    /// What every device assumes: SHA-1, six digits, thirty seconds.
    fn totp(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(STEP_SECONDS)
            .with_secret(Secret::new((*self.0).into()))
            .build_noncompliant()
    }
}

fn seconds(time: Timestamp) -> u64 {
    u64::try_from(time.as_second()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret of its tests, and the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = SecondFactorSecret(Zeroizing::new(*b"12345678901234567890"));
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let time = Timestamp::from_second(second).unwrap();
            assert_eq!(secret.code_at(time), code);
            assert_eq!(secret.step_of(code, time), Some(second / 30));
        }
    }

    #[test]
    fn a_secret_reads_back_as_people_type_it_and_hides_from_logs() {
        let secret = SecondFactorSecret(Zeroizing::new(*b"12345678901234567890"));
        assert_eq!(secret.reveal(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let typed = secret.reveal().to_lowercase().replace(' ', "  ");
        assert_eq!(SecondFactorSecret::parse(&typed), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains("123"));
        assert!(
            secret
                .address("a b&c")
                .starts_with("otpauth://totp/besa:a%20b%26c?")
        );
        for bad in ["", "GEZD", "ëëëë", &"1".repeat(32)] {
            assert_eq!(SecondFactorSecret::parse(bad), None, "{bad}");
        }
    }
}
