//! What happened to the person, asked once: what one of those who help was told is there for the others.

use crate::{
    TableDoor,
    cases::view::view_if,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::{CaseForm, CaseVisit},
    session::Insider,
    sheet::{Form, Input, Part, Sheet},
    show,
    step::OrAt as _,
};
use axum::{Router, response::Response, routing::get};
use boxed::boxed;
use casework::{CaseCode, CaseView, DECLINED, Experience, ExperienceTopic};
use page::{Choice, Failure, Field, Problem};

// words: experience-*

pub(crate) fn routes() -> Router<TableDoor> {
    Router::new().route("/table/cases/{code}/experience", get(form).post(submit))
}

#[boxed]
async fn form(visit: CaseVisit) -> Result<Response, Failure> {
    let reading = (&visit.door, &visit.reader);
    page(reading, &visit.code, None, Vec::new()).await
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    entered: Option<Experience>,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let seen = view_if(door, reader, code, CaseView::is_assisted).await?;
    let told = door.casework.experience(reader.request(), code).await;
    let told = told.shown(reader.language())?;
    let words = reader.words();
    let facts = ExperienceTopic::ALL.iter().map(|topic| {
        let said = match told.get(topic) {
            None => words.text("experience-not-asked"),
            Some(codes) => {
                let said = codes.iter().map(|code| answer(reader, *topic, code));
                said.collect::<Vec<_>>().join(", ")
            }
        };
        (words.of("experience-topic", topic.code()), said)
    });
    let facts = Part::Facts(facts.collect());
    let chosen = entered.unwrap_or(told);
    let mut form = Form::new(
        format!("/table/cases/{code}/experience"),
        words.text("experience-button"),
    )
    .titled(words.text("experience-form"));
    for topic in ExperienceTopic::ALL {
        let is_chosen = |code: &str| {
            let told = chosen.get(topic);
            told.is_some_and(|codes| codes.iter().any(|own| own == code))
        };
        let mut codes = topic.codes();
        codes.push(DECLINED);
        let choice = |code: &str| {
            let mut one = Choice::new(code, answer(reader, *topic, code), "");
            one.is_chosen = is_chosen(code);
            one
        };
        let choices = codes.into_iter().map(choice).collect();
        let name = words.of("experience-topic", topic.code());
        let field = Field::new(topic.code(), name).optional();
        form = form.ask(Input::Several(field, choices));
    }
    let unbriefed = seen.briefed_at.is_none();
    Sheet::inside(door, reader, words.text("experience-title"))
        .under(code.as_str())
        .lead(words.text("experience-lead"))
        .with_some(unbriefed.then(|| Part::Note("warn", words.text("experience-before-briefing"))))
        .with(facts)
        .with(Part::Form(form.checked(&problems)))
        .checked(problems)
}

/// An answer in words; what was declined is so for every topic.
fn answer(reader: &Insider, topic: ExperienceTopic, code: &str) -> String {
    if code == DECLINED {
        return reader.words().text("experience-declined");
    }
    show::list(
        reader.words(),
        &format!("experience-{}", topic.code()),
        [code],
    )
}

fn read(entered: &Entered) -> Experience {
    let told = ExperienceTopic::ALL.iter().map(|topic| {
        let codes = entered.all(topic.code()).map(str::to_owned);
        (*topic, codes.collect::<Vec<_>>())
    });
    told.filter(|(_, codes)| !codes.is_empty()).collect()
}

#[boxed]
async fn submit(form: CaseForm) -> Result<Response, Failure> {
    let code = &form.code;
    let told = read(&form.entered);
    // What stands in the way of one answer stands at the topic that has it.
    let mixed = told
        .iter()
        .find(|(_, codes)| codes.len() > 1 && codes.iter().any(|one| one == DECLINED));
    let field = mixed.map_or(ExperienceTopic::HowRecruited.code(), |(topic, _)| {
        topic.code()
    });
    let kept = form.wing().experience_record(form.request(), code, &told);
    match kept.await.or_at(field, form.words()) {
        Ok(()) => Ok(to(format!("/table/cases/{code}/experience"))),
        Err(stop) => page(form.sender(), code, Some(told), stop.problems()?).await,
    }
}
