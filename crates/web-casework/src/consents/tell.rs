//! Telling the recipient some of the fields that a basis allows, without a referral.

use super::{
    basis::{found, page},
    fields::{chosen, own_fields},
    give::request,
};
use crate::{
    TableDoor,
    entered::Entered,
    session::Insider,
    sheet::{Form, Input, field},
    step::{OrAt as _, Step},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{CaseView, DisclosureBasis, Field, NewDisclosure};
use page::Failure;
use vocabulary::InstitutionCode;

/// The form, while the basis is usable.
pub(super) fn form(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
) -> Option<Form> {
    let words = reader.words();
    let mut allowed = own_fields(seen);
    allowed.retain(|one| basis.fields.contains(one));
    let which = field(words, "fields", "case-consent-tell-fields", entered);
    let action = format!(
        "/table/cases/{}/consents/{}/told",
        seen.code,
        basis.id.as_str()
    );
    let form = Form::new(action, words.text("case-consent-tell"))
        .folded(words.text("case-consent-tell-title"))
        .ask(Input::Hidden("request", request(door, entered)))
        .ask(Input::Several(
            which.hint(words.text("case-consent-tell-hint")),
            chosen(reader, ("fields", &allowed), entered),
        ))
        .ask_code(door, reader);
    (basis.is_usable && !allowed.is_empty()).then_some(form)
}

#[boxed]
pub(super) async fn tell(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, basis)): Path<(String, String)>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (seen, basis) = found(&door, &reader, (&code, &basis)).await?;
    match send((&door, &reader), (&seen, &basis), &entered).await {
        Ok(()) => {
            let path = format!("/table/cases/{}/consents/{}", seen.code, basis.id.as_str());
            Ok(Redirect::to(&path).into_response())
        }
        Err(stop) => {
            page(
                (&door, &reader),
                (&seen, &basis),
                &entered,
                stop.problems()?,
            )
            .await
        }
    }
}

#[boxed]
async fn send(
    (door, reader): (&TableDoor, &Insider),
    (seen, basis): (&CaseView, &DisclosureBasis),
    entered: &Entered,
) -> Step {
    reader.confirmed(door, entered).await?;
    let recipient = InstitutionCode::parse(&basis.recipient);
    let recipient = recipient.map_err(|_| reader.visitor.not_found())?;
    let new = NewDisclosure {
        request: entered.get("request").to_owned(),
        basis: basis.id.clone(),
        recipient,
        fields: entered.all("fields").filter_map(Field::from_code).collect(),
    };
    let sent = door
        .casework
        .disclosure_send(reader.request(), &seen.code, &new);
    sent.await.or_at("fields", reader.words()).map(drop)
}
