//! Naming a lead, agreeing to one or not, taking a case over or not.

use super::shown::page;
use crate::{
    choose::{Asking, to},
    sent::Sent,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, RecordId};
use page::{Failure, Problem};

/// The two halves of what was chosen: a case, and a person or a record.
fn halves<'e>(ask: &Asking<'e>, name: &str) -> Result<(CaseCode, &'e str), Problem> {
    let chosen = ask.entered.get(name).split_once('/');
    let chosen = chosen.and_then(|(code, rest)| Some((CaseCode::parse(code).ok()?, rest)));
    chosen.ok_or_else(|| ask.missing(name))
}

#[boxed]
pub(super) async fn propose(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let (code, to) = halves(&form.ask(), "lead")?;
        form.confirmed().await?;
        let named = form.wing().succession_propose(form.request(), (&code, to));
        named.await.or_at("lead", form.words()).map(|_| ())
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn answer(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let id = form.ask().record("succession")?;
        let (wing, request, words) = (form.wing(), form.request(), form.words());
        match form.entered.get("answer") {
            "confirm" => {
                form.confirmed().await?;
                let done = wing.succession_confirm(request, &id);
                done.await.or_at("succession", words)
            }
            "drop" => {
                let done = wing.succession_drop(request, &id);
                done.await.or_at("succession", words)
            }
            _ => Err(form.ask().missing("answer").into()),
        }
    };
    back(&form, step.await).await
}

#[boxed]
pub(super) async fn take(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let (code, id) = halves(&form.ask(), "taken")?;
        let id = RecordId::parse(id).or_at("taken", form.words())?;
        let (wing, request, words) = (form.wing(), form.request(), form.words());
        match form.entered.get("take") {
            "yes" => {
                form.confirmed().await?;
                let done = wing.succession_take(request, (&code, &id));
                done.await.or_at("taken", words)?;
                Ok(Some(code))
            }
            "no" => {
                let done = wing.succession_decline(request, (&code, &id));
                done.await.or_at("taken", words)?;
                Ok(None)
            }
            _ => Err(form.ask().missing("take").into()),
        }
    };
    match step.await {
        Ok(Some(code)) => Ok(to(format!("/table/cases/{code}"))),
        other => back(&form, other.map(|_| ())).await,
    }
}

#[boxed]
async fn back(form: &Sent, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to("/table/leads"));
    };
    page(form.sender(), &form.entered, stop.problems()?).await
}
