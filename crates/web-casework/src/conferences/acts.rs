//! What is done at a conference: begun, an entry put on the agenda, a decision, its end.

use super::open::{ConferenceForm, back};
use crate::step::OrAt as _;
use axum::response::Response;
use boxed::boxed;
use casework::{AgendaTopic, CaseCode, DecisionKind, NewDecision, RecordId};
use page::Failure;

#[boxed]
pub(super) async fn begin(form: ConferenceForm) -> Result<Response, Failure> {
    let present: Vec<String> = form.entered.all("present").map(str::to_owned).collect();
    let what = (&form.code, &present[..]);
    let begun = form.wing().conference_begin(form.request(), what).await;
    back(&form, begun.or_at("present", form.words())).await
}

#[boxed]
pub(super) async fn end(form: ConferenceForm) -> Result<Response, Failure> {
    let what = (&form.code, form.entered.is_yes("held"));
    let ended = form.wing().conference_end(form.request(), what).await;
    back(&form, ended.or_at("held", form.words())).await
}

#[boxed]
pub(super) async fn add(form: ConferenceForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let case = CaseCode::parse(form.entered.get("case"));
        let case = case.map_err(|_| ask.missing("case"))?;
        let what = (&form.code, ask.chosen("topic", AgendaTopic::from_code)?);
        let added = form
            .wing()
            .conference_entry_add(form.request(), &case, what);
        added.await.or_at("case", form.words())
    };
    back(&form, step.await.map(drop)).await
}

/// A case and a record of it, as one choice.
fn pair(text: &str) -> Option<(CaseCode, RecordId)> {
    let (code, record) = text.split_once(' ')?;
    Some((CaseCode::parse(code).ok()?, RecordId::parse(record).ok()?))
}

#[boxed]
pub(super) async fn decide(form: ConferenceForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let entry = pair(form.entered.get("entry"));
        let (case, entry) = entry.ok_or_else(|| ask.missing("entry"))?;
        let new = NewDecision {
            entry,
            kind: ask.chosen("kind", DecisionKind::from_code)?,
            responsible: form.entered.get("responsible").to_owned(),
            due_at: ask.end_of("due", "conference-due-passed")?,
        };
        let decided = form.wing().conference_decide(form.request(), &case, &new);
        decided.await.or_at("responsible", form.words())
    };
    back(&form, step.await.map(drop)).await
}

#[boxed]
pub(super) async fn done(form: ConferenceForm) -> Result<Response, Failure> {
    let step = async {
        let decision = pair(form.entered.get("decision"));
        let (case, decision) = decision.ok_or_else(|| form.ask().missing("decision"))?;
        let done = form.wing().decision_done(form.request(), &case, &decision);
        done.await.or_at("decision", form.words())
    };
    back(&form, step.await).await
}
