//! What in a text could give a person away, and where it stands. The text itself is never handed back:
//! a finding is a line, a word and a kind.

use crate::{CaseCode, CaseworkError, codes::codes, justice::MatterCode};
use seal::IndexKey;
use std::collections::BTreeSet;

codes! {
    /// What kind of thing gives a person away.
    FindingKind {
        /// A telephone number or the number of a document.
        Number = "number",
        /// A day of birth, or what can be one.
        Day = "day",
        /// An e-mail address.
        Mail = "mail",
        /// The code of a case or a matter: the number on the agenda serves.
        Code = "code",
        /// A name of somebody on the agenda or in a case of the writer's own.
        PersonName = "name",
    }
}

/// Something that gives a person away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// The line, from 1.
    pub line: usize,
    /// The word of the line, from 1.
    pub word: usize,
}

/// What a text is held against.
pub(super) struct Known<'k> {
    pub key: &'k IndexKey,
    pub names: BTreeSet<[u8; 16]>,
    pub birth_dates: BTreeSet<[u8; 16]>,
    /// Days of an earlier year than this one can be birthdays.
    pub year: i16,
}

/// As many digits in a row, with what stands between digits, are a number of something.
const FEWEST_DIGITS: usize = 6;
/// The most words of a name.
const MOST_WORDS: usize = 4;

/// Refuses a short text that holds a number, a day, an address or a code. Names are not looked for.
pub(crate) fn expect_no_identifiers(text: &str) -> Result<(), CaseworkError> {
    let found = text.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        !plain_findings(&words, i16::MAX).is_empty()
    });
    match found {
        true => Err(CaseworkError::Invalid("text-holds-identifier")),
        false => Ok(()),
    }
}

/// Everything in a text that gives somebody away, in order.
pub(super) fn findings(text: &str, known: &Known<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut found = plain_findings(&words, known.year);
        found.extend(birth_dates(&words, known));
        found.extend(names(&words, known));
        found.sort_unstable_by_key(|(word, kind)| (*word, *kind));
        found.dedup_by_key(|(word, _)| *word);
        all.extend(found.into_iter().map(|(word, kind)| Finding {
            kind,
            line: number + 1,
            word: word + 1,
        }));
    }
    all
}

fn plain_findings(words: &[&str], year: i16) -> Vec<(usize, FindingKind)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    for (place, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|letter: char| ",.;:()[]\"'„“”".contains(letter));
        if bare.contains('@') {
            found.push((place, FindingKind::Mail));
        }
        if CaseCode::parse(bare).is_ok() || MatterCode::parse(bare).is_ok() {
            found.push((place, FindingKind::Code));
            run = None;
            continue;
        }
        if let Some(day) = Day::read(bare) {
            if day.year < year {
                found.push((place, FindingKind::Day));
            }
            run = None;
            continue;
        }
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        let is_run = !bare.is_empty()
            && bare
                .chars()
                .all(|letter| letter.is_ascii_digit() || "+-/.()".contains(letter));
        // A number may be written in several words: 069 20 30 405.
        run = match run.filter(|_| is_run) {
            Some((first, before)) => Some((first, before + digits)),
            None if is_run => Some((place, digits)),
            None => None,
        };
        match run {
            Some((first, total)) if total >= FEWEST_DIGITS => {
                found.push((first, FindingKind::Number));
            }
            None if digits >= FEWEST_DIGITS => found.push((place, FindingKind::Number)),
            _ => {}
        }
    }
    found
}

/// A day as people write it.
struct Day {
    year: i16,
    written: String,
}

impl Day {
    fn read(word: &str) -> Option<Self> {
        let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
        let [first, month, last] = parts[..] else {
            return None;
        };
        let is_first = first.len() == 4;
        let (year, day) = if is_first {
            (first, last)
        } else {
            (last, first)
        };
        let (year, month, day): (i16, i8, i8) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let year = if (0..100).contains(&year) {
            1900 + year
        } else {
            year
        };
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        Some(Self {
            year,
            written: date.to_string(),
        })
    }
}

/// Days that are somebody's birthday, also of this year's children.
fn birth_dates(words: &[&str], known: &Known<'_>) -> Vec<(usize, FindingKind)> {
    let found = words.iter().enumerate().filter(|(_, word)| {
        let bare = word.trim_matches(|letter: char| !letter.is_ascii_digit());
        Day::read(bare).is_some_and(|day| {
            let entry = known.key.of_birth_date(&day.written);
            known.birth_dates.contains(entry.as_bytes())
        })
    });
    found.map(|(place, _)| (place, FindingKind::Day)).collect()
}

/// Runs of two to four words that are somebody's name, in any order and as Albanian bends them.
fn names(words: &[&str], known: &Known<'_>) -> Vec<(usize, FindingKind)> {
    let mut found = Vec::new();
    for first in 0..words.len() {
        for length in 2..=MOST_WORDS.min(words.len() - first) {
            let window = &words[first..first + length];
            if is_name(window, known) {
                found.push((first, FindingKind::PersonName));
            }
        }
    }
    found
}

fn is_name(window: &[&str], known: &Known<'_>) -> bool {
    let last = window.len() - 1;
    let middle = window[1..last].join(" ");
    straightened(window[0]).iter().any(|first| {
        straightened(window[last]).iter().any(|end| {
            let name = format!("{first} {middle} {end}");
            let entry = known.key.of_name(&name);
            entry.is_some_and(|entry| known.names.contains(entry.as_bytes()))
        })
    })
}

/// A word as it stands, and without the endings that Albanian puts on names.
fn straightened(word: &str) -> Vec<String> {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut forms = vec![word.to_owned()];
    for ending in ["s", "t", "n", "i", "it", "in", "ut", "un"] {
        forms.extend(word.strip_suffix(ending).map(str::to_owned));
    }
    for ending in ["ës", "ën", "es", "en", "ë"] {
        forms.extend(word.strip_suffix(ending).map(|stem| format!("{stem}a")));
    }
    forms.retain(|form| form.chars().count() > 1);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::RandomSource;

    struct Zeros;

    impl RandomSource for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    fn kinds(text: &str) -> Vec<(FindingKind, usize, usize)> {
        let key = IndexKey::fresh(&Zeros);
        let names = ["Agim Mali", "Lule Kodra Guri"];
        let names = names.iter().filter_map(|name| key.of_name(name));
        let known = Known {
            names: names.map(|entry| *entry.as_bytes()).collect(),
            birth_dates: BTreeSet::from([*key.of_birth_date("2026-03-04").as_bytes()]),
            key: &key,
            year: 2026,
        };
        let found = findings(text, &known);
        let found = found.into_iter();
        found.map(|one| (one.kind, one.line, one.word)).collect()
    }

    #[test]
    fn what_gives_somebody_away_is_found_with_its_place() {
        use FindingKind::{Code, Day, Mail, Number, PersonName};
        assert_eq!(kinds("Pika 2: të gjendet strehë deri më 30.12.2026."), []);
        assert_eq!(kinds("Takimi zgjati 90 minuta, 12 veta."), []);
        assert_eq!(kinds("Telefoni 069 20 30 405"), [(Number, 1, 2)]);
        assert_eq!(kinds("ose +355692030405."), [(Number, 1, 2)]);
        assert_eq!(kinds("Karta I05101999I"), [(Number, 1, 2)]);
        assert_eq!(kinds("lindur më 5/1/1999"), [(Day, 1, 3)]);
        assert_eq!(kinds("fëmija i 04.03.2026"), [(Day, 1, 3)]);
        assert_eq!(kinds("shkruaj te a@b.al"), [(Mail, 1, 3)]);
        assert_eq!(kinds("Një.\nAgim Mali pyeti"), [(PersonName, 2, 1)]);
        assert_eq!(kinds("i foli Malit, Agimit"), [(PersonName, 1, 3)]);
        assert_eq!(kinds("e Lule Kodra Gurit"), [(PersonName, 1, 2)]);
        let code = CaseCode::fresh(&Zeros);
        assert_eq!(kinds(&format!("rasti {code};")), [(Code, 1, 2)]);
    }
}
