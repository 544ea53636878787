//! Saying what was found about an alarm, and naming who looks.

use super::shown::page;
use crate::{
    choose::{Asking, to},
    sent::Sent,
    sheet::{Form, Input},
    show,
    step::{OrAt as _, Step},
};
use axum::response::Response;
use casework::AlarmFinding;
use page::{Choice, Failure};

/// The form for one of the open alarms; none while there is nothing to look at.
pub(super) fn looking(ask: Asking<'_>, open: Vec<Choice>) -> Option<Form> {
    if open.is_empty() {
        return None;
    }
    let words = ask.words;
    let codes = AlarmFinding::ALL.iter().map(|one| one.code());
    let findings = show::choices(words, "alarm-finding", codes, ask.entered.get("finding"));
    let reason = ask
        .field("reason", "alarm-ask-reason")
        .hint(words.text("alarm-ask-reason-hint"));
    Some(
        Form::new("/table/alarms", words.text("alarm-look-button"))
            .titled(words.text("alarm-look-form"))
            .ask(Input::Select(ask.field("alarm", "alarm-ask-which"), open))
            .ask(Input::Radios(
                ask.field("finding", "alarm-ask-finding"),
                findings,
            ))
            .ask(Input::Line(reason)),
    )
}

pub(super) async fn acknowledge(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let id = form.entered.get("alarm").parse::<i64>();
        let id = id.map_err(|_| ask.missing("alarm"))?;
        let finding = ask.chosen("finding", AlarmFinding::from_code)?;
        let what = (id, finding, form.entered.get("reason"));
        let done = form.wing().alarm_acknowledge(form.request(), what);
        done.await.or_at("reason", form.words())
    };
    back(&form, step.await).await
}

pub(super) async fn name(form: Sent) -> Result<Response, Failure> {
    let step = async {
        form.confirmed().await?;
        let watchers = ["first", "second"].map(|name| form.entered.get(name).to_owned());
        let named = form.wing().alarm_watchers_name(form.request(), &watchers);
        named.await.or_at("first", form.words())
    };
    back(&form, step.await).await
}

async fn back(form: &Sent, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to("/table/alarms"));
    };
    page(form.sender(), &form.entered, stop.problems()?).await
}
