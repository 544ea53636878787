//! Marks that stand for one person by themselves or beside a word: personal numbers, papers, accounts,
//! addresses, days of birth.

use super::{
    PersonalKind,
    shape::{is_email, is_national_id},
    word::Word,
    words::{BETWEEN, BORN, BUSINESS, LIMIT, MONTHS, PAPER, holds},
};
use crate::text::{date, fold};

/// How many words a day of birth may stand behind the word of being born.
const BORN_WITHIN: usize = 6;

/// How long an account is (ISO 13616).
const ACCOUNT: std::ops::RangeInclusive<usize> = 15..=34;

pub(super) fn find(text: &str, words: &[Word<'_>]) -> Vec<(usize, PersonalKind)> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    for at in 0..pieces.len() {
        let kind = if is_personal_number(text, &pieces, at) {
            PersonalKind::NationalId
        } else if is_paper(&pieces, at) {
            PersonalKind::Passport
        } else if is_account(text, &pieces, at) {
            PersonalKind::BankAccount
        } else {
            continue;
        };
        found.push((pieces[at].start, kind));
    }
    for (at, word) in words.iter().enumerate() {
        if is_address(word.raw) {
            found.push((word.start, PersonalKind::Email));
        }
        found.extend(day_of_birth(words, at).map(|start| (start, PersonalKind::BirthDate)));
    }
    found
}

/// A run of letters and digits.
struct Piece<'t> {
    start: usize,
    text: &'t str,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (false, Some(from)) => {
                let text = &text[from..at];
                pieces.push(Piece { start: from, text });
                start = None;
            }
            (true, None) => start = Some(at),
            _ => {}
        }
    }
    pieces
}

impl Piece<'_> {
    const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_capital(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(|one| one.is_ascii_uppercase()) && letters.next().is_none()
    }

    fn digits(&self) -> usize {
        self.text.chars().filter(char::is_ascii_digit).count()
    }
}

/// Whether only one sign stands between two neighbours.
fn are_joined(text: &str, one: &Piece<'_>, other: &Piece<'_>) -> bool {
    let between = text.get(one.end()..other.start).unwrap_or_default();
    let mut signs = between.chars();
    signs
        .next()
        .is_some_and(|sign| matches!(sign, ' ' | '\u{A0}' | '-' | '.'))
        && signs.next().is_none()
}

/// `J50312045K`, also parted: `J 50312045 K`. The tax number of a business has the same shape and
/// passes behind its own word.
fn is_personal_number(text: &str, pieces: &[Piece<'_>], at: usize) -> bool {
    let is_business = |count: usize| {
        pieces[at.saturating_sub(count)..at]
            .iter()
            .any(|piece| holds(BUSINESS, &fold(piece.text)))
    };
    let is_one = is_national_id(pieces[at].text) || is_parted_number(text, &pieces[at..]);
    is_one && !is_business(2)
}

/// A capital, eight digits in one or several pieces, a capital, each joined to the next; the letters
/// may cling to the digits.
fn is_parted_number(text: &str, pieces: &[Piece<'_>]) -> bool {
    let Some(first) = pieces.first() else {
        return false;
    };
    let begins = first.text.starts_with(|one: char| one.is_ascii_uppercase());
    let clings = first
        .text
        .get(1..)
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    if !begins || !(first.is_capital() || clings) {
        return false;
    }
    let mut digits = first.digits();
    for pair in pieces.windows(2) {
        if !are_joined(text, &pair[0], &pair[1]) {
            return false;
        }
        let next = &pair[1];
        if next.is_capital() {
            return digits == 8;
        }
        digits += next.digits();
        let body = next
            .text
            .trim_end_matches(|one: char| one.is_ascii_uppercase());
        let ends = next.text.len() - body.len();
        if !body.bytes().all(|byte| byte.is_ascii_digit()) || ends > 1 || digits > 8 {
            return false;
        }
        if ends == 1 {
            return digits == 8;
        }
    }
    false
}

/// Two capitals and seven digits, as passports are numbered, unless the digits begin with a year; and
/// any number of six digits or more behind the word for such a paper.
fn is_paper(pieces: &[Piece<'_>], at: usize) -> bool {
    let text = pieces[at].text;
    let (letters, digits) = text.split_at_checked(2).unwrap_or((text, ""));
    let is_numbered = letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.len() == 7
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_numbered && !digits.starts_with("19") && !digits.starts_with("20") {
        return true;
    }
    if pieces[at].digits() < 6 || !text.is_ascii() {
        return false;
    }
    let mut before = pieces[..at]
        .iter()
        .rev()
        .take(4)
        .map(|piece| fold(piece.text));
    before
        .find(|word| word.len() > 2 && !holds(BETWEEN, word))
        .is_some_and(|word| holds(PAPER, &word) || word.starts_with("identitet") || word == "card")
}

/// An account with its check digits: the whole, letters as numbers from 10 and the first four signs
/// last, leaves 1 when divided by 97 (ISO 7064).
fn is_account(text: &str, pieces: &[Piece<'_>], at: usize) -> bool {
    let head = pieces[at].text.as_bytes();
    let begins = head.len() >= 4
        && head[..2].iter().all(u8::is_ascii_uppercase)
        && head[2..4].iter().all(u8::is_ascii_digit);
    if !begins {
        return false;
    }
    let mut whole = String::new();
    for (number, piece) in pieces[at..].iter().enumerate() {
        let is_joined = number == 0 || are_joined(text, &pieces[at + number - 1], piece);
        if !is_joined || !piece.text.is_ascii() || whole.len() > *ACCOUNT.end() {
            return false;
        }
        whole.push_str(&piece.text.to_ascii_uppercase());
        if ACCOUNT.contains(&whole.len()) && remainder(&whole) == 1 {
            return true;
        }
    }
    false
}

fn remainder(account: &str) -> u32 {
    let (head, tail) = account.split_at(4);
    let signs = tail.chars().chain(head.chars());
    signs.fold(0, |left, sign| {
        let value = sign.to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (left * shift + value) % 97
    })
}

/// An e-mail address, or a name at a network (`@somebody`).
fn is_address(raw: &str) -> bool {
    let word = raw.trim_matches(|one: char| !one.is_alphanumeric() && one != '@');
    if is_email(word) {
        return true;
    }
    let Some((before, after)) = word.split_once('@') else {
        return false;
    };
    let letters = after.chars().filter(|one| one.is_alphabetic()).count();
    letters >= 3 && (before.is_empty() || before.ends_with(char::is_alphanumeric))
}

/// Where a day stands that belongs to the word of being born at this place.
fn day_of_birth(words: &[Word<'_>], at: usize) -> Option<usize> {
    if !is_being_born(words, at) {
        return None;
    }
    let end = words.len().min(at + 1 + BORN_WITHIN);
    let after = (at..end).find(|place| is_day(words, *place));
    let before = (at.saturating_sub(3)..at).find(|place| is_day(words, *place));
    let place = after.into_iter().chain(before).find(|place| {
        let previous = place.checked_sub(1).and_then(|place| words.get(place));
        !previous.is_some_and(|word| holds(LIMIT, &word.folded))
    })?;
    Some(words.get(place)?.start)
}

/// `datëlindja`, `data e lindjes`, `date of birth`.
fn is_being_born(words: &[Word<'_>], at: usize) -> bool {
    let folded = words[at].folded.as_str();
    // `Datëlindja:12.03.2008` is one word of several.
    if folded.split(' ').any(|part| holds(BORN, part)) {
        return true;
    }
    let is_birth = matches!(folded, "lindjes" | "lindje" | "birth");
    let mut before = words[at.saturating_sub(2)..at].iter();
    is_birth && before.any(|word| matches!(word.folded.as_str(), "data" | "date" | "dt" | "dita"))
}

/// `12.03.2008`, `12/3/08`, `2008-03-12`, or with the month's name.
fn is_day(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let bare = word.raw.trim_matches(|one: char| !one.is_ascii_digit());
    if date(bare).is_some() || short_year(bare) {
        return true;
    }
    let part = |place: usize| words.get(place).map_or("", |word| word.folded.as_str());
    let is_month = |text: &str| holds(MONTHS, text);
    let is_number = |text: &str, longest: usize| {
        !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |text: &str| is_number(text, 4) && text.len() == 4;
    let (one, two, three) = (part(at), part(at + 1), part(at + 2));
    (is_number(one, 2) && is_month(two) && is_year(three))
        || (is_month(one) && is_number(two, 2) && is_year(three))
}

/// A day whose year has two digits.
fn short_year(bare: &str) -> bool {
    let Some(at) = bare.rfind(['.', '/', '-']) else {
        return false;
    };
    let (head, year) = bare.split_at(at + 1);
    year.len() == 2 && date(&format!("{head}20{year}")).is_some()
}
