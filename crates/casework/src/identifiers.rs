//! Codes of cases and ids of records: random, so that they tell neither region, sex, year nor order.

use crate::CaseworkError;
use std::fmt;
use vocabulary::RandomSource;

/// Letters and digits that are not taken for each other when read aloud (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A case's code, such as `7Q2K-M9XT-4`: 40 random bits and a check character.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseCode(String);

impl CaseCode {
    pub(crate) fn fresh(random: &dyn RandomSource) -> Self {
        let letters = random_letters::<8>(random);
        let check = check_letter(&letters);
        let (first, last) = letters.split_at(4);
        Self(format!("{first}-{last}-{check}"))
    }

    /// Reads a code as somebody typed it: spaces, dashes, case, and `O`, `I`, `L` for digits are
    /// forgiven, a wrong check character is not.
    ///
    /// # Errors
    /// When it is no code: `casework-code-invalid`.
    pub fn parse(text: &str) -> Result<Self, CaseworkError> {
        let invalid = CaseworkError::Invalid("casework-code-invalid");
        let plain: String = text
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '-'))
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let is_plain = plain.bytes().all(|letter| LETTERS.contains(&letter));
        if !is_plain || plain.len() != 9 {
            return Err(invalid);
        }
        let (letters, check) = plain.split_at(8);
        if check_letter(letters).to_string() != check {
            return Err(invalid);
        }
        Ok(Self(format!("{}-{}-{check}", &letters[..4], &letters[4..])))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) const fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The id of a record inside a case: a grant, a screening, a consent, a referral, a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(String);

impl RecordId {
    pub(crate) fn fresh(random: &dyn RandomSource) -> Self {
        Self(random_letters::<24>(random))
    }

    /// Reads an id from an address; whether there is such a record is another question.
    ///
    /// # Errors
    /// When it is no id.
    pub fn parse(text: &str) -> Result<Self, CaseworkError> {
        let is_id = text.len() == 24 && text.bytes().all(|letter| LETTERS.contains(&letter));
        is_id
            .then(|| Self(text.to_owned()))
            .ok_or(CaseworkError::NotFound("record"))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) const fn stored(text: String) -> Self {
        Self(text)
    }
}

fn random_letters<const LENGTH: usize>(random: &dyn RandomSource) -> String {
    let mut bytes = [0; LENGTH];
    random.fill(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

/// A weighted sum modulo 31, a prime: finds every single wrong letter and every swap of neighbours
/// but those of the letters worth 0 and 31.
fn check_letter(letters: &str) -> char {
    let sum: usize = letters
        .bytes()
        .zip(2..)
        .map(|(letter, weight)| {
            weight
                * LETTERS
                    .iter()
                    .position(|other| *other == letter)
                    .unwrap_or(0)
        })
        .sum();
    char::from(LETTERS[sum % 31])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_forgiving_about_how_it_is_typed_and_strict_about_what() {
        let letters = "7Q2KM9XT";
        let code = format!("7Q2K-M9XT-{}", check_letter(letters));
        let parsed = CaseCode::parse(&code.to_lowercase().replace('-', " ")).unwrap();
        assert_eq!(parsed.as_str(), code);
        for place in 0..8 {
            let mut wrong: Vec<u8> = letters.bytes().collect();
            wrong[place] = if wrong[place] == b'A' { b'B' } else { b'A' };
            let wrong = String::from_utf8(wrong).unwrap();
            let check = check_letter(letters);
            assert!(
                CaseCode::parse(&format!("{wrong}{check}")).is_err(),
                "{wrong}"
            );
        }
        assert!(CaseCode::parse("").is_err());
        assert!(CaseCode::parse("ëëëëëëëëë").is_err());
    }
}
