//! One referral on the sender's side: where it stands, and what can be done about it now.

use super::{
    of_case::{basis_links, usable},
    reword, told,
};
use crate::{
    TableDoor,
    address::{code_of, record_of},
    cases::view::view_if,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Link, Part, Sheet},
    show::list,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{CaseView, Referral, ReferralState};
use page::{Failure, Problem};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (seen, referral) = found(&door, &reader, (&code, &referral)).await?;
    page((&door, &reader), (&seen, &referral), Vec::new()).await
}

/// The case and the referral of an address, for whoever assists.
#[boxed]
pub(super) async fn found(
    door: &TableDoor,
    reader: &Insider,
    (code, referral): (&str, &str),
) -> Result<(CaseView, Referral), Failure> {
    let code = code_of(reader, code)?;
    let seen = view_if(door, reader, &code, CaseView::is_assisted).await?;
    let id = record_of(reader, referral)?;
    let all = door.casework.referrals(reader.request(), &code).await;
    let mut all = all.shown(reader.language())?.into_iter();
    let one = all.find(|one| one.status.id == id);
    Ok((seen, one.ok_or_else(|| reader.visitor.not_found())?))
}

pub(super) fn path(seen: &CaseView, one: &Referral) -> String {
    let id = one.status.id.as_str();
    format!("/table/cases/{}/referrals/{id}", seen.code)
}

/// What stands about it, before the steps.
pub(super) fn sheet(
    (door, reader): (&TableDoor, &Insider),
    (seen, one): (&CaseView, &Referral),
) -> Sheet {
    let words = reader.words();
    let mut facts = told::status_facts(door, words, &one.status);
    let fields = one.fields.iter().map(|field| field.code());
    let more = [
        ("urgency", told::urgency(words, one.urgency)),
        ("kind", words.of("referral-kind", one.kind.code())),
        ("fields", list(words, "case-field", fields)),
    ];
    facts.extend(more.map(|(key, text)| (words.of("referral-column", key), text)));
    let links = [
        (&one.basis, "consents", "case-referral-to-basis"),
        (&one.follows, "referrals", "case-referral-to-before"),
    ];
    let links = links.into_iter().filter_map(|(id, page, key)| {
        let id = id.as_ref()?.as_str();
        let href = format!("/table/cases/{}/{page}/{id}", seen.code);
        Some(Link::new(href, words.text(key)))
    });
    let code = one.status.code.as_str();
    let title = words.with("referral-one", &[("code", code.into())]);
    Sheet::inside(door, reader, title)
        .under(seen.code.as_str())
        .step(
            format!("/table/cases/{}/referrals", seen.code),
            words.text("case-referral-title"),
        )
        .with(Part::Facts(facts))
        .with(Part::Links(links.collect()))
}

#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, one): (&CaseView, &Referral),
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let path = path(seen, one);
    let note = Form::new(
        format!("{path}/note"),
        words.text("case-referral-read-note"),
    );
    let chosen = told::chosen(door, reader, one.provider.as_ref()).await?;
    let mut sheet = sheet((door, reader), (seen, one))
        .with_some(chosen)
        .with(Part::Form(note));
    match one.status.state {
        ReferralState::Draft => {
            let change = Link::new(format!("{path}/draft"), words.text("case-referral-reword"));
            let offers = reword::offers(door, reader, (seen, one)).await?;
            sheet = sheet.with(Part::Links(vec![change])).with(offers);
            let send = Form::new(format!("{path}/sent"), words.text("case-referral-send"))
                .titled(words.text("case-referral-send-title"))
                .ask_code(door, reader)
                .checked(&problems);
            let discard = Form::new(
                format!("{path}/discarded"),
                words.text("case-referral-discard"),
            )
            .folded(words.text("case-referral-discard-title"));
            sheet = sheet.with(Part::Form(send)).with(Part::Form(discard));
        }
        ReferralState::Sent
        | ReferralState::Received
        | ReferralState::Accepted
        | ReferralState::InProgress => {
            let recall = Form::new(
                format!("{path}/recalled"),
                words.text("case-referral-recall"),
            )
            .folded(words.text("case-referral-recall-title"));
            sheet = sheet.with(Part::Form(recall));
        }
        ReferralState::Rejected | ReferralState::Recalled => {
            let follows = format!("?follows={}", one.status.id.as_str());
            let bases = usable(door, reader, &seen.code).await?;
            let links = basis_links((door, words), &seen.code, &bases, &follows);
            sheet = sheet
                .with(Part::Heading(words.text("case-referral-again")))
                .with(Part::Text(words.text("case-referral-choose-basis")))
                .with(Part::Links(links));
        }
        ReferralState::Completed | ReferralState::Discarded => {}
    }
    sheet.checked(problems)
}
