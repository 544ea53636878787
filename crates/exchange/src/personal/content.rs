//! What the cells of one column look like: personal data is found even under a harmless heading.

use super::{PersonalKind, words};
use crate::table::{Cell, Content};
use vocabulary::text::fold;

/// How many cells of a column are looked at.
const MOST_CELLS: usize = 2_000;

/// What was seen in a column below its heading.
#[derive(Debug, Default)]
pub(super) struct Profile {
    texts: usize,
    national_ids: usize,
    phones: usize,
    emails: usize,
    full_names: usize,
    given_names: usize,
    known_names: usize,
    codes: usize,
    dates: usize,
    cells: usize,
}

impl Profile {
    /// Looks at the cells of a column; `is_known` tells the names of places, institutions and
    /// indicators.
    pub(super) fn of<'a>(
        cells: impl Iterator<Item = &'a Cell>,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut profile = Self::default();
        for cell in cells.take(MOST_CELLS) {
            profile.cells += 1;
            match &cell.content {
                Content::Text(text) => profile.add_text(text.trim(), is_known),
                Content::Number(number) => profile.phones += usize::from(is_phone_number(*number)),
                Content::Date(_) => profile.dates += 1,
                _ => {}
            }
        }
        profile
    }

    fn add_text(&mut self, text: &str, is_known: &dyn Fn(&str) -> bool) {
        self.texts += 1;
        if crate::date::parse(text).is_some() {
            self.dates += 1;
        } else if is_national_id(text) {
            self.national_ids += 1;
        } else if is_phone(text) {
            self.phones += 1;
        } else if is_email(text) {
            self.emails += 1;
        } else if is_known(text) {
            self.known_names += 1;
        } else if text
            .bytes()
            .any(|byte| byte.is_ascii_digit() || byte == b'_')
        {
            self.codes += 1;
        } else {
            let first = text.split(' ').next().map(fold).unwrap_or_default();
            let is_institution = words::holds(words::INSTITUTION, &first);
            self.full_names += usize::from(is_full_name(text) && !is_institution);
            self.given_names += usize::from(words::holds(words::GIVEN_NAMES, &first));
        }
    }

    /// Whether most cells are dates.
    pub(super) fn is_dates(&self) -> bool {
        self.dates * 2 > self.cells
    }

    /// What the content alone proves. `beside_dates`: another column of the sheet holds dates.
    pub(super) fn kind(&self, beside_dates: bool) -> Option<PersonalKind> {
        let most = |count: usize| count * 10 >= self.cells * 6;
        if self.national_ids > 0 {
            Some(PersonalKind::NationalId)
        } else if self.emails >= 2 {
            Some(PersonalKind::Email)
        } else if self.phones >= 3 && most(self.phones) {
            Some(PersonalKind::Phone)
        } else {
            let are_names = self.full_names >= 3 && most(self.full_names);
            let are_people = self.given_names * 10 >= self.texts * 3 || beside_dates;
            (are_names && are_people).then_some(PersonalKind::Name)
        }
    }

    /// Whether a column headed by a bare "name" holds names of persons as far as can be told:
    /// neither known names, nor codes, nor empty.
    pub(super) fn could_be_persons(&self) -> bool {
        let harmless = self.known_names + self.codes;
        self.texts > 0 && harmless * 2 < self.texts
    }
}

/// The Albanian personal number: a letter, eight digits, a letter. (A business number has the same
/// shape; its column is known by its heading.)
fn is_national_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes[0].is_ascii_alphabetic()
        && bytes[9].is_ascii_alphabetic()
        && bytes[1..9].iter().all(u8::is_ascii_digit)
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    !user.is_empty() && host.contains('.') && !host.starts_with('.') && !text.contains(' ')
}

/// `+355 69 …`, `00355…`, `069 123 4567`: blanks, dashes and slashes do not count.
fn is_phone(text: &str) -> bool {
    let is_sign =
        |character: char| matches!(character, ' ' | '\u{A0}' | '-' | '/' | '(' | ')' | '.');
    let digits: String = text
        .chars()
        .filter(|character| !is_sign(*character))
        .collect();
    let (international, digits) = match digits.strip_prefix('+').or(digits.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, digits.as_str()),
    };
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let length = digits.len();
    all_digits
        && ((international && (8..=14).contains(&length))
            || (digits.starts_with("06") && length == 10))
}

/// A number that lost its leading zeros in a number cell: 69 123 4567, or 355 69 123 4567.
fn is_phone_number(number: f64) -> bool {
    let is_mobile = (660_000_000.0..700_000_000.0).contains(&number);
    let is_international = (35_500_000_000.0..35_600_000_000.0).contains(&number)
        || (355_000_000_000.0..356_000_000_000.0).contains(&number);
    number.fract() == 0.0 && (is_mobile || is_international)
}

/// Two to four words, each one capital letter and then small ones (or all capitals).
fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && word.chars().count() > 1
                && letters.all(|letter| letter.is_alphabetic() || letter == '-')
        })
}
