//! The referrals of a case, for its team.

use super::told;
use crate::{
    TableDoor,
    cases::view::view_if,
    error::InLanguage as _,
    sent::CaseVisit,
    session::Insider,
    sheet::{Cell, Link, Part, Sheet, Table},
    show,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, CaseView, DisclosureBasis, Referral};
use page::{Failure, Words, time_text};

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let referrals = door.casework.referrals(reader.request(), &code).await;
    let referrals = referrals.shown(reader.language())?;
    let bases = usable(&door, &reader, &code).await?;
    let words = reader.words();
    let row = |one: &Referral| row((&door, words), &code, one);
    let table = Table {
        caption: words.text("case-referral-table"),
        heads: ["code", "service", "recipient", "state", "due"]
            .map(|head| words.of("referral-column", head))
            .to_vec(),
        rows: referrals.iter().map(row).collect(),
        empty: words.text("case-referral-none"),
    };
    Sheet::inside(&door, &reader, words.text("case-referral-title"))
        .under(code.as_str())
        .lead(words.text("case-referral-lead"))
        .with(Part::Table(table))
        .with(Part::Heading(words.text("case-referral-new")))
        .with(Part::Text(words.text("case-referral-choose-basis")))
        .with(Part::Links(basis_links((&door, words), &code, &bases, "")))
        .answer()
}

/// The bases of a case on which something may be told now.
#[boxed]
pub(super) async fn usable(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<Vec<DisclosureBasis>, Failure> {
    let bases = door.casework.disclosure_bases(reader.request(), code).await;
    let mut bases = bases.shown(reader.language())?;
    bases.retain(|one| one.is_usable);
    Ok(bases)
}

/// A way to a draft for each basis, and to a new consent. `follows` is what comes after the address.
pub(super) fn basis_links(
    (door, words): (&TableDoor, Words),
    code: &CaseCode,
    bases: &[DisclosureBasis],
    follows: &str,
) -> Vec<Link> {
    let link = |one: &DisclosureBasis| {
        let values = [
            ("kind", words.of("basis-kind", one.kind.code()).into()),
            (
                "recipient",
                show::institution(door, words, &one.recipient).into(),
            ),
            ("until", time_text(words, one.expires_at).into()),
        ];
        Link::new(
            format!(
                "/table/cases/{code}/consents/{}/referral{follows}",
                one.id.as_str()
            ),
            words.with("case-referral-on-basis", &values),
        )
    };
    let more = [
        ("consent", "case-consent-to-new"),
        ("legal-basis", "case-basis-to-new"),
    ];
    let more =
        more.map(|(page, key)| Link::new(format!("/table/cases/{code}/{page}"), words.text(key)));
    bases.iter().map(link).chain(more).collect()
}

fn row((door, words): (&TableDoor, Words), code: &CaseCode, one: &Referral) -> Vec<Cell> {
    let status = &one.status;
    let href = format!("/table/cases/{code}/referrals/{}", status.id.as_str());
    let (kind, state) = told::state(words, status);
    vec![
        Cell::Link(Link::new(href, &status.code)),
        Cell::Text(words.of("service", status.service.code())),
        Cell::Text(show::institution(door, words, &status.recipient)),
        Cell::Tag(kind, state),
        told::due(words, status),
    ]
}
