//! How offices err: slips of the pen, missing cells, endings, digits and dropped marks.
//!
//! Rates are invented but of the size that record linkage studies report.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// How often each kind of error falls on a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorRates {
    /// A wrong, missing, extra or transposed letter in a name or place.
    pub slip: f64,
    /// An empty cell.
    pub missing: f64,
    /// A wrong digit in the date of birth.
    pub digit: f64,
    /// ë and ç typed as e and c.
    pub marks: f64,
    /// A wrong digit in the national number, beside the chance that it is missing.
    pub number: f64,
    /// No national number at all.
    pub no_number: f64,
}

impl Default for ErrorRates {
    /// Errors of an ordinary office; half of the people without a national number.
    fn default() -> Self {
        Self {
            slip: 0.06,
            missing: 0.03,
            digit: 0.03,
            marks: 0.5,
            number: 0.01,
            no_number: 0.5,
        }
    }
}

/// The cells with errors.
pub(super) fn observe(
    cells: &[String; 7],
    rates: &ErrorRates,
    random: &mut ChaCha8Rng,
) -> [String; 7] {
    let mut observed = cells.clone();
    for (index, cell) in observed.iter_mut().enumerate() {
        match index {
            0 | 1 | 2 | 4 => {
                if random.random_bool(rates.slip) {
                    slip(cell, random);
                }
                if random.random_bool(rates.marks) {
                    *cell = cell.replace(['ë', 'Ë'], "e").replace(['ç', 'Ç'], "c");
                }
            }
            3 if random.random_bool(rates.digit) => wrong_digit(cell, random),
            6 if random.random_bool(rates.number) => wrong_digit(cell, random),
            _ => {}
        }
        let missing = if index == 6 {
            rates.no_number
        } else {
            rates.missing
        };
        if random.random_bool(missing) {
            cell.clear();
        }
    }
    observed
}

/// One slip of the pen.
fn slip(cell: &mut String, random: &mut ChaCha8Rng) {
    let mut letters: Vec<char> = cell.chars().collect();
    if letters.len() < 2 {
        return;
    }
    let at = random.random_range(0..letters.len());
    let letter = char::from(random.random_range(b'a'..=b'z'));
    match random.random_range(0..4) {
        0 => letters[at] = letter,
        1 => letters.insert(at, letter),
        2 => {
            letters.remove(at);
        }
        _ => letters.swap(at, (at + 1) % cell.chars().count()),
    }
    *cell = letters.into_iter().collect();
}

/// One digit replaced by another.
fn wrong_digit(cell: &mut String, random: &mut ChaCha8Rng) {
    let digits: Vec<usize> = cell
        .char_indices()
        .filter(|(_, character)| character.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    if !digits.is_empty() {
        let at = digits[random.random_range(0..digits.len())];
        let digit = random.random_range(0..10_u8).to_string();
        cell.replace_range(at..=at, &digit);
    }
}
