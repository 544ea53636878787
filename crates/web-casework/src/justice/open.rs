//! The page of a matter, in codes.

use super::view;
use crate::{
    TableDoor,
    choose::term,
    days::day_of,
    sent::MatterVisit,
    session::{Insider, names_of},
    sheet::{Cell, Link, Part, Sheet, Table},
    show,
};
use axum::response::Response;
use boxed::boxed;
use casework::{MatterView, Suspect};
use page::{Failure, Words, time_text};
use vocabulary::TermCode;

#[boxed]
pub(super) async fn show(
    MatterVisit { door, reader, code }: MatterVisit,
) -> Result<Response, Failure> {
    let seen = view(&door, &reader, &code).await?;
    let words = reader.words();
    let title = words.with("matter-page-title", &[("code", code.as_str().into())]);
    let steps = ["steps", "suspects", "court", "links", "reveal"].into_iter();
    let own = (seen.leader == reader.worker().account()).then_some("holders");
    let links = steps
        .chain(own)
        .map(|step| {
            let label = words.of("matter-page-to", step);
            Link::new(super::at(&code, &format!("/{step}")), label)
        })
        .collect();
    Sheet::inside(&door, &reader, title)
        .under_matters()
        .with(Part::Facts(facts(&door, &reader, &seen).await?))
        .with(Part::Heading(words.text("matter-page-actions")))
        .with(Part::Links(links))
        .with(Part::Table(events(&door, &reader, &seen)))
        .with(Part::Table(suspects(&reader, &seen.suspects)))
        .with(Part::Table(hearings(&reader, &seen)))
        .with(Part::Table(measures(&reader, &seen)))
        .with(Part::Table(claims(&reader, &seen)))
        .answer()
}

fn terms(door: &TableDoor, reader: &Insider, (of, codes): (&str, &[TermCode])) -> String {
    let names = codes
        .iter()
        .map(|code| term(door, reader.words(), (of, code.as_str())));
    let names = names.collect::<Vec<_>>().join(", ");
    if names.is_empty() {
        "–".to_owned()
    } else {
        names
    }
}

#[boxed]
async fn facts(
    door: &TableDoor,
    reader: &Insider,
    seen: &MatterView,
) -> Result<Vec<(String, String)>, Failure> {
    let words = reader.words();
    let names = names_of(door, reader.language(), vec![seen.leader.as_str()]).await?;
    let described = &seen.description;
    let institution = show::institution(door, words, &seen.institution);
    let seized = described
        .assets_seized_at
        .map_or_else(|| "–".to_owned(), |at| day_of(words, at));
    let facts = [
        ("stage", words.of("matter-stage", seen.stage.code())),
        ("articles", terms(door, reader, ("article", &seen.articles))),
        ("scope", words.of("matter-scope", described.scope.code())),
        (
            "linked",
            terms(door, reader, ("linked-crime", &described.linked_crimes)),
        ),
        ("needs", terms(door, reader, ("need", &described.needs))),
        ("seized", seized),
        ("region", show::region(door, words, seen.region.as_str())),
        (
            "leader",
            format!("{}, {institution}", names.of(&seen.leader)),
        ),
        ("reported", day_of(words, seen.reported_at)),
    ];
    let facts = facts.into_iter();
    Ok(facts
        .map(|(key, text)| (words.of("matter-page-column", key), text))
        .collect())
}

fn heads(reader: &Insider, keys: &[&str]) -> Vec<String> {
    let words = reader.words();
    keys.iter()
        .map(|key| words.of("matter-page-column", key))
        .collect()
}

fn events(door: &TableDoor, reader: &Insider, seen: &MatterView) -> Table {
    let words = reader.words();
    let row = |one: &casework::MatterEvent| {
        let reason = one.reason.map(|one| words.of("matter-reason", one.code()));
        vec![
            Cell::Text(day_of(words, one.at)),
            Cell::Text(words.of("matter-step", one.step.code())),
            Cell::Text(words.of("matter-stage", one.stage.code())),
            Cell::Text(reason.unwrap_or_else(|| "–".to_owned())),
            Cell::Text(terms(door, reader, ("article", &one.articles))),
        ]
    };
    Table {
        caption: words.text("matter-page-events"),
        heads: heads(reader, &["when", "step", "stage", "reason", "articles"]),
        rows: seen.events.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// A suspect's number on the list: names are opened one at a time.
pub(super) fn numbered(reader: &Insider, place: usize) -> String {
    let values = [("number", (place + 1).to_string().into())];
    reader.words().with("suspect-numbered", &values)
}

pub(super) fn suspects(reader: &Insider, suspects: &[Suspect]) -> Table {
    let words = reader.words();
    let row = |(place, one): (usize, &Suspect)| {
        let sentence = one.sentence_months.map_or_else(
            || "–".to_owned(),
            |months| {
                let values = [("months", months.to_string().into())];
                let key = if one.is_suspended {
                    "suspect-sentence-suspended"
                } else {
                    "suspect-sentence-served"
                };
                words.with(key, &values)
            },
        );
        vec![
            Cell::Text(numbered(reader, place)),
            Cell::Text(words.of("suspect-state", one.state.code())),
            Cell::Text(words.of("suspect-sex", one.sex.code())),
            Cell::Text(words.of("suspect-age", one.age.code())),
            Cell::Text(words.of("suspect-citizenship", one.citizenship.code())),
            Cell::Text(day_of(words, one.suspected_at)),
            Cell::Text(sentence),
        ]
    };
    Table {
        caption: words.text("suspect-table"),
        heads: heads(
            reader,
            &[
                "suspect",
                "state",
                "sex",
                "age",
                "citizenship",
                "since",
                "sentence",
            ],
        ),
        rows: suspects.iter().enumerate().map(row).collect(),
        empty: words.text("suspect-none"),
    }
}

pub(super) fn hearings(reader: &Insider, seen: &MatterView) -> Table {
    hearing_table(reader, &seen.hearings)
}

pub(super) fn hearing_table(reader: &Insider, hearings: &[casework::Hearing]) -> Table {
    let words = reader.words();
    let row = |one: &casework::Hearing| {
        vec![
            Cell::Text(time_text(words, one.at)),
            Cell::Text(words.of("hearing-kind", one.kind.code())),
            Cell::Text(words.of("hearing-state", one.state.code())),
        ]
    };
    Table {
        caption: words.text("hearing-table"),
        heads: heads(reader, &["when", "hearing", "state"]),
        rows: hearings.iter().map(row).collect(),
        empty: words.text("hearing-none"),
    }
}

pub(super) fn measures(reader: &Insider, seen: &MatterView) -> Table {
    measure_table(reader, &seen.measures)
}

pub(super) fn measure_table(reader: &Insider, measures: &[casework::ProtectiveMeasure]) -> Table {
    let words = reader.words();
    let row = |one: &casework::ProtectiveMeasure| {
        let ended = one
            .ended_at
            .map_or_else(|| words.text("measure-lasts"), |at| day_of(words, at));
        vec![
            Cell::Text(words.of("measure-kind", one.kind.code())),
            Cell::Text(day_of(words, one.begun_at)),
            Cell::Text(ended),
        ]
    };
    Table {
        caption: words.text("measure-table"),
        heads: heads(reader, &["measure", "since", "until"]),
        rows: measures.iter().map(row).collect(),
        empty: words.text("measure-none"),
    }
}

pub(super) fn claims(reader: &Insider, seen: &MatterView) -> Table {
    claim_table(reader, &seen.claims)
}

/// So many lek.
pub(super) fn amount_text(words: Words, amount: i64) -> String {
    words.with("claim-amount", &[("amount", amount.into())])
}

pub(super) fn claim_table(reader: &Insider, claims: &[casework::CompensationClaim]) -> Table {
    let words = reader.words();
    let row = |one: &casework::CompensationClaim| {
        let awarded = one.awarded.map(|amount| amount_text(words, amount));
        vec![
            Cell::Text(day_of(words, one.claimed_at)),
            Cell::Text(amount_text(words, one.claimed)),
            Cell::Text(words.of("claim-state", one.state.code())),
            Cell::Text(awarded.unwrap_or_else(|| "–".to_owned())),
        ]
    };
    Table {
        caption: words.text("claim-table"),
        heads: heads(reader, &["since", "claimed", "state", "awarded"]),
        rows: claims.iter().map(row).collect(),
        empty: words.text("claim-none"),
    }
}
