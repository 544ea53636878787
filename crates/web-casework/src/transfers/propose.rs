//! At the case: proposing a transfer, calling it back, handing over, and the note that came with one.

use super::{names, state};
use crate::{
    TableDoor,
    choose::{Asking, people, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    CaseCode, CaseHolders, NewTransfer, Profession, RecordId, SecretText, Transfer, TransferReason,
    TransferState,
};
use page::{Choice, Failure, Problem, time_text};

fn at(code: &CaseCode, rest: &str) -> String {
    format!("/table/cases/{code}/transfer{rest}")
}

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let nothing = (None, Vec::new());
    page((&door, &reader), &code, &Entered::default(), nothing).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    (note, problems): (Option<Part>, Vec<Problem>),
) -> Result<Response, Failure> {
    let found = door
        .casework
        .transfers_of_case(reader.request(), code)
        .await;
    let found = found.shown(reader.language())?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let pending = found.iter().find(|one| {
        matches!(
            one.state,
            TransferState::Proposed
                | TransferState::Approved
                | TransferState::Accepted
                | TransferState::Ready
        )
    });
    let mut sheet = Sheet::inside(door, reader, words.text("transfer-page-title"))
        .under(code.as_str())
        .lead(words.text("transfer-page-lead"))
        .with_some(note)
        .with(Part::Table(table(door, reader, &found).await?));
    match pending {
        Some(one) => {
            for form in pending_forms((door, reader), code, one) {
                sheet = sheet.with(Part::Form(form.checked(&problems)));
            }
        }
        None => {
            let form = proposing((door, reader), (code, ask)).await?;
            sheet = sheet.with(Part::Form(form.checked(&problems)));
        }
    }
    let came = found
        .iter()
        .find(|one| one.state == TransferState::HandedOver);
    if let Some(one) = came {
        let form = Form::new(at(code, "/note"), words.text("transfer-note-button"))
            .folded(words.text("transfer-note-form"))
            .ask(Input::Hidden("transfer", one.id.as_str().to_owned()));
        sheet = sheet.with(Part::Form(form));
    }
    sheet.checked(problems)
}

#[boxed]
async fn table(door: &TableDoor, reader: &Insider, found: &[Transfer]) -> Result<Table, Failure> {
    let words = reader.words();
    let all: Vec<&Transfer> = found.iter().collect();
    let names = names(door, reader, &all).await?;
    let row = |one: &Transfer| {
        let (kind, state) = state(words, one);
        let institution = show::institution(door, words, &one.to_institution);
        vec![
            Cell::Text(one.code.clone()),
            Cell::Tag(kind, state),
            Cell::Text(words.of("transfer-reason", one.reason.code())),
            Cell::Text(format!("{}, {institution}", names.of(&one.to_worker))),
            Cell::Text(time_text(words, one.proposed_at)),
        ]
    };
    Ok(Table {
        caption: words.text("transfer-table"),
        heads: ["code", "state", "reason", "to", "proposed"]
            .map(|head| words.of("transfer-column", head))
            .to_vec(),
        rows: found.iter().map(row).collect(),
        empty: words.text("transfer-none-yet"),
    })
}

fn pending_forms(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    one: &Transfer,
) -> Vec<Form> {
    let words = reader.words();
    let id = || Input::Hidden("transfer", one.id.as_str().to_owned());
    let mut forms = Vec::new();
    if one.state == TransferState::Ready {
        let form = Form::new(
            at(code, "/handed-over"),
            words.text("transfer-hand-over-button"),
        )
        .titled(words.text("transfer-hand-over-form"))
        .ask(id())
        .ask_code(door, reader);
        forms.push(form);
    }
    let form = Form::new(at(code, "/recalled"), words.text("transfer-recall-button"));
    forms.push(form.folded(words.text("transfer-recall-form")).ask(id()));
    forms
}

#[boxed]
async fn proposing(
    (door, reader): (&TableDoor, &Insider),
    (code, ask): (&CaseCode, Asking<'_>),
) -> Result<Form, Failure> {
    let words = ask.words;
    let own = reader.worker().account().to_owned();
    let fits = |one: &casework::Colleague| {
        one.profession == Profession::SocialWorker
            && one.account != own
            && !reader.is_other_seat(&one.account)
    };
    let managers = people((door, reader), fits, ask.entered.get("to")).await?;
    let reasons = TransferReason::ALL.iter().map(|one| one.code());
    let basis = ask
        .field("basis", "transfer-ask-basis")
        .optional()
        .hint(words.text("transfer-ask-basis-hint"));
    let guardian = ask
        .field("guardian", "transfer-ask-guardian")
        .optional()
        .hint(words.text("transfer-ask-guardian-hint"));
    let note = ask
        .field("note", "transfer-ask-note")
        .optional()
        .hint(words.text("transfer-ask-note-hint"));
    let form = Form::new(at(code, ""), words.text("transfer-propose-button"))
        .titled(words.text("transfer-propose-form"))
        .ask(ask.mark(door))
        .ask(Input::Select(ask.field("to", "transfer-ask-to"), managers))
        .ask(ask.one_of(("why", "transfer-ask-why"), "transfer-reason", reasons))
        .ask(ask.yes("agrees", "transfer-ask-agrees"))
        .ask(Input::Yes(guardian))
        .ask(Input::Select(
            basis,
            consents(door, reader, (code, ask)).await?,
        ));
    let staying = staying(door, reader, code).await?;
    let form = if staying.is_empty() {
        form
    } else {
        form.ask(ask.any_of(("staying", "transfer-ask-staying"), staying))
    };
    Ok(form.ask(Input::Long(note)).ask_code(door, reader))
}

/// Consents in date, and none.
#[boxed]
async fn consents(
    door: &TableDoor,
    reader: &Insider,
    (code, ask): (&CaseCode, Asking<'_>),
) -> Result<Vec<Choice>, Failure> {
    let words = reader.words();
    let bases = door.casework.disclosure_bases(reader.request(), code).await;
    let bases = bases.shown(reader.language())?;
    let chosen = ask.entered.get("basis");
    let mut choices = vec![Choice::new("", words.text("transfer-no-basis"), chosen)];
    choices.extend(bases.iter().filter(|one| one.is_usable).map(|one| {
        let institution = show::institution(door, words, &one.recipient);
        let name = format!("{institution}, {}", time_text(words, one.expires_at));
        Choice::new(one.id.as_str(), name, chosen)
    }));
    Ok(choices)
}

/// Whoever holds access now and is not of the institution that lets the case go.
#[boxed]
async fn staying(
    door: &TableDoor,
    reader: &Insider,
    code: &CaseCode,
) -> Result<Vec<Choice>, Failure> {
    let holders = door.casework.case_holders(reader.request(), code).await;
    let CaseHolders { grants, .. } = holders.shown(reader.language())?;
    let colleagues = door.casework.colleagues(reader.request()).await;
    let colleagues = colleagues.shown(reader.language())?;
    let own = reader.worker().institution();
    let others: Vec<&str> = grants
        .iter()
        .map(|one| one.holder.as_str())
        .filter(|holder| {
            let found = colleagues.iter().find(|one| one.account == *holder);
            found.is_some_and(|one| one.institution != own)
        })
        .collect();
    let names = names_of(door, reader.language(), others.clone()).await?;
    let mut choices: Vec<Choice> = others
        .into_iter()
        .map(|holder| Choice::new(holder, names.of(holder), ""))
        .collect();
    choices.dedup_by(|one, other| one.code == other.code);
    Ok(choices)
}

/// Whoever may not know of the case's transfers is told nothing about the code of the moment either.
#[boxed]
async fn known(form: &CaseForm) -> Result<(), Failure> {
    let seen = form.wing().transfers_of_case(form.request(), &form.code);
    seen.await.shown(form.reader.language()).map(drop)
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        known(&form).await?;
        let new = transfer(form.ask())?;
        form.confirmed().await?;
        let proposed = form
            .wing()
            .transfer_propose(form.request(), &form.code, &new);
        proposed.await.or_at("to", form.words())
    };
    back(&form, step.await.map(drop)).await
}

fn transfer(ask: Asking<'_>) -> Result<NewTransfer, Problem> {
    let entered = ask.entered;
    let note = entered.get("note");
    Ok(NewTransfer {
        request: entered.get("request").to_owned(),
        to: entered.get("to").to_owned(),
        reason: ask.chosen("why", TransferReason::from_code)?,
        basis: RecordId::parse(entered.get("basis")).ok(),
        person_agrees: entered.is_yes("agrees"),
        guardian_agrees: entered.is_yes("guardian"),
        staying: entered.all("staying").map(str::to_owned).collect(),
        note: (!note.is_empty()).then(|| SecretText::new(note)),
    })
}

#[boxed]
pub(super) async fn recall(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let id = form.ask().record("transfer")?;
        let done = form.wing().transfer_recall(form.request(), &form.code, &id);
        done.await.or_at("transfer", form.words())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn hand_over(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        known(&form).await?;
        let id = form.ask().record("transfer")?;
        form.confirmed().await?;
        let done = form
            .wing()
            .transfer_hand_over(form.request(), &form.code, &id);
        done.await.or_at("transfer", form.words())
    };
    match step.await {
        // The case is somebody else's now: what is left is its status by code.
        Ok(()) => Ok(to("/table/transfers")),
        Err(stop) => back(&form, Err(stop)).await,
    }
}

#[boxed]
pub(super) async fn note(form: CaseForm) -> Result<Response, Failure> {
    let words = form.words();
    let step = async {
        let id = form.ask().record("transfer")?;
        let found = form.wing().transfer_note(form.request(), &form.code, &id);
        Ok(match found.await.shown(words.language())? {
            Some(text) => Part::Opened(words.text("transfer-note"), text.expose().to_owned()),
            None => Part::Note("calm", words.text("transfer-note-none")),
        })
    };
    match step.await {
        Ok(part) => {
            let what = (Some(part), Vec::new());
            page(form.sender(), &form.code, &Entered::default(), what).await
        }
        Err(stop) => back(&form, Err(stop)).await,
    }
}

#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(at(&form.code, "")));
    };
    let what = (None, stop.problems()?);
    page(form.sender(), &form.code, &form.entered, what).await
}
