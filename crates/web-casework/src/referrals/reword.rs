//! Changing a draft before it is sent, and choosing among the recipient's offers that have room now.

use super::{one, told};
use crate::{
    TableDoor,
    address::record_of,
    choose::Asking,
    consents,
    entered::Entered,
    error::InLanguage as _,
    providers::option_choice,
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    show,
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{
    CaseView, CaseworkError, DraftRevision, Field, RecordId, Referral, ReferralState, SecretText,
    Service, Urgency,
};
use page::{Failure, Problem};

type Address = Path<(String, String)>;

/// A draft; what was sent has no such page.
#[boxed]
async fn draft(
    door: &TableDoor,
    reader: &Insider,
    address: (&str, &str),
) -> Result<(CaseView, Referral), Failure> {
    let (seen, found) = one::found(door, reader, address).await?;
    if found.status.state == ReferralState::Draft {
        Ok((seen, found))
    } else {
        Err(reader.visitor.not_found())
    }
}

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
) -> Result<Response, Failure> {
    let (seen, found) = draft(&door, &reader, (&code, &referral)).await?;
    let note = door
        .casework
        .referral_note(reader.request(), &seen.code, &found.status.id)
        .await
        .shown(reader.language())?;
    let fields = found.fields.iter();
    let fields = fields.map(|field| ("fields", field.code().to_owned()));
    let now = [
        ("service", found.status.service.code().to_owned()),
        ("urgency", found.urgency.code().to_owned()),
        ("note", note.expose().to_owned()),
    ];
    let entered = Entered::prepared(now.into_iter().chain(fields));
    page((&door, &reader), (&seen, &found), &entered, Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, found): (&CaseView, &Referral),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let path = one::path(seen, found);
    let ask = Asking::of(reader, entered);
    let basis = found.basis.as_ref().map_or("", RecordId::as_str);
    let (_, basis) = consents::found(door, reader, (seen.code.as_str(), basis)).await?;
    let mut allowed = consents::own_fields(seen);
    allowed.retain(|one| basis.fields.contains(one));
    let services = Service::ALL.iter().map(|one| one.code());
    let chosen = entered.get("service");
    let form = Form::new(
        format!("{path}/draft"),
        words.text("case-referral-reword-button"),
    )
    .ask(Input::Hidden("version", found.version.to_string()))
    .ask(Input::Select(
        ask.field("service", "case-referral-service"),
        show::choices(words, "service", services, chosen),
    ))
    .ask(Input::Radios(
        ask.field("urgency", "case-referral-urgency"),
        told::urgencies(words, entered.get("urgency")),
    ))
    .ask(Input::Several(
        ask.field("fields", "case-referral-fields")
            .hint(words.text("case-referral-fields-hint")),
        consents::chosen(reader, ("fields", &allowed), entered),
    ))
    .ask(Input::Long(
        ask.field("note", "case-referral-note")
            .hint(words.text("case-referral-note-hint")),
    ))
    .checked(&problems);
    let code = found.status.code.as_str();
    Sheet::inside(door, reader, words.text("case-referral-reword"))
        .under(seen.code.as_str())
        .step(path, words.with("referral-one", &[("code", code.into())]))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, found) = draft(&door, &reader, (&code, &referral)).await?;
    let ask = Asking::of(&reader, &entered);
    let step = async {
        let new = DraftRevision {
            referral: found.status.id.clone(),
            version: entered.get("version").parse().unwrap_or_default(),
            service: ask.chosen("service", Service::from_code)?,
            urgency: ask.chosen("urgency", Urgency::from_code)?,
            fields: entered.all("fields").filter_map(Field::from_code).collect(),
            note: SecretText::new(entered.get("note")),
        };
        let revised = door
            .casework
            .referral_revise(reader.request(), &seen.code, &new)
            .await;
        let place = match revised.as_ref().map_err(CaseworkError::key) {
            Err("field-invalid") => "note",
            Err("referral-before-briefing" | "referral-changed-meanwhile") => "service",
            _ => "fields",
        };
        revised.or_at(place, reader.words())
    };
    match step.await {
        Ok(_) => Ok(Redirect::to(&one::path(&seen, &found)).into_response()),
        Err(stop) => {
            page(
                (&door, &reader),
                (&seen, &found),
                &entered,
                stop.problems()?,
            )
            .await
        }
    }
}

/// The recipient's offers of this help that have room for the person now, to choose from; or that none
/// has.
#[boxed]
pub(super) async fn offers(
    door: &TableDoor,
    reader: &Insider,
    (seen, found): (&CaseView, &Referral),
) -> Result<Part, Failure> {
    let words = reader.words();
    let service = found.status.service;
    let options = door
        .casework
        .provider_options(reader.request(), &seen.code, service);
    let mut options = options.await.shown(reader.language())?;
    options.retain(|one| one.institution == found.status.recipient);
    if options.is_empty() {
        return Ok(Part::Note("calm", words.text("case-referral-no-room")));
    }
    let chosen = found.provider.as_ref().map_or("", RecordId::as_str);
    let choices = options
        .iter()
        .map(|one| option_choice(door, reader, (service, one), chosen))
        .collect();
    let which = page::Field::new("provider", words.text("case-referral-offer"))
        .hint(words.text("case-action-provider-hint"));
    let form = Form::new(
        format!("{}/provider", one::path(seen, found)),
        words.text("case-action-provider-button"),
    )
    .titled(words.text("case-referral-offers"))
    .ask(Input::Hidden("seen", found.version.to_string()))
    .ask(Input::Radios(which, choices));
    Ok(Part::Form(form))
}

#[boxed]
pub(super) async fn choose(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, referral)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, found) = draft(&door, &reader, (&code, &referral)).await?;
    let provider = record_of(&reader, entered.get("provider"))?;
    let version = entered.get("seen").parse().unwrap_or_default();
    let what = (&found.status.id, version, &provider);
    let chosen = door
        .casework
        .referral_choose(reader.request(), &seen.code, what);
    match chosen.await.or_at("provider", reader.words()) {
        Ok(_) => Ok(Redirect::to(&one::path(&seen, &found)).into_response()),
        Err(stop) => one::page((&door, &reader), (&seen, &found), stop.problems()?).await,
    }
}
