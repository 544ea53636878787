//! What the person says to an assessment: that they sign it too, or why they do not.

use super::page;
use crate::{
    cases::record_of,
    choose::Asking,
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input},
    show,
};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::{Assessment, AssessmentAnswer, CaseCode, SecretText};
use page::{Choice, Failure, time_text};

/// The form, as long as an assessment waits for an answer.
pub(super) fn form(
    reader: &Insider,
    (code, past): (&CaseCode, &[Assessment]),
    entered: &Entered,
) -> Option<Form> {
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let waiting = past.iter().filter(|one| one.answer.is_none());
    let waiting: Vec<Choice> = waiting
        .map(|one| {
            let at = time_text(words, one.at);
            Choice::new(one.id.as_str(), at, entered.get("answered"))
        })
        .collect();
    if waiting.is_empty() {
        return None;
    }
    let answers = AssessmentAnswer::ALL.iter().map(|one| one.code());
    let answers = show::choices(
        words,
        "assessment-answer",
        answers,
        entered.get("person-answer"),
    );
    let says = ask
        .field("person-says", "case-needs-says")
        .optional()
        .hint(words.text("case-needs-says-hint"));
    let form = Form::new(
        format!("/table/cases/{code}/needs/answered"),
        words.text("case-needs-answer-button"),
    )
    .folded(words.text("case-needs-answer-form"))
    .ask(Input::Select(
        ask.field("answered", "case-needs-answered"),
        waiting,
    ))
    .ask(Input::Radios(
        ask.field("person-answer", "case-needs-answer"),
        answers,
    ))
    .ask(Input::Long(says));
    Some(form)
}

pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let words = reader.words();
    let id = record_of(&reader, entered.get("answered"))?;
    let ask = Asking::of(&reader, &entered);
    let outcome = match ask.chosen("person-answer", AssessmentAnswer::from_code) {
        Err(problem) => Err(problem),
        Ok(answer) => {
            let says = Some(entered.get("person-says")).filter(|text| !text.trim().is_empty());
            let says = says.map(SecretText::new);
            let what = (&id, answer, says.as_ref());
            let kept = door
                .casework
                .assessment_answer(reader.request(), &code, what);
            kept.await.at("person-says", words)?
        }
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("/table/cases/{code}/needs")).into_response()),
        Err(problem) => page((&door, &reader), &code, &entered, vec![problem]).await,
    }
}
