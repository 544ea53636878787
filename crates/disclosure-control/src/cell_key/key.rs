//! Record keys and cell keys: whole numbers, added up modulo a number that is fixed with them. A
//! record keeps its key for life; a key must never be drawn anew for a table.

use crate::Error;

/// A record's key, or the sum of those in a cell; below the modulus of its [`KeySpace`].
pub type RecordKey = u64;

/// What keys are added up modulo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeySpace {
    modulus: u128,
    digits: Option<u32>,
}

impl KeySpace {
    /// Keys of 32 bits: the usual choice.
    pub const BITS_32: Self = Self {
        modulus: 1 << 32,
        digits: None,
    };

    /// Keys of 64 bits.
    pub const BITS_64: Self = Self {
        modulus: 1 << 64,
        digits: None,
    };

    /// Keys that are decimal fractions of so many digits (other programs keep them so): 0.0625 is 625
    /// with four digits.
    ///
    /// # Errors
    /// [`Error::Option`] unless there are 4 to 18 digits.
    pub fn decimal(digits: u32) -> Result<Self, Error> {
        if !(4..=18).contains(&digits) {
            return Err(Error::Option {
                option: "key digits".to_owned(),
                reason: "keys that are fractions have 4 to 18 digits".to_owned(),
            });
        }
        Ok(Self {
            modulus: 10_u128.pow(digits),
            digits: Some(digits),
        })
    }

    /// How many keys there are.
    #[must_use]
    pub const fn modulus(self) -> u128 {
        self.modulus
    }

    /// The key of a cell with the records of both.
    #[must_use]
    pub const fn add(self, one: RecordKey, other: RecordKey) -> RecordKey {
        ((one as u128 + other as u128) % self.modulus) as u64
    }

    /// A key that follows from a secret and the record's own lasting identifier, so that it stays the
    /// same in every table and every year without being stored. BLAKE3 with a key; whoever lacks the
    /// secret can tell no key.
    #[must_use]
    pub fn key_of(self, secret: &[u8; 32], identifier: &str) -> RecordKey {
        let digest = blake3::keyed_hash(secret, identifier.as_bytes());
        let mut wide = [0; 16];
        wide.copy_from_slice(&digest.as_bytes()[..16]);
        (u128::from_le_bytes(wide) % self.modulus) as u64
    }

    /// Understands a key as it is written in a file. The error says what to do.
    ///
    /// # Errors
    /// A sentence, when it is no key of this space.
    pub fn parse(self, text: &str) -> Result<RecordKey, String> {
        let fault = || match self.digits {
            Some(digits) => format!(
                "\"{text}\" is no key; keys here are fractions such as 0.25, of at most {digits} digits"
            ),
            None => format!(
                "\"{text}\" is no key; keys here are whole numbers below {}",
                self.modulus
            ),
        };
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self.digits {
            None => {
                let key = Some(text)
                    .filter(|text| is_number(text))
                    .and_then(|text| text.parse::<u64>().ok());
                key.filter(|&key| u128::from(key) < self.modulus)
                    .ok_or_else(fault)
            }
            Some(_) if text == "0" => Ok(0),
            Some(digits) => {
                let fraction = text
                    .strip_prefix("0.")
                    .filter(|text| is_number(text) && text.len() <= digits as usize);
                let fraction = fraction.ok_or_else(fault)?;
                let padded = format!("{fraction:0<width$}", width = digits as usize);
                padded.parse::<u64>().map_err(|_| fault())
            }
        }
    }
}
