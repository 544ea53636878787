//! What forms of several nouns ask alike: codes of a closed list, a day, a colleague.

use crate::{
    TableDoor,
    days::{end_of_day, start_of_day},
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Input, field},
    show,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::{Colleague, RecordId};
use jiff::Timestamp;
use page::{Choice, Failure, Field, Problem, Words};

/// The fields of one form, with what was typed before.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) words: Words,
    pub(crate) entered: &'a Entered,
}

impl<'a> Asking<'a> {
    pub(crate) fn of(reader: &Insider, entered: &'a Entered) -> Self {
        Self {
            words: reader.words(),
            entered,
        }
    }

    pub(crate) fn field(&self, name: &str, key: &str) -> Field {
        field(self.words, name, key, self.entered)
    }

    pub(crate) fn line(&self, name: &str, key: &str) -> Input {
        Input::Line(self.field(name, key))
    }

    pub(crate) fn long(&self, name: &str, key: &str) -> Input {
        Input::Long(self.field(name, key))
    }

    pub(crate) fn yes(&self, name: &str, key: &str) -> Input {
        Input::Yes(self.field(name, key).optional())
    }

    /// A day; today where nothing was typed.
    pub(crate) fn day(&self, name: &str, key: &str) -> Input {
        let hint = self.words.text("date-hint");
        Input::Day(self.field(name, key).hint(hint))
    }

    /// One code of a list whose texts are `family-code`.
    pub(crate) fn one_of<'c>(
        &self,
        (name, key): (&str, &str),
        family: &str,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Input {
        let chosen = self.entered.get(name);
        let choices = show::choices(self.words, family, codes, chosen);
        Input::Select(self.field(name, key), choices)
    }

    /// Any of some choices, with those ticked that were before.
    pub(crate) fn any_of(&self, (name, key): (&str, &str), mut choices: Vec<Choice>) -> Input {
        for choice in &mut choices {
            choice.is_chosen =
                choice.is_chosen || self.entered.all(name).any(|chosen| chosen == choice.code);
        }
        Input::Several(self.field(name, key).optional(), choices)
    }

    /// The mark of a form: a second click finds what the first made.
    pub(crate) fn mark(&self, door: &TableDoor) -> Input {
        let request = match self.entered.get("request") {
            "" => door.fresh_text(),
            typed => typed.to_owned(),
        };
        Input::Hidden("request", request)
    }

    /// What stands at a field that was left open.
    pub(crate) fn missing(&self, name: &str) -> Problem {
        Problem::new(name, self.words.text("table-take-in-choose"))
    }

    /// A code that was chosen.
    pub(crate) fn chosen<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Result<T, Problem> {
        read(self.entered.get(name)).ok_or_else(|| self.missing(name))
    }

    /// A record that was chosen from a list.
    pub(crate) fn record(&self, name: &str) -> Result<RecordId, Problem> {
        RecordId::parse(self.entered.get(name)).map_err(|_| self.missing(name))
    }

    /// The beginning of a day that was typed.
    pub(crate) fn day_of(&self, name: &str, key: &str) -> Result<Timestamp, Problem> {
        start_of_day(self.entered.get(name)).ok_or_else(|| Problem::new(name, self.words.text(key)))
    }

    /// The end of a day that was typed.
    pub(crate) fn end_of(&self, name: &str, key: &str) -> Result<Timestamp, Problem> {
        end_of_day(self.entered.get(name)).ok_or_else(|| Problem::new(name, self.words.text(key)))
    }
}

/// The terms of a dimension of the country.
pub(crate) fn terms(door: &TableDoor, words: Words, dimension: &str) -> Vec<Choice> {
    let found = door.country.dimension(dimension);
    let terms = found.map(|one| one.terms.as_slice()).unwrap_or_default();
    terms
        .iter()
        .map(|one| Choice::new(one.code.as_str(), one.names.text(words.language()), ""))
        .collect()
}

/// The name of a term, or its code where the country has no such one.
pub(crate) fn term(door: &TableDoor, words: Words, (dimension, code): (&str, &str)) -> String {
    door.country.term(dimension, code).map_or_else(
        || code.to_owned(),
        |one| one.names.text(words.language()).to_owned(),
    )
}

/// Colleagues who are not suspended and fit, by name, profession and institution.
pub(crate) async fn people(
    (door, reader): (&TableDoor, &Insider),
    fits: impl Fn(&Colleague) -> bool,
    chosen: &str,
) -> Result<Vec<Choice>, Failure> {
    let words = reader.words();
    let found = door.casework.colleagues(reader.request()).await;
    let mut found = found.shown(reader.language())?;
    found.retain(|one| !one.is_suspended && fits(one));
    let accounts = found.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let choice = |one: &Colleague| {
        let institution = show::institution(door, words, &one.institution);
        let profession = words.of("profession", one.profession.code());
        let name = format!(
            "{}, {profession} – {institution}",
            names.person(&one.account)
        );
        Choice::new(&one.account, name, chosen)
    };
    Ok(found.iter().map(choice).collect())
}

/// Back to a page.
pub(crate) fn to(path: impl AsRef<str>) -> Response {
    Redirect::to(path.as_ref()).into_response()
}
