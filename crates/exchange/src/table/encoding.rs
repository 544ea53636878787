//! The encoding of a text table. `ë` and `ç` have the same bytes in Windows-1250 and Windows-1252,
//! so Albanian texts seldom need a question; where the two would read different letters, the
//! question is asked instead of guessed.

use super::error::ReadError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An encoding that the user can name when asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, western European.
    Windows1252,
    /// Windows-1250, central European.
    Windows1250,
}

impl TextEncoding {
    /// The encoding with that name, as the standard writes it: `utf-8`, `windows-1252`,
    /// `windows-1250`; `None` for another.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Utf8, Self::Windows1252, Self::Windows1250];
        all.into_iter()
            .find(|one| one.encoding().name().eq_ignore_ascii_case(code))
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Windows1252 => WINDOWS_1252,
            Self::Windows1250 => WINDOWS_1250,
        }
    }
}

/// The text, and nothing guessed about it.
pub(super) fn decode(bytes: &[u8], named: Option<TextEncoding>) -> Result<Cow<'_, str>, ReadError> {
    let text = match named {
        Some(named) => strictly(bytes, named.encoding())?,
        None => detect(bytes)?,
    };
    if text.contains('\0') {
        return Err(ReadError::EncodingUnknown);
    }
    match garbled_word(&text) {
        Some(sample) => Err(ReadError::LettersGarbled { sample }),
        None => Ok(text),
    }
}

fn detect(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(&bytes[mark..], encoding);
    }
    if let Some(encoding) = wide_encoding(bytes) {
        return strictly(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if is_dos_albanian(bytes) {
        return Err(ReadError::EncodingUnknown);
    }
    let western = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let central = WINDOWS_1250.decode_without_bom_handling(bytes).0;
    if western == central {
        return Ok(western);
    }
    let differing = word_list(&western)
        .zip(word_list(&central))
        .find(|(one, other)| one != other);
    let (western, central) = differing.unwrap_or_default();
    // Both read as many letters: what stands before the first that differs tells nothing.
    let same = western.chars().zip(central.chars());
    let same = same.take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(20))
            .take(40)
            .collect()
    };
    Err(ReadError::EncodingUnclear {
        western: around(western),
        central: around(central),
    })
}

fn strictly<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, ReadError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(ReadError::EncodingUnknown)
}

/// UTF-16 without a mark: in a table, nearly every other byte is zero.
fn wide_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = |offset: usize| {
        let half = head.iter().skip(offset).step_by(2);
        half.clone().filter(|byte| **byte == 0).count() * 10 > half.len() * 7
    };
    match (zeros(0), zeros(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// In the DOS code pages 437, 850 and 852, `ë` is 0x89, `Ë` 0xD3 and `ç` 0x87. In the Windows ones
/// 0x89 and 0x87 are the per mille sign and the double dagger, which stand next to no letter.
fn is_dos_albanian(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| {
        let [one, other] = [pair[0], pair[1]];
        let dos = |byte| matches!(byte, 0x87 | 0x89);
        (dos(one) && other.is_ascii_alphabetic()) || (one.is_ascii_alphabetic() && dos(other))
    })
}

/// A word in which UTF-8 was once read as Windows-1252, or whose letters were replaced by U+FFFD.
fn garbled_word(text: &str) -> Option<String> {
    let signs = ["Ã«", "Ã§", "Ã‹", "Ã‡", "\u{FFFD}"];
    if !text.contains('Ã') && !text.contains('\u{FFFD}') {
        return None;
    }
    word_list(text)
        .find(|word| signs.iter().any(|sign| word.contains(sign)))
        .map(|word| word.chars().take(40).collect())
}

fn word_list(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| {
        character.is_whitespace() || matches!(character, ',' | ';' | '"' | '\t')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn albanian_letters_need_no_question() {
        let (bytes, _, _) = WINDOWS_1250.encode("Dibër;Kuçovë;KORÇË");
        assert_eq!(decode(&bytes, None).unwrap(), "Dibër;Kuçovë;KORÇË");
        for encoding in [UTF_16LE, UTF_16BE] {
            let wide: Vec<u8> = "Dibër;4\n"
                .encode_utf16()
                .flat_map(|unit| {
                    if encoding == UTF_16LE {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect();
            assert_eq!(decode(&wide, None).unwrap(), "Dibër;4\n");
            let mark = if encoding == UTF_16LE {
                [0xFF, 0xFE]
            } else {
                [0xFE, 0xFF]
            };
            let marked = [&mark[..], &wide].concat();
            assert_eq!(decode(&marked, None).unwrap(), "Dibër;4\n");
        }
    }

    #[test]
    fn letters_that_differ_are_asked_about_and_the_answer_is_followed() {
        let (bytes, _, _) = WINDOWS_1250.encode("vendi;Čačak\n");
        let Err(ReadError::EncodingUnclear { western, central }) = decode(&bytes, None) else {
            panic!("not asked");
        };
        assert_eq!((western.as_str(), central.as_str()), ("Èaèak", "Čačak"));
        let text = decode(&bytes, Some(TextEncoding::Windows1250)).unwrap();
        assert_eq!(text, "vendi;Čačak\n");
    }

    #[test]
    fn garbled_and_unknown_letters_are_refused() {
        assert_eq!(
            decode("vendi,DibÃ«r".as_bytes(), None),
            Err(ReadError::LettersGarbled {
                sample: "DibÃ«r".into()
            })
        );
        assert_eq!(decode(b"Dib\x89r;4", None), Err(ReadError::EncodingUnknown));
        assert_eq!(decode(b"a;b\0c", None), Err(ReadError::EncodingUnknown));
    }
}
