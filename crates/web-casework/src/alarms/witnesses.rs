//! The witnesses of the wing's audit log: who fetched and signed its checkpoint when, and what must be
//! done when nobody does.

use crate::{
    TableDoor,
    error::InLanguage as _,
    session::Insider,
    sheet::{Cell, Part, Table},
};
use boxed::boxed;
use ledger::WitnessOverview;
use page::{Failure, time_text};

#[boxed]
pub(super) async fn overview(
    door: &TableDoor,
    reader: &Insider,
) -> Result<WitnessOverview, Failure> {
    let seen = door.casework.log_witnesses(reader.request()).await;
    seen.shown(reader.language())
}

/// What stands of them on the page of alarms.
pub(super) fn parts(reader: &Insider, seen: &WitnessOverview) -> Vec<Part> {
    let words = reader.words();
    let now = reader.visitor.now;
    let days = ("days", WitnessOverview::LONGEST_DAYS.into());
    let mut parts = vec![
        Part::Heading(words.text("log-witness-title")),
        Part::Text(words.text("log-witness-lead")),
    ];
    if let Some((at, fault)) = &seen.fault {
        let values = [
            ("at", time_text(words, *at).into()),
            ("fault", fault.clone().into()),
        ];
        parts.push(Part::Note("bad", words.with("log-witness-fault", &values)));
    }
    match seen.signed {
        None => parts.push(Part::Note("warn", words.text("log-witness-unsigned"))),
        Some((at, rows)) => {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            let values = [
                ("at", time_text(words, at).into()),
                ("rows", rows.into()),
                days.clone(),
            ];
            let (kind, key) = if seen.is_unsigned(now) {
                ("warn", "log-witness-signed-long-ago")
            } else {
                ("calm", "log-witness-signed")
            };
            parts.push(Part::Note(kind, words.with(key, &values)));
        }
    }
    let row = |one: &ledger::Witness| {
        let never = || words.text("log-witness-never");
        let signed = one.cosigned.map(|(at, _)| time_text(words, at));
        vec![
            Cell::Text(one.name.clone()),
            Cell::Text(one.fetched_at.map_or_else(never, |at| time_text(words, at))),
            Cell::Text(signed.unwrap_or_else(never)),
            if seen.is_late(one, now) {
                let text = words.with("log-witness-late", std::slice::from_ref(&days));
                Cell::Tag("warn", text)
            } else {
                Cell::Tag("good", words.text("log-witness-in-time"))
            },
        ]
    };
    parts.push(Part::Table(Table {
        caption: words.text("log-witness-table"),
        heads: ["name", "fetched", "signed", "state"]
            .map(|head| words.of("log-witness-column", head))
            .to_vec(),
        rows: seen.witnesses.iter().map(row).collect(),
        empty: words.text("log-witness-none"),
    }));
    parts
}
