//! What was said in one assessment, on the one answer to the form, the most urgent first.

use crate::{
    error::InLanguage as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
};
use axum::response::Response;
use boxed::boxed;
use casework::{DomainNeed, NeedLevel, RecordId};
use page::Failure;

#[boxed]
pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let language = reader.language();
    let id = RecordId::parse(entered.get("assessment")).shown(language)?;
    let said = door
        .casework
        .assessment_text(reader.request(), &code, &id)
        .await
        .shown(language)?;
    let words = reader.words();
    let note = said.note.expose().to_owned();
    let back = Link::new(
        format!("/table/cases/{code}/needs"),
        words.text("case-needs-title"),
    );
    Sheet::inside(&door, &reader, words.text("case-needs-said-title"))
        .under(code.as_str())
        .lead(words.text("case-needs-said-lead"))
        .with(Part::Table(table(&reader, said.needs)))
        .with(Part::Opened(words.text("case-needs-note"), note))
        .with_some(said.says.map(|says| {
            let name = words.text("case-needs-says");
            Part::Opened(name, says.expose().to_owned())
        }))
        .with(Part::Links(vec![back]))
        .answer()
}

/// The most urgent first: what the person wants first, then what is needed most.
fn table(reader: &Insider, mut needs: Vec<DomainNeed>) -> Table {
    let words = reader.words();
    needs.sort_by_key(|one| (!one.is_priority, urgency(one.need), one.domain));
    let row = |one: &DomainNeed| {
        let kind = match one.need {
            NeedLevel::MuchNeed => "bad",
            NeedLevel::SomeNeed => "warn",
            NeedLevel::NoNeed => "good",
            NeedLevel::NotAsked | NeedLevel::Declined => "",
        };
        let first = if one.is_priority {
            words.text("case-needs-first-yes")
        } else {
            "–".to_owned()
        };
        vec![
            Cell::Text(words.of("domain", one.domain.code())),
            Cell::Tag(kind, words.of("need-level", one.need.code())),
            Cell::Text(first),
        ]
    };
    Table {
        caption: words.text("case-needs-said"),
        heads: ["domain", "need", "first"]
            .map(|head| words.of("case-needs-head", head))
            .to_vec(),
        rows: needs.iter().map(row).collect(),
        empty: words.text("case-needs-said-nothing"),
    }
}

const fn urgency(need: NeedLevel) -> u8 {
    match need {
        NeedLevel::MuchNeed => 0,
        NeedLevel::SomeNeed => 1,
        NeedLevel::Declined => 2,
        NeedLevel::NotAsked => 3,
        NeedLevel::NoNeed => 4,
    }
}
