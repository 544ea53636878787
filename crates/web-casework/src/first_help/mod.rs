//! What is offered in the first hours, before anything else: a safe place, emergency care and the rest of
//! the minimum, each with what the person said.

use crate::{
    TableDoor,
    cases::view::view_if,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::{Insider, names_of},
    sheet::{Cell, Form, Input, Part, Sheet, Table},
    show,
    step::OrAt as _,
};
use axum::{Router, response::Response, routing::get};
use boxed::boxed;
use casework::{CaseCode, CaseView, FirstHelp, HelpAnswer, OfferedHelp};
use page::{Choice, Failure, Problem, time_text};

// words: first-help-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/cases/{code}/first-help", get(form).post(submit))
}

#[boxed]
async fn form(visit: CaseVisit) -> Result<Response, Failure> {
    let reading = (&visit.door, &visit.reader);
    page(reading, &visit.code, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    view_if(door, reader, code, CaseView::is_assisted).await?;
    let offered = door.casework.first_help(reader.request(), code).await;
    let offered = offered.shown(reader.language())?;
    let words = reader.words();
    let ask = Asking::of(reader, entered);
    let mut form = Form::new(
        format!("/table/cases/{code}/first-help"),
        words.text("first-help-button"),
    )
    .titled(words.text("first-help-form"));
    for item in FirstHelp::ALL {
        let chosen = entered.get(item.code());
        let codes = HelpAnswer::ALL.iter().map(|one| one.code());
        let mut choices = vec![Choice::new("", words.text("first-help-unasked"), chosen)];
        choices.extend(show::choices(words, "first-help-answer", codes, chosen));
        let key = format!("first-help-item-{}", item.code());
        let field = ask.field(item.code(), &key).optional();
        form = form.ask(Input::Select(field, choices));
    }
    Sheet::inside(door, reader, words.text("first-help-title"))
        .under(code.as_str())
        .lead(words.text("first-help-lead"))
        .with(Part::Table(table(door, reader, &offered).await?))
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

#[boxed]
async fn table(
    door: &TableDoor,
    reader: &Insider,
    offered: &[OfferedHelp],
) -> Result<Table, Failure> {
    let words = reader.words();
    let accounts = offered.iter().map(|one| one.by.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let row = |item: &FirstHelp| {
        let name = Cell::Text(words.of("first-help-item", item.code()));
        match offered.iter().find(|one| one.item == *item) {
            Some(one) => vec![
                name,
                Cell::Text(words.of("first-help-answer", one.answer.code())),
                Cell::Text(time_text(words, one.at)),
                Cell::Text(names.of(&one.by)),
            ],
            None => {
                let kind = if FirstHelp::AT_ONCE.contains(item) {
                    "warn"
                } else {
                    "calm"
                };
                let none = || Cell::Text("–".to_owned());
                vec![
                    name,
                    Cell::Tag(kind, words.text("first-help-not-yet")),
                    none(),
                    none(),
                ]
            }
        }
    };
    Ok(Table {
        caption: words.text("first-help-table"),
        heads: ["item", "answer", "when", "by"]
            .map(|head| words.of("first-help-column", head))
            .to_vec(),
        rows: FirstHelp::ALL.iter().map(row).collect(),
        empty: String::new(),
    })
}

#[boxed]
async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let answered = FirstHelp::ALL.iter().filter_map(|item| {
        let answer = HelpAnswer::from_code(form.entered.get(item.code()))?;
        Some((*item, answer))
    });
    let answers: Vec<(FirstHelp, HelpAnswer)> = answered.collect();
    let code = &form.code;
    let kept = form
        .wing()
        .first_help_record(form.request(), code, &answers);
    match kept.await.or_at(FirstHelp::SafePlace.code(), form.words()) {
        Ok(()) => Ok(to(format!("/table/cases/{code}/first-help"))),
        Err(stop) => page(form.sender(), code, &form.entered, stop.problems()?).await,
    }
}
