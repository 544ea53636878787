//! Who may know what of a case: giving, revoking, and shutting out for good.

use super::view::view_if;
use crate::{
    TableDoor,
    choose::to,
    days::end_of_day,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Input, Part, Sheet, Table, field},
    show::{self, WorkerNames, list},
    step::{OrAt as _, Step},
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    CaseCode, CaseHolders, CaseView, Colleague, Compartment, GrantSource, Holder, NewGrant,
    Purpose, person_of,
};
use page::{Choice, Failure, Problem, time_text};

// words: case-holders-*

#[boxed]
pub(super) async fn show(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    view_if(door, reader, code, CaseView::is_managed).await?;
    let words = reader.words();
    let holders = door.casework.case_holders(reader.request(), code).await;
    let holders = holders.shown(reader.language())?;
    let colleagues = door.casework.colleagues(reader.request()).await;
    let colleagues = colleagues.shown(reader.language())?;
    let accounts = colleagues.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let denied: Vec<String> = holders.denied.iter().map(|one| names.of(one)).collect();
    let denied = (!denied.is_empty()).then(|| {
        let values = [("names", denied.join(", ").into())];
        Part::Note("warn", words.with("case-holders-denied", &values))
    });
    let people = people(door, reader, (&colleagues, &names), entered);
    Sheet::inside(door, reader, words.text("case-holders-title"))
        .under(code.as_str())
        .lead(words.text("case-holders-lead"))
        .with(Part::Table(table(reader, code, (&holders, &names))))
        .with_some(denied)
        .with(Part::Form(
            giving(door, reader, (code, &people), entered).checked(&problems),
        ))
        .with(Part::Form(
            denying(reader, (code, people)).checked(&problems),
        ))
        .checked(problems)
}

fn table(
    reader: &Insider,
    code: &CaseCode,
    (holders, names): (&CaseHolders, &WorkerNames),
) -> Table {
    let words = reader.words();
    let row = |one: &Holder| {
        let name = names.of(&one.holder);
        let opens = one.compartments.iter().map(|part| part.code());
        vec![
            Cell::Text(name.clone()),
            Cell::Text(words.of("case-purpose", one.purpose.code())),
            Cell::Text(list(words, "case-compartment", opens)),
            Cell::Text(match one.source {
                GrantSource::Given => one.reason.clone(),
                source => words.of("grant-source", source.code()),
            }),
            Cell::Text(time_text(words, one.ends_at)),
            if one.source == GrantSource::Manager {
                Cell::Text("–".to_owned())
            } else {
                Cell::Act(Act {
                    action: format!("/table/cases/{code}/holders/revoked"),
                    label: words.text("case-holders-revoke"),
                    about: name,
                    name: "holder",
                    value: one.holder.clone(),
                })
            },
        ]
    };
    Table {
        caption: words.text("case-holders-table"),
        heads: ["holder", "purposes", "opens", "reason", "ends", "act"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: holders.grants.iter().map(row).collect(),
        empty: String::new(),
    }
}

/// Whom access can be given to: everybody who works here but the reader.
fn people(
    door: &TableDoor,
    reader: &Insider,
    (colleagues, names): (&[Colleague], &WorkerNames),
    entered: &Entered,
) -> Vec<Choice> {
    let words = reader.words();
    let others = colleagues
        .iter()
        .filter(|one| !one.is_suspended && person_of(&one.account) != reader.worker().person());
    others
        .map(|one| {
            let institution = show::institution(door, words, &one.institution);
            let profession = words.of("profession", one.profession.code());
            let name = format!(
                "{}, {profession} – {institution}",
                names.person(&one.account)
            );
            Choice::new(&one.account, name, entered.get("holder"))
        })
        .collect()
}

fn giving(
    door: &TableDoor,
    reader: &Insider,
    (code, people): (&CaseCode, &[Choice]),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let ask = |name: &str, key: &str| field(words, name, key, entered);
    let purposes = Purpose::WORKING.iter().map(|one| one.code());
    let purposes = show::choices(words, "case-purpose", purposes, entered.get("purpose"));
    let parts = Compartment::ALL.iter().map(|one| one.code());
    let mut parts = show::choices(words, "case-compartment", parts, "");
    for part in &mut parts {
        part.is_chosen = entered
            .all("compartments")
            .any(|chosen| chosen == part.code);
    }
    let ends = ask("ends", "case-holders-ends").hint(words.text("case-holders-ends-hint"));
    let reason = ask("reason", "case-holders-reason").hint(words.text("case-holders-reason-hint"));
    Form::new(
        format!("/table/cases/{code}/holders"),
        words.text("case-holders-give"),
    )
    .titled(words.text("case-holders-give-title"))
    .ask(Input::Select(
        ask("holder", "case-holders-holder"),
        people.to_vec(),
    ))
    .ask(Input::Radios(
        ask("purpose", "case-holders-purpose"),
        purposes,
    ))
    .ask(Input::Several(
        ask("compartments", "case-holders-compartments"),
        parts,
    ))
    .ask(Input::Day(ends))
    .ask(Input::Line(reason))
    .ask_code(door, reader)
}

fn denying(reader: &Insider, (code, people): (&CaseCode, Vec<Choice>)) -> Form {
    let words = reader.words();
    let whom = page::Field::new("denied", words.text("case-holders-holder"))
        .hint(words.text("case-holders-deny-hint"));
    let action = format!("/table/cases/{code}/holders/denied");
    Form::new(action, words.text("case-holders-deny"))
        .folded(words.text("case-holders-deny-title"))
        .ask(Input::Select(whom, people))
}

#[boxed]
pub(super) async fn give(form: CaseForm) -> Result<Response, Failure> {
    let step = async {
        view_if(&form.door, &form.reader, &form.code, CaseView::is_managed).await?;
        let new = grant(&form.reader, &form.entered)?;
        form.confirmed().await?;
        let given = form.wing().grant_give(form.request(), &form.code, &new);
        given.await.or_at("compartments", form.words())
    };
    back(&form, step.await.map(drop)).await
}

fn grant(reader: &Insider, entered: &Entered) -> Result<NewGrant, Problem> {
    let words = reader.words();
    let problem = |field: &str, key: &str| Problem::new(field, words.text(key));
    let purpose = Purpose::from_code(entered.get("purpose"))
        .ok_or_else(|| problem("purpose", "table-take-in-choose"))?;
    let ends_at =
        end_of_day(entered.get("ends")).ok_or_else(|| problem("ends", "grant-end-invalid"))?;
    Ok(NewGrant {
        holder: entered.get("holder").to_owned(),
        purpose,
        compartments: entered
            .all("compartments")
            .filter_map(Compartment::from_code)
            .collect(),
        ends_at,
        reason: entered.get("reason").to_owned(),
    })
}

#[boxed]
pub(super) async fn revoke(form: CaseForm) -> Result<Response, Failure> {
    let holder = form.entered.get("holder");
    let revoked = form.wing().grant_revoke(form.request(), &form.code, holder);
    let step = revoked.await.or_at("holder", form.words());
    back(&form, step).await
}

#[boxed]
pub(super) async fn deny(form: CaseForm) -> Result<Response, Failure> {
    let holder = form.entered.get("denied");
    let denied = form.wing().access_deny(form.request(), &form.code, holder);
    let step = denied.await.or_at("denied", form.words());
    back(&form, step).await
}

#[boxed]
async fn back(form: &CaseForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/cases/{}/holders", form.code)));
    };
    page(form.sender(), &form.code, &form.entered, stop.problems()?).await
}
