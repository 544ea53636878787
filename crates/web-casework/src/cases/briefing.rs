//! Recording that the person was told about rights and services. It counts when every topic was
//! explained and understood; what was left out is kept and opens nothing.

use super::view::view_if;
use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    languages,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet, field},
    show,
    step::OrAt as _,
};
use axum::response::Response;
use boxed::boxed;
use casework::{BriefingMedium, BriefingTopic, CaseCode, CaseView, NewBriefing};
use page::{Failure, Problem};

// words: case-briefing-*

#[boxed]
pub(super) async fn form(CaseVisit { door, reader, code }: CaseVisit) -> Result<Response, Failure> {
    view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    page((&door, &reader), &code, &Entered::default(), Vec::new())
}

fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let ask = |name: &str, key: &str| field(words, name, key, entered);
    let topics = BriefingTopic::ALL.iter().map(|one| one.code());
    let mut topics = show::choices(words, "briefing-topic", topics, "");
    for topic in &mut topics {
        topic.is_chosen = entered.all("topics").any(|chosen| chosen == topic.code);
    }
    let medium = match entered.get("medium") {
        "" => BriefingMedium::Conversation.code(),
        typed => typed,
    };
    let media = BriefingMedium::ALL.iter().map(|one| one.code());
    let media = show::choices(words, "briefing-medium", media, medium);
    let spoken = languages::choices(words, entered.get("language"));
    let form = Form::new(
        format!("/table/cases/{code}/briefing"),
        words.text("case-briefing-button"),
    )
    .ask(Input::Several(
        ask("topics", "case-briefing-topics"),
        topics,
    ))
    .ask(Input::Select(
        ask("language", "case-briefing-language"),
        spoken,
    ))
    .ask(Input::Radios(ask("medium", "case-briefing-medium"), media))
    .ask(Input::Yes(
        ask("interpreter", "case-briefing-interpreter").optional(),
    ))
    .ask(Input::Yes(
        ask("interpreter-checked", "case-briefing-interpreter-checked")
            .optional()
            .hint(words.text("case-briefing-interpreter-hint")),
    ))
    .ask(Input::Yes(
        ask("understood", "case-briefing-understood").optional(),
    ))
    .checked(&problems);
    Sheet::inside(door, reader, words.text("case-briefing-title"))
        .under(code.as_str())
        .lead(words.text("case-briefing-lead"))
        .with(Part::Form(form))
        .checked(problems)
}

#[boxed]
pub(super) async fn submit(form: CaseForm) -> Result<Response, Failure> {
    view_if(&form.door, &form.reader, &form.code, CaseView::is_assisted).await?;
    let (words, entered) = (form.words(), &form.entered);
    let new = NewBriefing {
        topics: entered
            .all("topics")
            .filter_map(BriefingTopic::from_code)
            .collect(),
        language: entered.get("language").to_owned(),
        medium: BriefingMedium::from_code(entered.get("medium"))
            .unwrap_or(BriefingMedium::Conversation),
        with_interpreter: entered.is_yes("interpreter"),
        interpreter_checked: entered.is_yes("interpreter-checked"),
        understood: entered.is_yes("understood"),
    };
    let recorded = form
        .wing()
        .briefing_record(form.request(), &form.code, &new);
    let problems = match recorded.await.or_at("language", words) {
        Ok(true) => return Ok(to(format!("/table/cases/{}", form.code))),
        Ok(false) if new.with_interpreter && !new.interpreter_checked => {
            let text = words.text("case-briefing-interpreter-unchecked");
            vec![Problem::new("interpreter-checked", text)]
        }
        Ok(false) => {
            let text = words.text("case-briefing-incomplete");
            vec![Problem::new("topics", text)]
        }
        Err(stop) => stop.problems()?,
    };
    page(form.sender(), &form.code, entered, problems)
}
