//! The transfers in which one has a part: to receive, to decide about as the second person, and those
//! that one sent, of which a status by code is all that is left.

use super::{names, state};
use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::Sent,
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show::{self, WorkerNames},
    step::OrAt as _,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{Transfer, TransferAnswer, TransferPart, TransferState};
use page::{Choice, Failure, Problem, time_text};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page((&door, &reader), &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let found = door.casework.transfers_of(reader.request()).await;
    let found = found.shown(reader.language())?;
    let all: Vec<&Transfer> = found.iter().map(|(_, one)| one).collect();
    let names = names(door, reader, &all).await?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    Sheet::inside(door, reader, words.text("transfer-list-title"))
        .lead(words.text("transfer-list-lead"))
        .with(Part::Table(table(door, reader, (&found, &names))))
        .with_some(answering(ask, &found, TransferPart::Receives, &problems))
        .with_some(answering(ask, &found, TransferPart::Decides, &problems))
        .checked(problems)
}

fn table(
    door: &TableDoor,
    reader: &Insider,
    (found, names): (&[(TransferPart, Transfer)], &WorkerNames),
) -> Table {
    let words = reader.words();
    let who = |account: &str, institution: &str| {
        let institution = show::institution(door, words, institution);
        format!("{}, {institution}", names.of(account))
    };
    let row = |(part, one): &(TransferPart, Transfer)| {
        let key = match part {
            TransferPart::Receives => "transfer-part-receives",
            TransferPart::Decides => "transfer-part-decides",
            TransferPart::Sent => "transfer-part-sent",
        };
        let (kind, state) = state(words, one);
        let phase = one.phase.map(|phase| words.of("case-phase", phase.code()));
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(words.text(key)),
            Cell::Tag(kind, state),
            Cell::Text(words.of("transfer-reason", one.reason.code())),
            Cell::Text(who(&one.from_worker, &one.from_institution)),
            Cell::Text(who(&one.to_worker, &one.to_institution)),
            Cell::Text(time_text(words, one.proposed_at)),
            Cell::Text(phase.unwrap_or_else(|| "–".to_owned())),
        ]
    };
    Table {
        caption: words.text("transfer-table"),
        heads: [
            "code", "part", "state", "reason", "from", "to", "proposed", "phase",
        ]
        .map(|head| words.of("transfer-column", head))
        .to_vec(),
        rows: found.iter().map(row).collect(),
        empty: words.text("transfer-none"),
    }
}

// words: transfer-part-receives transfer-part-decides transfer-part-sent

fn answering(
    ask: Asking<'_>,
    found: &[(TransferPart, Transfer)],
    part: TransferPart,
    problems: &[Problem],
) -> Option<Part> {
    let words = ask.words;
    let (name, done, title, yes, no) = match part {
        TransferPart::Receives => (
            "received",
            TransferState::Accepted,
            "transfer-receive-form",
            "accept",
            "decline",
        ),
        _ => (
            "decided",
            TransferState::Approved,
            "transfer-decide-form",
            "approve",
            "refuse",
        ),
    };
    let open = found.iter().filter(|(own, one)| {
        *own == part && one.state != done && one.state != TransferState::Ready
    });
    let open: Vec<Choice> = open
        .map(|(_, one)| Choice::new(one.id.as_str(), &one.code, ask.entered.get(name)))
        .collect();
    let answer = format!("{name}-answer");
    let form = Form::new("/table/transfers", words.text("transfer-answer-button"))
        .titled(words.text(title))
        .ask(Input::Select(
            ask.field(name, "transfer-ask-which"),
            open.clone(),
        ))
        .ask(ask.one_of(
            (&answer, "transfer-ask-answer"),
            "transfer-answer",
            [yes, no],
        ));
    (!open.is_empty()).then(|| Part::Form(form.checked(problems)))
}

// words: transfer-receive-form transfer-decide-form

#[boxed]
pub(super) async fn submit(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let name = if form.entered.get("received").is_empty() {
            "decided"
        } else {
            "received"
        };
        let transfer = ask.record(name)?;
        let answer = match form.entered.get(&format!("{name}-answer")) {
            "accept" => TransferAnswer::Accept,
            "decline" => TransferAnswer::Decline,
            "approve" => TransferAnswer::Approve,
            "refuse" => TransferAnswer::Refuse,
            _ => return Err(ask.missing(name).into()),
        };
        let what = (&transfer, answer);
        let answered = form.wing().transfer_answer(form.request(), what);
        answered.await.or_at(name, form.words())
    };
    let Err(stop) = step.await else {
        return Ok(to("/table/transfers"));
    };
    page(form.sender(), &form.entered, stop.problems()?).await
}
