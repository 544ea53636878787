//! Who works here: a colleague invites the next one and suspends who leaves. Neither opens a case.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Input, Link, Part, Sheet, Table, field},
    show,
    step::OrAt as _,
};
use axum::{
    Form as Sent, Router,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use boxed::boxed;
use casework::{Colleague, Profession};
use page::{Choice, Failure, Problem};

// words: table-workers-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new()
        .route("/table/workers", get(list).post(invite))
        .route("/table/workers/suspended", post(suspend))
}

#[boxed]
async fn list(State(door): State<TableDoor>, reader: Insider) -> Result<Response, Failure> {
    page(&door, &reader, &Entered::default(), Vec::new(), None).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
    problems: Vec<Problem>,
    invitation: Option<String>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let custody = Link::new("/table/custodians", words.text("custodians-title"));
    let alarms = Link::new("/table/alarms", words.text("alarm-title"));
    let shown = invitation.map(|code| {
        let text = words.with("table-workers-invited", &[("code", code.into())]);
        Part::Note("good", text)
    });
    Sheet::inside(door, reader, words.text("table-workers-title"))
        .lead(words.text("table-workers-lead"))
        .with_some(shown)
        .with(Part::Table(table(door, reader).await?))
        .with(Part::Links(vec![custody, alarms]))
        .with(Part::Form(
            inviting(door, reader, entered).checked(&problems),
        ))
        .checked(problems)
}

#[boxed]
async fn table(door: &TableDoor, reader: &Insider) -> Result<Table, Failure> {
    let words = reader.words();
    let found = door.casework.colleagues(reader.request()).await;
    let found = found.shown(reader.language())?;
    let accounts = found.iter().map(|one| one.account.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let row = |one: &Colleague| {
        let name = names.of(&one.account);
        let is_mine = one.institution == reader.worker().institution()
            && one.account != reader.worker().account();
        vec![
            Cell::Text(names.person(&one.account)),
            Cell::Text(words.of("profession", one.profession.code())),
            Cell::Text(show::institution(door, words, &one.institution)),
            if one.is_suspended {
                Cell::Tag("warn", words.text("table-workers-suspended"))
            } else if is_mine {
                Cell::Act(Act {
                    action: "/table/workers/suspended".to_owned(),
                    label: words.text("table-workers-suspend"),
                    about: name,
                    name: "account",
                    value: one.account.clone(),
                })
            } else {
                Cell::Text("–".to_owned())
            },
        ]
    };
    Ok(Table {
        caption: words.text("table-workers-table"),
        heads: ["holder", "profession", "institution", "act"]
            .map(|head| words.of("case-column", head))
            .to_vec(),
        rows: found.iter().map(row).collect(),
        empty: String::new(),
    })
}

fn inviting(door: &TableDoor, reader: &Insider, entered: &Entered) -> Form {
    let words = reader.words();
    let own = reader.worker().institution();
    let chosen = match entered.get("institution") {
        "" => own,
        typed => typed,
    };
    let institutions = door.country.institutions().iter();
    let institutions = institutions
        .filter(|one| !door.country.is_counted_kind(&one.kind))
        .map(|one| {
            Choice::new(
                one.code.to_string(),
                one.names.text(words.language()),
                chosen,
            )
        })
        .collect();
    let professions = Profession::ALL.iter().map(|one| one.code());
    let professions = show::choices(words, "profession", professions, entered.get("profession"));
    Form::new("/table/workers", words.text("table-workers-invite"))
        .titled(words.text("table-workers-invite-title"))
        .ask(Input::Select(
            field(words, "institution", "case-column-institution", entered),
            institutions,
        ))
        .ask(Input::Select(
            field(words, "profession", "table-profession", entered),
            professions,
        ))
        .ask_code(door, reader)
}

#[boxed]
async fn invite(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let words = reader.words();
    let institution = door.country.institution(entered.get("institution"));
    let profession = Profession::from_code(entered.get("profession"));
    let (Some(institution), Some(profession)) = (institution, profession) else {
        let problem = Problem::new("institution", words.text("table-take-in-choose"));
        return page(&door, &reader, &entered, vec![problem], None).await;
    };
    if let Err(stop) = reader.confirmed(&door, &entered).await {
        return page(&door, &reader, &entered, stop.problems()?, None).await;
    }
    let code = door.fresh_text();
    let whom = (institution.code.to_string(), profession);
    let by = &reader.seat.worker;
    door.invitations.give(&code, by, whom, reader.visitor.now);
    page(&door, &reader, &Entered::default(), Vec::new(), Some(code)).await
}

#[boxed]
async fn suspend(
    State(door): State<TableDoor>,
    reader: Insider,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let account = entered.get("account");
    let suspended = door
        .casework
        .worker_suspend(reader.worker(), account, reader.visitor.now)
        .await;
    match suspended.or_at("institution", reader.words()) {
        // At once: which cases have no lead now, and who must act.
        Ok(led) => {
            door.seats.leave_seat(account);
            let next = if led > 0 {
                "/table/leads"
            } else {
                "/table/workers"
            };
            Ok(Redirect::to(next).into_response())
        }
        Err(stop) => page(&door, &reader, &entered, stop.problems()?, None).await,
    }
}
