//! What came of one follow-up: done with what the person said domain by domain, not reached, or not
//! wished.

use super::{back, month};
use crate::{
    entered::Entered,
    error::AtField as _,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    show,
};
use axum::response::Response;
use casework::{
    CaseCode, Domain, DomainOutcome, FollowUp, FollowUpState, NewFollowUp, OutcomeScore, RecordId,
};
use page::{Choice, Failure, Field, Problem};

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

pub(super) async fn submit(
    CaseForm {
        door,
        reader,
        code,
        entered,
    }: CaseForm,
) -> Result<Response, Failure> {
    let result = FollowUpState::from_code(entered.get("result"));
    let followup = RecordId::parse(entered.get("which")).ok();
    let choose = |field| Problem::new(field, reader.words().text("table-take-in-choose"));
    let outcome = match (result, followup) {
        (None, _) => Err(choose("result")),
        (_, None) => Err(choose("which")),
        (Some(state), Some(followup)) => {
            let new = NewFollowUp {
                followup,
                state,
                outcomes: said(&entered),
            };
            let recorded = door.casework.followup_record(reader.request(), &code, &new);
            recorded.await.at("result", reader.words())?
        }
    };
    back((&door, &reader), &code, &entered, outcome).await
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
