//! At the inner door: asking for one's key with a passphrase chosen anew, the code to tell the
//! custodians, and how far they are.

use crate::{
    TableDoor,
    enter::{ask_passphrase, give_code, new_passphrase},
    entered::Entered,
    error::InLanguage as _,
    session::{Visitor, names_of},
    sheet::{Form, Input, Link, Part, Sheet, code},
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{Recovery, RecoveryState};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    page(&door, &visitor, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    visitor: &Visitor,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = visitor.words();
    let sheet = Sheet::outside(door, visitor, words.text("recovery-title"))
        .step("/table/enter".to_owned(), words.text("table-enter-title"));
    let latest = latest(door, visitor).await?;
    if let Some(one) = latest.as_ref().filter(|one| one.state.is_open()) {
        return waiting(door, visitor, sheet, one).await?.checked(problems);
    }
    let ended = latest.map(|one| {
        let state = words.of("recovery-state", one.state.code());
        let text = words.with("recovery-last", &[("state", state.into())]);
        Part::Note("calm", text)
    });
    let mark = match entered.get("request") {
        "" => door.fresh_text(),
        sent => sent.to_owned(),
    };
    let form = Form::new("/table/recovery", words.text("recovery-ask"))
        .ask(Input::Hidden("request", mark));
    let form = ask_passphrase(form, visitor).ask(code(door, words));
    sheet
        .lead(words.text("recovery-lead"))
        .with_some(ended)
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

#[boxed]
async fn latest(door: &TableDoor, visitor: &Visitor) -> Result<Option<Recovery>, Failure> {
    let found = door.casework.recovery_of(&visitor.actor, visitor.now);
    found.await.shown(visitor.language)
}

#[boxed]
async fn waiting(
    door: &TableDoor,
    visitor: &Visitor,
    sheet: Sheet,
    one: &Recovery,
) -> Result<Sheet, Failure> {
    let words = visitor.words();
    let accounts = one.custodians.iter().map(String::as_str).collect();
    let names = names_of(door, visitor.language, accounts).await?;
    let custodians: Vec<String> = one.custodians.iter().map(|by| names.of(by)).collect();
    let mut facts = vec![
        (
            words.text("recovery-column-state"),
            words.of("recovery-state", one.state.code()),
        ),
        (
            words.text("recovery-column-ends"),
            time_text(words, one.ends_at),
        ),
        (words.text("custodians-who"), custodians.join(", ")),
    ];
    let sheet = if one.state == RecoveryState::Ready {
        let enter = Link::new("/table/enter", words.text("recovery-enter"));
        sheet
            .with(Part::Note("good", words.text("recovery-is-ready")))
            .with(Part::Links(vec![enter]))
    } else {
        facts.insert(0, (words.text("recovery-code"), one.code.clone()));
        sheet.lead(words.text("recovery-waiting"))
    };
    Ok(sheet
        .with(Part::Facts(facts))
        .with(Part::Form(withdrawing(visitor))))
}

/// The form that withdraws one's own request.
pub(super) fn withdrawing(visitor: &Visitor) -> Form {
    let words = visitor.words();
    Form::new("/table/recovery/withdrawn", words.text("recovery-withdraw"))
        .folded(words.text("recovery-withdraw-title"))
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    visitor.own_form(&entered)?;
    let back = || Ok(Redirect::to("/table/recovery").into_response());
    // A double click finds the request that the first one made.
    let latest = latest(&door, &visitor).await?;
    if latest.is_some_and(|one| one.state.is_open()) {
        return back();
    }
    let step = async {
        let passphrase = new_passphrase(&visitor, &entered)?;
        give_code(&door, &visitor, &entered).await?;
        let new = (passphrase.expose(), entered.get("request"));
        let asked = door.casework.recovery_ask(&visitor.actor, new, visitor.now);
        asked.await.or_at("passphrase", visitor.words())
    };
    match step.await {
        Ok(()) => back(),
        Err(stop) => page(&door, &visitor, &entered, stop.problems()?).await,
    }
}

/// Withdrawing costs no code: whoever has lost the device too must be able to stop it.
#[boxed]
pub(super) async fn withdraw(
    State(door): State<TableDoor>,
    visitor: Visitor,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    visitor.own_form(&entered)?;
    let withdrawn = door.casework.recovery_withdraw(&visitor.actor, visitor.now);
    withdrawn.await.shown(visitor.language)?;
    let to = match visitor.seat(&door) {
        Some(_) => "/table/custodians",
        None => "/table/recovery",
    };
    Ok(Redirect::to(to).into_response())
}
