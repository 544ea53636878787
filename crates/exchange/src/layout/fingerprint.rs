//! The fingerprint of a file's headings, by which a remembered mapping is found again.

use super::head;
use crate::{lexicon::Lexicon, table::Sheet};
use serde::{Deserialize, Serialize};
use vocabulary::text::fold;

/// A short text that is the same for files with the same headings, whatever marks, case and line
/// breaks they are written with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint as text, 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Of the headings of every visible sheet: everything above its first row of figures. Digits
    /// count, so that a table with columns `2023` and `2024` is another one a year later.
    #[must_use]
    pub fn of(sheets: &[Sheet], lexicon: &Lexicon) -> Self {
        let mut digest = Digest::default();
        for sheet in sheets.iter().filter(|sheet| !sheet.is_hidden()) {
            digest.add("\u{1}");
            let first = head::first_data_row(sheet, lexicon).unwrap_or(u32::MAX);
            for row in sheet
                .rows()
                .iter()
                .take_while(|row| row.number() < first)
                .take(12)
            {
                for (column, cell) in row.cells() {
                    digest.add(&format!("\u{2}{column}\u{3}{}", fold(&cell.label())));
                }
            }
        }
        Self(format!("{:032x}", digest.0))
    }
}

/// FNV-1a with 128 bits (Fowler, Noll, Vo): stable for ever, and nobody gains by a collision.
struct Digest(u128);

impl Default for Digest {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Digest {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 ^= u128::from(byte);
            self.0 = self
                .0
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
        }
    }
}
