//! The recipient's side of one referral: taken in hand, accepted or rejected with a reason, begun,
//! completed. A rejection gives back what was told.

use super::told;
use crate::{
    TableDoor,
    address::record_of,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Input, Link, Part, Sheet, field},
    show::{self, list},
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{Referral, ReferralAnswer, ReferralState, RejectReason};
use page::{Failure, Problem};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(referral): Path<String>,
) -> Result<Response, Failure> {
    let one = found(&door, &reader, &referral).await?;
    page((&door, &reader), &one, &Entered::default(), Vec::new()).await
}

/// A referral to the reader's institution.
#[boxed]
async fn found(door: &TableDoor, reader: &Insider, id: &str) -> Result<Referral, Failure> {
    let id = record_of(reader, id)?;
    let all = door.casework.referrals_received(reader.request()).await;
    let mut all = all.shown(reader.language())?.into_iter();
    let one = all.find(|one| one.status.id == id);
    one.ok_or_else(|| reader.visitor.not_found())
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    one: &Referral,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let mut facts = told::status_facts(door, words, &one.status);
    let fields = one.fields.iter().map(|field| field.code());
    let more = [
        ("urgency", told::urgency(words, one.urgency)),
        ("sender", show::institution(door, words, &one.sender)),
        ("fields", list(words, "case-field", fields)),
    ];
    facts.extend(more.map(|(key, text)| (words.of("referral-column", key), text)));
    let package = one.disclosure.as_ref().map(|id| {
        let href = format!("/table/received/{}", id.as_str());
        Part::Links(vec![Link::new(href, words.text("referral-to-package"))])
    });
    let title = words.with("referral-one", &[("code", one.status.code.as_str().into())]);
    let mut sheet = Sheet::inside(door, reader, title)
        .step("/table/referrals".to_owned(), words.text("referral-title"))
        .with(Part::Facts(facts))
        .with_some(told::chosen(door, reader, one.provider.as_ref()).await?)
        .with_some(package);
    for form in steps(reader, one, entered) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet.checked(problems)
}

/// The answers that can be given now.
fn steps(reader: &Insider, one: &Referral, entered: &Entered) -> Vec<Form> {
    let words = reader.words();
    let plain = |step: &str| {
        Form::new(path(one), words.of("referral-step", step))
            .ask(Input::Hidden("step", step.to_owned()))
    };
    match one.status.state {
        ReferralState::Sent => vec![plain("receive")],
        ReferralState::Received => {
            let reasons = RejectReason::ALL.iter().map(|reason| reason.code());
            let reasons = show::choices(words, "referral-reason", reasons, entered.get("reason"));
            let reject = plain("reject")
                .folded(words.text("referral-reject-title"))
                .ask(Input::Radios(
                    field(words, "reason", "referral-reason", entered),
                    reasons,
                ));
            vec![plain("accept"), reject]
        }
        ReferralState::Accepted => vec![plain("begin")],
        ReferralState::InProgress => vec![plain("complete")],
        _ => Vec::new(),
    }
}

fn path(one: &Referral) -> String {
    format!("/table/referrals/{}", one.status.id.as_str())
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(referral): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let one = found(&door, &reader, &referral).await?;
    let words = reader.words();
    let answer = match entered.get("step") {
        "receive" => ReferralAnswer::Receive,
        "accept" => ReferralAnswer::Accept,
        "begin" => ReferralAnswer::Begin,
        "complete" => ReferralAnswer::Complete,
        "reject" => match RejectReason::from_code(entered.get("reason")) {
            Some(reason) => ReferralAnswer::Reject(reason),
            None => {
                let problem = Problem::new("reason", words.text("table-take-in-choose"));
                return page((&door, &reader), &one, &entered, vec![problem]).await;
            }
        },
        _ => return Err(reader.visitor.not_found()),
    };
    let id = &one.status.id;
    let done = door.casework.referral_answer(reader.request(), id, answer);
    match done.await.or_at("reason", words) {
        Ok(()) => Ok(Redirect::to(&path(&one)).into_response()),
        Err(stop) => page((&door, &reader), &one, &entered, stop.problems()?).await,
    }
}
