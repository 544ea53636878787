//! What the cells of one column look like: personal data is found even under a harmless heading.

use super::{PersonalKind, words};
use crate::table::{Cell, Content};
use vocabulary::{
    personal::{is_email, is_national_id, is_phone, is_phone_number, trace},
    text::fold,
};

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
    /// The first cell of running text that gives a person away: its row, and by what.
    told: Option<(u32, PersonalKind)>,
}

impl Profile {
    /// Looks at the cells of a column; `is_known` tells the names of places, institutions and
    /// indicators. Running text is looked at in every cell: one remark of thousands is enough.
    pub(super) fn of<'a>(
        cells: impl Iterator<Item = (u32, &'a Cell)>,
        is_known: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut profile = Self::default();
        for (number, (row, cell)) in cells.enumerate() {
            if let Content::Text(text) = &cell.content
                && profile.told.is_none()
                && is_running(text.trim())
            {
                profile.told = trace(text).map(|found| (row, found.kind));
            }
            if number >= MOST_CELLS {
                continue;
            }
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
        if vocabulary::text::date(text).is_some() {
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

    /// Where running text gives a person away, and by what.
    pub(super) const fn told(&self) -> Option<(u32, PersonalKind)> {
        self.told
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

/// Several words: no number, code or address alone, which are judged by the column.
fn is_running(text: &str) -> bool {
    text.len() >= 8
        && text.contains(char::is_whitespace)
        && text.chars().any(char::is_alphabetic)
        && !is_phone(text)
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
