//! What was said about a measure or an age, on the one answer to the form.

use crate::{
    error::InLanguage as _,
    sent::CaseForm,
    sheet::{Link, Part, Sheet},
};
use axum::response::Response;
use boxed::boxed;
use casework::{RecordId, SecretText};
use page::Failure;

#[boxed]
pub(super) async fn measure(form: CaseForm) -> Result<Response, Failure> {
    let language = form.reader.language();
    let id = RecordId::parse(form.entered.get("child-measure")).shown(language)?;
    let said = form
        .wing()
        .child_measure_note(form.request(), &form.code, &id);
    let said = said.await.shown(language)?;
    opened(&form, ("child-note", &said))
}

#[boxed]
pub(super) async fn age(form: CaseForm) -> Result<Response, Failure> {
    let language = form.reader.language();
    let id = RecordId::parse(form.entered.get("age-change")).shown(language)?;
    let said = form.wing().age_reason(form.request(), &form.code, &id);
    let said = said.await.shown(language)?;
    opened(&form, ("child-age-reason", &said))
}

fn opened(form: &CaseForm, (key, text): (&str, &SecretText)) -> Result<Response, Failure> {
    let words = form.words();
    let back = Link::new(
        format!("/table/cases/{}/child", form.code),
        words.text("child-title"),
    );
    Sheet::inside(&form.door, &form.reader, words.text("child-said-title"))
        .under(form.code.as_str())
        .with(Part::Opened(words.text(key), text.expose().to_owned()))
        .with(Part::Links(vec![back]))
        .answer()
}
