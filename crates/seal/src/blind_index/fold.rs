//! How names and phone numbers are folded before they are compared: what two clerks may write
//! differently about the same person becomes the same. Folding too much costs a telephone call,
//! folding too little hides a double.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// A name as it is compared: lower case, without accents (`ë` = `e`, `ç` = `c`), Cyrillic and Greek
/// in Latin letters, and the neighbours' spellings of one sound made one.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold_words(name).join(" ")
}

pub(super) fn fold_words(name: &str) -> Vec<String> {
    let mut plain = Zeroizing::new(String::with_capacity(name.len() * 2));
    for letter in name.nfkc().flat_map(char::to_lowercase) {
        match latin(letter) {
            Some(text) => plain.push_str(text),
            None => plain.extend(
                std::iter::once(letter)
                    .nfd()
                    .filter(|c| !is_combining_mark(*c)),
            ),
        }
    }
    // An apostrophe joins (`D'Angelo`); everything else that is no letter parts.
    let plain = Zeroizing::new(plain.replace(['\'', '’', '`'], ""));
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(one_spelling)
        .collect()
}

/// Letters of the neighbours that are no accented Latin ones, in Albanian spelling (ISO 9 and the
/// Greek standard ELOT 743, as far as Albanian letters carry the sound).
const fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'α' | 'ά' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'γ' => "g",
        'д' | 'δ' => "d",
        'ђ' | 'ѓ' | 'đ' => "gj",
        'е' | 'ε' | 'έ' | 'ə' => "e",
        'ж' | 'ž' => "zh",
        'з' | 'ζ' => "z",
        'ѕ' => "x",
        'и' | 'й' | 'ι' | 'ί' | 'η' | 'ή' | 'ı' => "i",
        'ј' => "j",
        'к' | 'κ' => "k",
        'л' | 'λ' | 'ł' => "l",
        'љ' => "lj",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'њ' => "nj",
        'о' | 'ο' | 'ό' | 'ω' | 'ώ' | 'ø' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'ћ' | 'ќ' | 'ć' => "q",
        'у' => "u",
        'υ' | 'ύ' => "y",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "h",
        'ц' => "c",
        'ч' | 'č' => "c",
        'џ' => "xh",
        'ш' | 'š' | 'ş' => "sh",
        'ψ' => "ps",
        'ξ' => "ks",
        'θ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        _ => return None,
    })
}

/// Pairs of letters that clerks write for each other, and doubled letters.
fn one_spelling(word: &str) -> String {
    let mut text = word.to_owned();
    for (many, one) in [
        ("dzh", "xh"),
        ("dž", "xh"),
        ("dj", "gj"),
        ("tch", "c"),
        ("ch", "c"),
        ("q", "c"),
        ("sch", "sh"),
        ("ph", "f"),
        ("y", "i"),
        ("w", "v"),
    ] {
        text = text.replace(many, one);
    }
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The digits of a phone number with its country's dialling code and without leading zeros.
pub(super) fn fold_phone(number: &str, dialling_code: &str) -> Zeroizing<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = Zeroizing::new(digits);
    let is_international = number.trim_start().starts_with('+') || digits.starts_with("00");
    let significant = digits.trim_start_matches('0');
    if is_international {
        // Some write the zero of the local number after the code.
        let local = significant
            .strip_prefix(dialling_code)
            .unwrap_or(significant);
        if local.len() == significant.len() {
            return Zeroizing::new(significant.to_owned());
        }
        return Zeroizing::new(format!("{dialling_code}{}", local.trim_start_matches('0')));
    }
    if digits.starts_with(dialling_code) && digits.len() > 9 {
        return digits;
    }
    if significant.is_empty() {
        return Zeroizing::new(String::new());
    }
    Zeroizing::new(format!("{dialling_code}{significant}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        for (one, other) in [
            ("Gjergj Çela", "GJERGJ CELA"),
            ("Ermira Hoxhë", "ermira  hoxhe"),
            ("Đorđe Marković", "Gjorgje Markoviq"),
            ("Ђорђе", "Gjorgje"),
            ("Živko Šaban", "Zhivko Shaban"),
            ("Γιώργος", "Giorgos"),
            ("D’Angelo", "dangelo"),
            ("Ylli", "Ili"),
            ("e\u{308}nde\u{308}rr", "ëndërr"),
        ] {
            assert_eq!(fold_name(one), fold_name(other), "{one} and {other}");
        }
        assert_ne!(fold_name("Arta Hoxha"), fold_name("Arta Hoti"));
        assert_eq!(fold_name(" -- "), "");
    }

    #[test]
    fn ways_of_writing_one_number_fold_to_one() {
        for written in [
            "+355 69 123 4567",
            "00355691234567",
            "069 123 4567",
            "+355 (0)69 1234567",
        ] {
            assert_eq!(
                fold_phone(written, "355").as_str(),
                "355691234567",
                "{written}"
            );
        }
        assert_eq!(
            fold_phone("+30 210 1234567", "355").as_str(),
            "302101234567"
        );
        assert_eq!(fold_phone("000", "355").as_str(), "");
    }
}
