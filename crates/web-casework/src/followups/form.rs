//! What came of one follow-up: done with what the person said domain by domain, not reached, or not
//! wished.

use super::{back, month};
use crate::{
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    CaseCode, Domain, DomainOutcome, FollowUp, FollowUpState, NewFollowUp, OutcomeScore,
};
use page::{Choice, Failure, Field};

/// What can come of a follow-up.
const RESULTS: [FollowUpState; 3] = [
    FollowUpState::Done,
    FollowUpState::NotReached,
    FollowUpState::Declined,
];

/// The answer that stands for a domain that was not asked about.
const NOT_ASKED: &str = "not-asked";

fn field_of(domain: Domain) -> String {
    format!("score-{}", domain.code())
}

pub(super) fn form(
    reader: &Insider,
    (code, all): (&CaseCode, &[FollowUp]),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let planned = all
        .iter()
        .filter(|one| one.state == FollowUpState::Planned)
        .map(|one| Choice::new(one.id.as_str(), month(reader, one), entered.get("which")))
        .collect();
    let results = RESULTS.map(FollowUpState::code);
    let results = show::choices(words, "followup-state", results, entered.get("result"));
    let mut form = Form::new(
        format!("/table/cases/{code}/followup/record"),
        words.text("case-followup-button"),
    )
    .titled(words.text("case-followup-record"))
    .ask(Input::Select(
        field(words, "which", "case-followup-which", entered),
        planned,
    ))
    .ask(Input::Radios(
        field(words, "result", "case-followup-result", entered)
            .hint(words.text("case-followup-result-hint")),
        results,
    ));
    for domain in Domain::ALL {
        let name = field_of(*domain);
        let chosen = match entered.get(&name) {
            "" => NOT_ASKED,
            typed => typed,
        };
        let scores = OutcomeScore::ALL.iter().map(|one| one.code());
        let scores = [NOT_ASKED].into_iter().chain(scores);
        let scores = show::choices(words, "outcome-score", scores, chosen);
        let label = words.of("domain", domain.code());
        form = form.ask(Input::Select(Field::new(name, label), scores));
    }
    form
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let ask = form.ask();
        let state = ask.chosen("result", FollowUpState::from_code)?;
        let new = NewFollowUp {
            followup: ask.record("which")?,
            state,
            outcomes: said(&form.entered),
        };
        let recorded = form
            .wing()
            .followup_record(form.request(), &form.code, &new);
        recorded.await.or_at("result", form.words())
    };
    back(&form, step.await).await
}

fn said(entered: &Entered) -> Vec<DomainOutcome> {
    let score = |domain: &Domain| {
        let score = OutcomeScore::from_code(entered.get(&field_of(*domain)))?;
        Some(DomainOutcome {
            domain: *domain,
            score,
        })
    };
    Domain::ALL.iter().filter_map(score).collect()
}
