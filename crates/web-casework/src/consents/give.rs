//! Recording a consent: to whom, for what, which fields, in which form and language, until when; or
//! that everything was refused.

use super::{fields, recipients::recipients};
use crate::{
    TableDoor,
    cases::view::view_if,
    days::end_of_day,
    entered::Entered,
    languages,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{
    Age, CaseView, CaseworkError, ConsentForm, DisclosurePurpose, DisclosureTerms, Field,
    NewConsent, RecordId,
};
use jiff::{SignedDuration, Timestamp};
use page::{Failure, Problem};

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    page((&door, &reader), &seen, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let unbriefed = seen.briefed_at.is_none();
    let unbriefed = unbriefed.then(|| Part::Note("warn", words.text("consent-before-briefing")));
    let form = asked((door, reader), seen, entered).await?;
    Sheet::inside(door, reader, words.text("case-consent-new"))
        .under(seen.code.as_str())
        .step(
            format!("/table/cases/{}/consents", seen.code),
            words.text("case-consent-title"),
        )
        .lead(words.text("case-consent-new-lead"))
        .with_some(unbriefed)
        .with_some(child_note(reader, seen.age))
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

/// That a guardian and the child agree both, and why.
fn child_note(reader: &Insider, age: Age) -> Option<Part> {
    let key = match age {
        Age::Adult => return None,
        Age::Child => "case-consent-child",
        Age::UnknownAge => "case-consent-unknown-age",
    };
    Some(Part::Note("calm", reader.words().text(key)))
}

#[boxed]
async fn asked(
    (door, reader): (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
) -> Result<Form, Failure> {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-consent-{name}"), entered);
    let forms = ConsentForm::ALL.iter().map(|one| one.code());
    let spoken = languages::choices(words, entered.get("language"));
    let action = format!("/table/cases/{}/consent", seen.code);
    let form = Form::new(action, words.text("case-consent-button"))
        .ask(Input::Hidden("request", request(door, entered)));
    let form = terms(form, (door, reader), entered).await?;
    let form = form
        .ask(Input::Questions(fields::said(
            reader,
            &fields::own_fields(seen),
            entered,
        )))
        .ask(Input::Radios(
            ask("form"),
            show::choices(words, "consent-form", forms, entered.get("form")),
        ))
        .ask(Input::Select(ask("language"), spoken))
        .ask(Input::Day(
            ask("expires").hint(words.text("case-consent-expires-hint")),
        ))
        .ask(Input::Yes(
            ask("person")
                .optional()
                .hint(words.text("case-consent-person-hint")),
        ));
    Ok(if seen.age.is_protected_as_child() {
        form.ask(Input::Yes(ask("guardian").optional()))
    } else {
        form
    })
}

/// The mark of a form: made once, kept when it comes back.
pub(super) fn request(door: &TableDoor, entered: &Entered) -> String {
    match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    }
}

/// Asks to whom and for what, alike for a consent and a legal basis.
#[boxed]
pub(super) async fn terms(
    form: Form,
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
) -> Result<Form, Failure> {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-consent-{name}"), entered);
    let purposes = DisclosurePurpose::ALL.iter().map(|one| one.code());
    let purposes = show::choices(
        words,
        "disclosure-purpose",
        purposes,
        entered.get("purpose"),
    );
    let recipients = recipients(door, reader, entered.get("recipient")).await?;
    Ok(form
        .ask(Input::Select(
            ask("recipient").hint(words.text("case-consent-recipient-hint")),
            recipients,
        ))
        .ask(Input::Radios(ask("purpose"), purposes)))
}

/// Reads to whom, for what and until when. `last` stands in where no day is needed.
pub(super) fn read_terms(
    (door, reader): (&TableDoor, &Insider),
    entered: &Entered,
    (fields, last): (Vec<Field>, Option<Timestamp>),
) -> Result<DisclosureTerms, Problem> {
    let words = reader.words();
    let missing = |field: &str| Problem::new(field, words.text("table-take-in-choose"));
    let recipient = door.country.institution(entered.get("recipient"));
    let recipient = recipient.ok_or_else(|| missing("recipient"))?;
    let purpose = DisclosurePurpose::from_code(entered.get("purpose"));
    let end = end_of_day(entered.get("expires")).or(last);
    let end = end.ok_or_else(|| Problem::new("expires", words.text("disclosure-end-invalid")))?;
    Ok(DisclosureTerms {
        purpose: purpose.ok_or_else(|| missing("purpose"))?,
        recipient: recipient.code.clone(),
        fields,
        expires_at: end,
    })
}

#[boxed]
pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let step = async {
        let new = consent((&door, &reader), &seen, &entered)?;
        let given = door.casework.consent_give(reader.request(), &code, &new);
        let given = given.await;
        let place = place_of(&given);
        given.or_at(place, reader.words())
    };
    match step.await {
        Ok(basis) => {
            let basis = basis.as_str();
            let path = format!("/table/cases/{code}/consents/{basis}");
            Ok(Redirect::to(&path).into_response())
        }
        Err(stop) => page((&door, &reader), &seen, &entered, stop.problems()?).await,
    }
}

/// The field that a refusal is about.
pub(super) fn place_of(outcome: &Result<RecordId, CaseworkError>) -> &'static str {
    match outcome.as_ref().map_err(CaseworkError::key) {
        Err("consent-guardian-missing") => "guardian",
        Err("consent-person-missing") => "person",
        Err("briefing-language-invalid") => "language",
        Err("disclosure-end-invalid") => "expires",
        Err("basis-article-invalid") => "article",
        Err("field-invalid") => "reason",
        Err("disclosure-field-missing") => "fields",
        _ => "recipient",
    }
}

fn consent(
    place: (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
) -> Result<NewConsent, Problem> {
    let (_, reader) = place;
    let words = reader.words();
    let own = fields::own_fields(seen);
    let agreed = fields::of_answer(&own, entered, "agreed");
    let refused = fields::of_answer(&own, entered, "refused");
    if agreed.is_empty() && refused.is_empty() {
        let text = words.text("case-consent-nothing-said");
        return Err(Problem::new("fields", text));
    }
    // A refusal of everything has nothing that could end.
    let tomorrow = reader.visitor.now + SignedDuration::from_hours(24);
    let last = agreed.is_empty().then_some(tomorrow);
    let form = ConsentForm::from_code(entered.get("form"));
    let form = form.ok_or_else(|| Problem::new("form", words.text("table-take-in-choose")))?;
    Ok(NewConsent {
        request: entered.get("request").to_owned(),
        terms: read_terms(place, entered, (agreed, last))?,
        refused,
        form,
        language: entered.get("language").to_owned(),
        guardian_agrees: entered.is_yes("guardian"),
        person_agrees: entered.is_yes("person"),
    })
}
