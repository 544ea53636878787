//! Writing an assessment down: a level for each domain, what the person wants first, the risk.

use super::back;
use crate::{
    TableDoor,
    entered::Entered,
    sent::CaseForm,
    session::Insider,
    sheet::{Form, Input, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{CaseCode, Domain, DomainNeed, NeedLevel, NewAssessment, RiskLevel, SecretText};
use page::{Failure, Field, Problem};

/// The name of the field of a domain.
fn field_of(domain: Domain) -> String {
    format!("need-{}", domain.code())
}

pub(super) fn form(
    door: &TableDoor,
    reader: &Insider,
    (code, entered): (&CaseCode, &Entered),
) -> Form {
    let words = reader.words();
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let mut form = Form::new(
        format!("/table/cases/{code}/needs"),
        words.text("case-needs-button"),
    )
    .titled(words.text("case-needs-new"))
    .ask(Input::Hidden("request", request));
    for domain in Domain::ALL {
        let name = field_of(*domain);
        let chosen = match entered.get(&name) {
            "" => NeedLevel::NotAsked.code(),
            typed => typed,
        };
        let levels = NeedLevel::ALL.iter().map(|one| one.code());
        let levels = show::choices(words, "need-level", levels, chosen);
        let input = Field::new(&name, words.of("domain", domain.code()));
        form = form.ask(Input::Select(input, levels));
    }
    let domains = Domain::ALL.iter().map(|one| one.code());
    let mut first = show::choices(words, "domain", domains, "");
    for choice in &mut first {
        choice.is_chosen = entered.all("first").any(|chosen| chosen == choice.code);
    }
    let risks = RiskLevel::ALL.iter().map(|one| one.code());
    let risks = show::choices(words, "risk-level", risks, entered.get("risk"));
    let risk = field(words, "risk", "case-needs-risk", entered);
    let together = field(words, "together", "case-needs-together", entered).optional();
    let note = field(words, "note", "case-needs-note", entered);
    form.ask(Input::Several(
        field(words, "first", "case-needs-first", entered).optional(),
        first,
    ))
    .ask(Input::Radios(
        risk.hint(words.text("case-needs-risk-hint")),
        risks,
    ))
    .ask(Input::Yes(together))
    .ask(Input::Long(note.hint(words.text("case-needs-note-hint"))))
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        let new = assessment(&form.reader, &form.entered)?;
        let recorded = form
            .wing()
            .assessment_record(form.request(), &form.code, &new);
        recorded.await.or_at("note", form.words())
    };
    back(&form, step.await.map(drop)).await
}

/// What was entered; domains that were not asked about are left out.
fn assessment(reader: &Insider, entered: &Entered) -> Result<NewAssessment, Problem> {
    let words = reader.words();
    let mut needs = Vec::new();
    for domain in Domain::ALL {
        let is_priority = entered.all("first").any(|chosen| chosen == domain.code());
        let level = NeedLevel::from_code(entered.get(&field_of(*domain)));
        match level.unwrap_or(NeedLevel::NotAsked) {
            NeedLevel::NotAsked if is_priority => {
                let text = words.text("case-needs-first-not-asked");
                return Err(Problem::new(field_of(*domain), text));
            }
            NeedLevel::NotAsked => {}
            need => needs.push(DomainNeed {
                domain: *domain,
                need,
                is_priority,
            }),
        }
    }
    let risk = RiskLevel::from_code(entered.get("risk"));
    Ok(NewAssessment {
        request: entered.get("request").to_owned(),
        needs,
        risk: risk.ok_or_else(|| Problem::new("risk", words.text("table-take-in-choose")))?,
        together: entered.is_yes("together"),
        note: SecretText::new(entered.get("note")),
    })
}
