//! What the person said at each follow-up, side by side: a domain a row, a month a column.

use super::month;
use crate::{
    error::InLanguage as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
};
use axum::response::Response;
use boxed::boxed;
use casework::{Domain, DomainOutcome, FollowUpState, OutcomeScore};
use page::Failure;

#[boxed]
pub(super) async fn submit(
    CaseForm {
        door, reader, code, ..
    }: CaseForm,
) -> Result<Response, Failure> {
    let language = reader.language();
    let all = door.casework.followups(reader.request(), &code).await;
    let all = all.shown(language)?;
    let mut columns = Vec::new();
    for one in all.iter().filter(|one| one.state == FollowUpState::Done) {
        let said = door
            .casework
            .followup_outcomes(reader.request(), &code, &one.id)
            .await
            .shown(language)?;
        columns.push((month(&reader, one), said));
    }
    let words = reader.words();
    let back = Link::new(
        format!("/table/cases/{code}/followup"),
        words.text("case-followup-title"),
    );
    Sheet::inside(&door, &reader, words.text("case-followup-said-title"))
        .under(code.as_str())
        .lead(words.text("case-followup-said-lead"))
        .with(Part::Table(table(&reader, &columns)))
        .with(Part::Links(vec![back]))
        .answer()
}

fn table(reader: &Insider, columns: &[(String, Vec<DomainOutcome>)]) -> Table {
    let words = reader.words();
    let cell = |said: &[DomainOutcome], domain: Domain| {
        let found = said.iter().find(|one| one.domain == domain);
        found.map_or_else(
            || Cell::Text("–".to_owned()),
            |one| Cell::Tag(kind(one.score), words.of("outcome-score", one.score.code())),
        )
    };
    let row = |domain: &Domain| {
        let head = Cell::Text(words.of("domain", domain.code()));
        let cells = columns.iter().map(|(_, said)| cell(said, *domain));
        std::iter::once(head).chain(cells).collect()
    };
    let asked = |domain: &&Domain| {
        let mut columns = columns.iter();
        columns.any(|(_, said)| said.iter().any(|one| one.domain == **domain))
    };
    let first = words.of("case-needs-head", "domain");
    let months = columns.iter().map(|(month, _)| month.clone());
    Table {
        caption: words.text("case-followup-said"),
        heads: std::iter::once(first).chain(months).collect(),
        rows: Domain::ALL.iter().filter(asked).map(row).collect(),
        empty: words.text("case-followup-said-nothing"),
    }
}

const fn kind(score: OutcomeScore) -> &'static str {
    match score {
        OutcomeScore::Badly => "bad",
        OutcomeScore::NotWell => "warn",
        OutcomeScore::Middling => "calm",
        OutcomeScore::Well | OutcomeScore::VeryWell => "good",
        OutcomeScore::Declined => "",
    }
}
