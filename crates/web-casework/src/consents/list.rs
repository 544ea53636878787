//! Every consent, refusal and legal basis of a case, and everything that was told.

use crate::{
    TableDoor,
    cases::view::view_if,
    error::InLanguage as _,
    sent::CaseVisit,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
    show::{self, list},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    BasisKind, BasisState, CaseCode, CaseView, CaseworkError, Disclosure, DisclosureBasis,
};
use page::{Failure, Words, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let words = reader.words();
    let tables = tables(&door, &reader, &code).await;
    let [bases, told] = tables.shown(reader.language())?;
    let links = [
        ("consent", "case-consent-to-new"),
        ("legal-basis", "case-basis-to-new"),
        ("referrals", "case-referral-title"),
    ];
    let links =
        links.map(|(page, key)| Link::new(format!("/table/cases/{code}/{page}"), words.text(key)));
    Sheet::inside(&door, &reader, words.text("case-consent-title"))
        .under(code.as_str())
        .lead(words.text("case-consent-lead"))
        .with(Part::Links(links.into()))
        .with(Part::Table(bases))
        .with(Part::Table(told))
        .answer()
}

/// Every basis of a case, and everything that was told, as tables.
#[boxed]
pub(crate) async fn tables(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<[Table; 2], CaseworkError> {
    let bases = door.casework.disclosure_bases(reader.request(), code);
    let bases = bases.await?;
    let told = door.casework.disclosures(reader.request(), code).await?;
    let words = reader.words();
    let row = |basis: &DisclosureBasis| row((door, words), code, basis);
    let bases = Table {
        caption: words.text("case-consent-table"),
        heads: [
            "kind",
            "recipient",
            "purpose",
            "fields",
            "refused",
            "state",
            "until",
        ]
        .map(|head| words.of("case-consent-column", head))
        .to_vec(),
        rows: bases.iter().map(row).collect(),
        empty: words.text("case-consent-none"),
    };
    Ok([bases, told_table((door, words), code, &told)])
}

// words: case-referral-title

fn row((door, words): (&TableDoor, Words), code: &CaseCode, basis: &DisclosureBasis) -> Vec<Cell> {
    let href = format!("/table/cases/{code}/consents/{}", basis.id.as_str());
    let (kind, state) = state(words, basis);
    let refused = match basis.kind {
        BasisKind::Consent => fields(words, &basis.refused),
        BasisKind::Law => "–".to_owned(),
    };
    vec![
        Cell::Link(Link::new(href, words.of("basis-kind", basis.kind.code()))),
        Cell::Text(show::institution(door, words, &basis.recipient)),
        Cell::Text(words.of("disclosure-purpose", basis.purpose.code())),
        Cell::Text(fields(words, &basis.fields)),
        Cell::Text(refused),
        Cell::Tag(kind, state),
        Cell::Text(time_text(words, basis.expires_at)),
    ]
}

/// Fields by their names; a dash for none.
pub(super) fn fields(words: Words, fields: &[casework::Field]) -> String {
    if fields.is_empty() {
        return "–".to_owned();
    }
    list(words, "case-field", fields.iter().map(|one| one.code()))
}

/// Where a basis stands; that it has expired follows from its date.
pub(super) fn state(words: Words, basis: &DisclosureBasis) -> (&'static str, String) {
    let kind = match basis.state {
        BasisState::InForce if basis.is_usable => "good",
        BasisState::InForce if basis.wants_guardian => {
            return ("warn", words.text("basis-state-guardian"));
        }
        BasisState::InForce => return ("", words.text("basis-state-expired")),
        BasisState::Proposed => "warn",
        BasisState::Refused | BasisState::Withdrawn => "bad",
    };
    (kind, words.of("basis-state", basis.state.code()))
}

/// What was told; what is called back waits for the recipient's word.
fn told_table((door, words): (&TableDoor, Words), code: &CaseCode, told: &[Disclosure]) -> Table {
    let row = |one: &Disclosure| {
        let href = format!("/table/cases/{code}/consents/{}", one.basis.as_str());
        let (kind, state) = told_state(words, one);
        vec![
            Cell::Link(Link::new(href, &one.code)),
            Cell::Text(time_text(words, one.sent_at)),
            Cell::Text(show::institution(door, words, &one.recipient)),
            Cell::Text(fields(words, &one.fields)),
            Cell::Tag(kind, state),
        ]
    };
    Table {
        caption: words.text("case-consent-told"),
        heads: ["code", "when", "recipient", "fields", "state"]
            .map(|head| words.of("case-consent-column", head))
            .to_vec(),
        rows: told.iter().map(row).collect(),
        empty: words.text("case-consent-told-none"),
    }
}

pub(super) fn told_state(words: Words, one: &Disclosure) -> (&'static str, String) {
    use casework::DisclosureState::{Acknowledged, Recalled, Returned, Sent};
    let kind = match one.state {
        Sent => "good",
        Recalled => "bad",
        Returned | Acknowledged => "",
    };
    (kind, words.of("disclosure-state", one.state.code()))
}
