//! Writing minutes, which say where they hold something that gives a person away, and reading them.

use super::open::{ConferenceForm, back, page};
use crate::{entered::Entered, error::InLanguage as _, sheet::Part, step::OrAt as _};
use axum::response::Response;
use boxed::boxed;
use casework::{Finding, SecretText};
use page::{Failure, Problem, Words};

#[boxed]
pub(super) async fn write(form: ConferenceForm) -> Result<Response, Failure> {
    let step = async {
        let words = form.words();
        let text = SecretText::new(form.entered.get("text"));
        let what = (&form.code, &text);
        let written = form.wing().minutes_write(form.request(), what).await;
        let found = written.or_at("text", words)?;
        if found.is_empty() {
            Ok(())
        } else {
            Err(Problem::new("text", places(words, &found)).into())
        }
    };
    back(&form, step.await).await
}

/// What was found and where, without repeating it.
fn places(words: Words, found: &[Finding]) -> String {
    let places: Vec<String> = found
        .iter()
        .map(|one| {
            let values = [
                ("what", words.of("minutes-finding", one.kind.code()).into()),
                ("line", one.line.into()),
                ("word", one.word.into()),
            ];
            words.with("minutes-place", &values)
        })
        .collect();
    let values = [("places", places.join("; ").into())];
    words.with("minutes-refused", &values)
}

#[boxed]
pub(super) async fn read(form: ConferenceForm) -> Result<Response, Failure> {
    let words = form.words();
    let text = form.wing().minutes_read(form.request(), &form.code).await;
    let text = text.shown(words.language())?;
    let part = Part::Opened(words.text("minutes-opened"), text.expose().to_owned());
    let what = (vec![part], Vec::new());
    page(form.sender(), &form.code, &Entered::default(), what).await
}
