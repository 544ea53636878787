//! What a provider is called: the institution and its area; a shelter by its area alone.

use crate::{TableDoor, error::InLanguage as _, session::Insider, show};
use boxed::boxed;
use casework::{Provider, ProviderOption, RecordId, Service};
use page::{Choice, Failure};
use std::collections::BTreeMap;

/// The names of everything that is declared, by id.
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// Reads the directory once for a page.
    #[boxed]
    pub(crate) async fn read(door: &TableDoor, reader: &Insider) -> Result<Self, Failure> {
        let all = door.casework.provider_directory(reader.request()).await;
        let all = all.shown(reader.language())?;
        let named = all
            .iter()
            .map(|one| (one.id.as_str().to_owned(), name_of(door, reader, one)));
        Ok(Self(named.collect()))
    }

    /// The name, or a dash for what is declared no more.
    pub(crate) fn of(&self, reader: &Insider, provider: &RecordId) -> String {
        let found = self.0.get(provider.as_str()).cloned();
        found.unwrap_or_else(|| reader.words().text("table-providers-gone"))
    }
}

/// The name of a provider.
pub(super) fn name_of(door: &TableDoor, reader: &Insider, one: &Provider) -> String {
    let whose = (one.service, one.institution.as_str());
    name(door, reader, (whose, one.area.as_str()))
}

fn name(
    door: &TableDoor,
    reader: &Insider,
    ((service, institution), area): ((Service, &str), &str),
) -> String {
    let words = reader.words();
    let area = show::region(door, words, area);
    if service.is_shelter() {
        format!("{} – {area}", words.of("service", service.code()))
    } else {
        format!("{} – {area}", show::institution(door, words, institution))
    }
}

/// Somebody with room, as an answer to choose.
pub(crate) fn option_choice(
    door: &TableDoor,
    reader: &Insider,
    (service, one): (Service, &ProviderOption),
    chosen: &str,
) -> Choice {
    let words = reader.words();
    let whose = (service, one.institution.as_str());
    let name = name(door, reader, (whose, one.area.as_str()));
    let values = [("name", name.into()), ("free", one.free.into())];
    let mut choice = Choice::new(
        one.id.as_str(),
        words.with("table-providers-free", &values),
        chosen,
    );
    let hints = [
        (one.is_in_mechanism, "table-providers-in-mechanism"),
        (!one.takes_children, "table-providers-not-children"),
    ];
    let hints = hints.iter().filter(|(is_so, _)| *is_so);
    let hints: Vec<String> = hints.map(|(_, key)| words.text(key)).collect();
    choice.hint = hints.join(" ");
    choice
}
