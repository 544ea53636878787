//! Who may open a matter beside its leader, and who leads it from now on.

use super::{code_of, deny, view};
use crate::{
    TableDoor,
    choose::{Asking, people, to},
    entered::Entered,
    error::{AtField as _, InLanguage as _},
    sent::MatterForm,
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Input, Part, Sheet, Table},
    show::WorkerNames,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use casework::{MatterCode, MatterHolder, Profession};
use page::{Choice, Failure, Problem, time_text};

pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let code = code_of(&reader, &code)?;
    page((&door, &reader), &code, &Entered::default(), Vec::new()).await
}

pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view(door, reader, code).await?;
    // To whoever does not lead it this page is not there.
    if seen.leader != reader.worker().account() {
        return Err(reader.visitor.not_found());
    }
    let holders = door.casework.matter_holders(reader.request(), code).await;
    let holders = holders.shown(reader.language())?;
    let denied = door.casework.matter_denied(reader.request(), code).await;
    let denied = denied.shown(reader.language())?;
    let accounts = holders.iter().map(|one| &one.holder).chain(&denied);
    let accounts = accounts.map(String::as_str).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let own = reader.worker().account().to_owned();
    let fits = |one: &casework::Colleague| {
        let professions = [
            Profession::Police,
            Profession::Prosecutor,
            Profession::Lawyer,
        ];
        professions.contains(&one.profession) && one.account != own
    };
    let people = people((door, reader), fits, entered.get("holder")).await?;
    let ask = Asking::of(reader, entered);
    let words = reader.words();
    let ends = ask
        .field("ends", "case-holders-ends")
        .hint(words.text("case-holders-ends-hint"));
    let reason = ask
        .field("reason", "case-holders-reason")
        .hint(words.text("case-holders-reason-hint"));
    let giving = Form::new(super::at(code, "/holders"), words.text("case-holders-give"))
        .titled(words.text("matter-page-give-form"))
        .ask(Input::Select(
            ask.field("holder", "case-holders-holder"),
            people,
        ))
        .ask(Input::Day(ends))
        .ask(Input::Line(reason))
        .ask_code(door, reader)
        .checked(&problems);
    Sheet::inside(door, reader, words.text("matter-page-holders-title"))
        .under_matter(code.as_str())
        .lead(words.text("matter-page-holders-lead"))
        .with(Part::Table(table(reader, code, (&holders, &names))))
        .with_some(deny::note(reader, (&denied, &names)))
        .with(Part::Form(giving))
        .with_some(leading(ask, code, (&holders, &names), &problems))
        .with(deny::form((door, reader), (ask, code), &problems).await?)
        .checked(problems)
}

fn table(
    reader: &Insider,
    code: &MatterCode,
    (holders, names): (&[MatterHolder], &WorkerNames),
) -> Table {
    let words = reader.words();
    let row = |one: &MatterHolder| {
        let name = names.of(&one.holder);
        vec![
            Cell::Text(name.clone()),
            Cell::Text(one.reason.clone()),
            Cell::Text(time_text(words, one.ends_at)),
            Cell::Act(Act {
                action: super::at(code, "/holders/revoked"),
                label: words.text("case-holders-revoke"),
                about: name,
                name: "holder",
                value: one.holder.clone(),
            }),
        ]
    };
    Table {
        caption: words.text("matter-page-holders-table"),
        heads: ["holder", "reason", "ends", "act"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: holders.iter().map(row).collect(),
        empty: words.text("matter-page-holders-none"),
    }
}

fn leading(
    ask: Asking<'_>,
    code: &MatterCode,
    (holders, names): (&[MatterHolder], &WorkerNames),
    problems: &[Problem],
) -> Option<Part> {
    let holders: Vec<Choice> = holders
        .iter()
        .map(|one| {
            Choice::new(
                &one.holder,
                names.of(&one.holder),
                ask.entered.get("leader"),
            )
        })
        .collect();
    let words = ask.words;
    let form = Form::new(
        super::at(code, "/holders/led"),
        words.text("matter-page-lead-button"),
    )
    .folded(words.text("matter-page-lead-form"))
    .ask(Input::Select(
        ask.field("leader", "case-holders-holder"),
        holders.clone(),
    ));
    (!holders.is_empty()).then(|| Part::Form(form.checked(problems)))
}

pub(super) async fn give(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    view(&door, &reader, &code).await?;
    let ends = Asking::of(&reader, &entered).end_of("ends", "grant-end-invalid");
    let outcome = match ends {
        Err(problem) => Err(problem),
        Ok(ends) => match reader.confirm(&door, &entered).await? {
            Err(problem) => Err(problem),
            Ok(()) => {
                let what = (entered.get("holder"), ends, entered.get("reason"));
                let given = door.casework.matter_grant(reader.request(), &code, what);
                given.await.at("holder", reader.words())?
            }
        },
    };
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn revoke(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    let holder = entered.get("holder");
    let revoked = door.casework.matter_revoke(reader.request(), &code, holder);
    let outcome = revoked.await.at("holder", reader.words())?;
    back((&door, &reader), &code, &entered, outcome).await
}

pub(super) async fn lead(
    MatterForm {
        door,
        reader,
        code,
        entered,
    }: MatterForm,
) -> Result<Response, Failure> {
    let leader = entered.get("leader");
    let led = door.casework.matter_lead(reader.request(), &code, leader);
    match led.await.at("leader", reader.words())? {
        Ok(()) => Ok(to(super::at(&code, ""))),
        Err(problem) => page((&door, &reader), &code, &entered, vec![problem]).await,
    }
}

pub(super) async fn back(
    (door, reader): (&TableDoor, &Insider),
    code: &MatterCode,
    entered: &Entered,
    outcome: Result<(), Problem>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(to(super::at(code, "/holders"))),
        Err(problem) => page((door, reader), code, entered, vec![problem]).await,
    }
}
