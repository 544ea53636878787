//! Drafting a referral on a consent or legal basis: what is asked, how fast, with which of the fields
//! that it allows. Nothing leaves before the draft is sent.

use super::told;
use crate::{
    TableDoor,
    address::record_of,
    choose::Asking,
    consents,
    entered::Entered,
    error::InLanguage as _,
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::{OrAt as _, Step},
};
use axum::{
    Form as Sent,
    extract::{Path, Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{
    CaseView, DisclosureBasis, Field, NewReferral, RecordId, Referral, ReferralKind, SecretText,
    Service, Urgency,
};
use page::{Failure, Problem, time_text};
use serde::Deserialize;
use vocabulary::InstitutionCode;

type Address = Path<(String, String)>;

/// Which referral this one follows.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    follows: String,
}

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (seen, basis) = consents::found(&door, &reader, (&code, &basis)).await?;
    let before = before(&door, &reader, (&seen, &asked.follows)).await?;
    let entered = before.map_or_else(Entered::default, prepared);
    page((&door, &reader), (&seen, &basis), &entered, Vec::new())
}

/// The referral that this one follows, if one is named.
#[boxed]
async fn before(
    door: &TableDoor,
    reader: &Insider,
    (seen, follows): (&CaseView, &str),
) -> Result<Option<Referral>, Failure> {
    if follows.is_empty() {
        return Ok(None);
    }
    let id = record_of(reader, follows)?;
    let all = door.casework.referrals(reader.request(), &seen.code).await;
    let mut all = all.shown(reader.language())?.into_iter();
    let before = all.find(|one| one.status.id == id);
    Ok(Some(before.ok_or_else(|| reader.visitor.not_found())?))
}

/// What was asked before is asked again, until somebody changes it.
fn prepared(before: Referral) -> Entered {
    let fields = before.fields.iter();
    let fields = fields.map(|field| ("fields", field.code().to_owned()));
    let same = [
        ("follows", before.status.id.as_str().to_owned()),
        ("service", before.status.service.code().to_owned()),
        ("urgency", before.urgency.code().to_owned()),
    ];
    Entered::prepared(same.into_iter().chain(fields))
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let code = &seen.code;
    let unbriefed = seen.briefed_at.is_none();
    let unbriefed = unbriefed.then(|| Part::Note("warn", words.text("referral-before-briefing")));
    let over = !basis.is_usable;
    let over = over.then(|| Part::Note("bad", words.text("case-referral-basis-over")));
    let facts = [
        (
            "recipient",
            show::institution(door, words, &basis.recipient),
        ),
        ("basis", words.of("basis-kind", basis.kind.code())),
        ("until", time_text(words, basis.expires_at)),
    ];
    let facts = facts.map(|(key, text)| (words.of("referral-column", key), text));
    Sheet::inside(door, reader, words.text("case-referral-draft"))
        .under(code.as_str())
        .step(
            format!("/table/cases/{code}/referrals"),
            words.text("case-referral-title"),
        )
        .lead(words.text("case-referral-draft-lead"))
        .with_some(unbriefed)
        .with_some(over)
        .with(Part::Facts(facts.to_vec()))
        .with(Part::Form(
            asked((door, reader), (seen, basis), entered).checked(&problems),
        ))
        .checked(problems)
}

fn asked(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-referral-{name}"), entered);
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let services = Service::ALL.iter().map(|one| one.code());
    let kinds = kinds(reader, &basis.recipient);
    let kind = match entered.get("kind") {
        "" => kinds.first().map_or("", |one| one.code()),
        typed => typed,
    };
    let kind_codes = kinds.iter().map(|one| one.code());
    let mut allowed = consents::own_fields(seen);
    allowed.retain(|one| basis.fields.contains(one));
    let action = format!(
        "/table/cases/{}/consents/{}/referral",
        seen.code,
        basis.id.as_str()
    );
    Form::new(action, words.text("case-referral-draft-button"))
        .ask(Input::Hidden("request", request))
        .ask(Input::Hidden("follows", entered.get("follows").to_owned()))
        .ask(Input::Select(
            ask("service"),
            show::choices(words, "service", services, entered.get("service")),
        ))
        .ask(Input::Radios(
            ask("urgency"),
            told::urgencies(words, entered.get("urgency")),
        ))
        .ask(Input::Radios(
            ask("kind"),
            show::choices(words, "referral-kind", kind_codes, kind),
        ))
        .ask(Input::Several(
            ask("fields").hint(words.text("case-referral-fields-hint")),
            consents::chosen(reader, ("fields", &allowed), entered),
        ))
        .ask(Input::Long(
            ask("note").hint(words.text("case-referral-note-hint")),
        ))
}

/// How far it can go, the likeliest first.
fn kinds(reader: &Insider, recipient: &str) -> Vec<ReferralKind> {
    use ReferralKind::{Internal, NationalShelter, OtherInstitution, OtherRegion};
    let own = reader.worker().institution();
    let region = |code: &str| code.split('.').next().map(str::to_owned);
    if recipient == own {
        vec![Internal]
    } else if region(recipient) == region(own) {
        vec![OtherInstitution, NationalShelter]
    } else {
        vec![OtherRegion, NationalShelter]
    }
}

#[boxed]
pub(super) async fn submit(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, basis) = consents::found(&door, &reader, (&code, &basis)).await?;
    let step = async {
        let new = referral(&reader, &basis, &entered)?;
        let drafted = door
            .casework
            .referral_draft(reader.request(), &seen.code, &new)
            .await;
        let place = match drafted.as_ref().map_err(casework::CaseworkError::key) {
            Err("field-invalid") => "note",
            Err("referral-before-briefing") => "service",
            Err("referral-kind-invalid") => "kind",
            _ => "fields",
        };
        drafted.or_at(place, reader.words())
    };
    match step.await {
        Ok(id) => {
            let path = format!("/table/cases/{}/referrals/{}", seen.code, id.as_str());
            Ok(Redirect::to(&path).into_response())
        }
        Err(stop) => page(
            (&door, &reader),
            (&seen, &basis),
            &entered,
            stop.problems()?,
        ),
    }
}

fn referral(reader: &Insider, basis: &DisclosureBasis, entered: &Entered) -> Step<NewReferral> {
    let ask = Asking::of(reader, entered);
    let follows: Option<RecordId> = match entered.get("follows") {
        "" => None,
        id => Some(record_of(reader, id)?),
    };
    let recipient = InstitutionCode::parse(&basis.recipient);
    let recipient = recipient.map_err(|_| reader.visitor.not_found())?;
    Ok(NewReferral {
        request: entered.get("request").to_owned(),
        service: ask.chosen("service", Service::from_code)?,
        urgency: ask.chosen("urgency", Urgency::from_code)?,
        kind: ask.chosen("kind", ReferralKind::from_code)?,
        recipient,
        basis: basis.id.clone(),
        fields: entered.all("fields").filter_map(Field::from_code).collect(),
        note: SecretText::new(entered.get("note")),
        follows,
    })
}
