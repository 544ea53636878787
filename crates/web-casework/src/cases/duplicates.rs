//! Whom to ask whether they hold the same person: institutions, never a record or a code.

use crate::{
    error::InLanguage as _,
    sent::CaseVisit,
    sheet::{Cell, Part, Sheet, Table},
    show,
};
use axum::response::Response;
use boxed::boxed;
use casework::DuplicateHint;
use page::Failure;

// words: case-duplicates-*

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let hints = door.casework.duplicate_hints(reader.request(), &code).await;
    let hints = hints.shown(reader.language())?;
    let words = reader.words();
    let row = |hint: &DuplicateHint| {
        let count = [("count", hint.agreeing.into())];
        vec![
            Cell::Text(show::institution(&door, words, &hint.ask)),
            Cell::Text(words.with("case-duplicates-agreeing", &count)),
        ]
    };
    let table = Table {
        caption: words.text("case-duplicates-table"),
        heads: ["institution", "agreeing"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: hints.iter().map(row).collect(),
        empty: words.text("case-duplicates-none"),
    };
    Sheet::inside(&door, &reader, words.text("case-duplicates-title"))
        .under(code.as_str())
        .lead(words.text("case-duplicates-lead"))
        .with(Part::Table(table))
        .answer()
}
