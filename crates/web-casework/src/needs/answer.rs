//! What the person says to an assessment: that they sign it too, or why they do not.

use super::back;
use crate::{
    address::record_of,
    choose::Asking,
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
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

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let id = record_of(&form.reader, form.entered.get("answered"))?;
        let answer = form
            .ask()
            .chosen("person-answer", AssessmentAnswer::from_code)?;
        let says = Some(form.entered.get("person-says")).filter(|text| !text.trim().is_empty());
        let says = says.map(SecretText::new);
        let what = (&id, answer, says.as_ref());
        let kept = form
            .wing()
            .assessment_answer(form.request(), &form.code, what);
        kept.await.or_at("person-says", form.words())
    };
    back(&form, step.await).await
}
