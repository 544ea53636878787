//! The two ways in which a text names a person beyond doubt: a given name right after the word for a
//! victim or child, and initials with an age. Any other name may be an official's.

use super::{
    PersonalKind,
    word::Word,
    words::{BETWEEN, GIVEN_NAMES, ONE_PERSON, YEARS, holds},
};

/// How many words an age may stand behind initials.
const AGE_WITHIN: usize = 4;

pub(super) fn find(words: &[Word<'_>]) -> Vec<(usize, PersonalKind)> {
    let named = (0..words.len()).filter_map(|at| given_name(words, at));
    let aged = (0..words.len()).filter_map(|at| initials(words, at));
    named
        .chain(aged)
        .map(|start| (start, PersonalKind::Name))
        .collect()
}

/// `viktima Arta`, `e mitura me emrin Arta`: where the name begins.
fn given_name(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words.get(at)?;
    let ends = first.raw.ends_with(['.', ',', ';', ':', ')']);
    if ends || !holds(ONE_PERSON, &first.folded) {
        return None;
    }
    let following = words.get(at + 1..)?.iter();
    let name = following
        .take(4)
        .find(|word| !holds(BETWEEN, &word.folded))?;
    let is_capital = name
        .raw
        .chars()
        .find(|one| one.is_alphabetic())
        .is_some_and(char::is_uppercase);
    (is_capital && is_given_name(&name.folded)).then_some(name.start)
}

/// Also as Albanian bends it: `Artës`, `Agimit`.
fn is_given_name(folded: &str) -> bool {
    let bent = [
        ("", ""),
        ("s", ""),
        ("es", "a"),
        ("en", "a"),
        ("it", ""),
        ("in", ""),
        ("i", ""),
    ];
    bent.iter().any(|(ending, instead)| {
        folded
            .strip_suffix(ending)
            .is_some_and(|stem| holds(GIVEN_NAMES, &format!("{stem}{instead}")))
    })
}

/// `A. B., 15 vjeç`, `A.B. (15 years old)`: where the initials begin.
fn initials(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words.get(at)?;
    let (end, is_pair) = match letters(first.raw) {
        2 => (at + 1, true),
        1 => (
            at + 2,
            words.get(at + 1).is_some_and(|next| letters(next.raw) == 1),
        ),
        _ => return None,
    };
    let after: Vec<&str> = words
        .get(end..)?
        .iter()
        .take(AGE_WITHIN)
        .map(|word| word.folded.as_str())
        .collect();
    let is_number = |word: &str| {
        let length = word.len();
        (1..=2).contains(&length) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_aged = after.windows(2).any(|pair| {
        (is_number(pair[0]) && holds(YEARS, pair[1])) || (pair[0] == "aged" && is_number(pair[1]))
    });
    // `15-vjeçare` folds to two words in one.
    let is_joined = after.iter().any(|word| {
        let mut parts = word.split(' ');
        parts.next().is_some_and(is_number) && parts.next().is_some_and(|next| holds(YEARS, next))
    });
    (is_pair && (is_aged || is_joined)).then_some(first.start)
}

/// How many initials a word is made of: capitals, each with a point behind it. 0: it is none.
fn letters(raw: &str) -> usize {
    let raw = raw.trim_matches(|one| matches!(one, '(' | ')' | ',' | ';' | ':' | '"' | '„' | '“'));
    let parts: Vec<&str> = raw.split('.').collect();
    let Some((last, initials)) = parts.split_last() else {
        return 0;
    };
    let is_initial = |part: &&str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    match last.is_empty() && initials.iter().all(is_initial) {
        true => initials.len(),
        false => 0,
    }
}
