//! Proposing a legal basis: the only way without consent. Nothing may be told on it before somebody
//! else stands for it.

use super::{
    fields::{chosen, own_fields},
    give::{place_of, read_terms, request, terms},
};
use crate::{
    TableDoor,
    cases::view::view_if,
    entered::Entered,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use boxed::boxed;
use casework::{CaseView, Field, LegalGround, NewLegalBasis, SecretText};
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
    let form = asked((door, reader), seen, entered).await?;
    Sheet::inside(door, reader, words.text("case-basis-new"))
        .under(seen.code.as_str())
        .step(
            format!("/table/cases/{}/consents", seen.code),
            words.text("case-consent-title"),
        )
        .lead(words.text("case-basis-new-lead"))
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

#[boxed]
async fn asked(
    (door, reader): (&TableDoor, &Insider),
    seen: &CaseView,
    entered: &Entered,
) -> Result<Form, Failure> {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-basis-{name}"), entered);
    let grounds = LegalGround::ALL.iter().map(|one| one.code());
    let grounds = show::choices(words, "legal-ground", grounds, entered.get("ground"));
    let action = format!("/table/cases/{}/legal-basis", seen.code);
    let form = Form::new(action, words.text("case-basis-button"))
        .ask(Input::Hidden("request", request(door, entered)));
    let form = terms(form, (door, reader), entered).await?;
    let expires = field(words, "expires", "case-consent-expires", entered);
    Ok(form
        .ask(Input::Several(
            ask("fields"),
            chosen(reader, ("fields", &own_fields(seen)), entered),
        ))
        .ask(Input::Radios(ask("ground"), grounds))
        .ask(Input::Line(
            ask("article").hint(words.text("case-basis-article-hint")),
        ))
        .ask(Input::Day(
            expires.hint(words.text("case-consent-expires-hint")),
        ))
        .ask(Input::Yes(ask("told").optional()))
        .ask(Input::Long(
            ask("reason").hint(words.text("case-basis-reason-hint")),
        )))
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
        let new = proposal((&door, &reader), &entered)?;
        let proposed = door
            .casework
            .legal_basis_propose(reader.request(), &code, &new);
        let proposed = proposed.await;
        let place = place_of(&proposed);
        proposed.or_at(place, reader.words())
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

fn proposal(place: (&TableDoor, &Insider), entered: &Entered) -> Result<NewLegalBasis, Problem> {
    let words = place.1.words();
    let ground = LegalGround::from_code(entered.get("ground"));
    let ground =
        ground.ok_or_else(|| Problem::new("ground", words.text("table-take-in-choose")))?;
    let fields = entered.all("fields").filter_map(Field::from_code).collect();
    Ok(NewLegalBasis {
        request: entered.get("request").to_owned(),
        terms: read_terms(place, entered, (fields, None))?,
        ground,
        article: entered.get("article").to_owned(),
        person_told: entered.is_yes("told"),
        reason: SecretText::new(entered.get("reason")),
    })
}
