//! The form of an instrument: every indicator on one page, usable with the keyboard alone. Nothing is
//! answered beforehand: what is not touched was not asked.

use super::{
    answers::{self, answer, field_name},
    instrument_of, rule,
};
use crate::{
    TableDoor,
    address::code_of,
    cases::view::view_if,
    entered::Entered,
    session::Insider,
    sheet::{Form, Input, Part, Question, Questions, Sheet, field},
    show,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{
    Answer, Attendant, CaseCode, CaseView, Instrument, ScreeningBasis, ScreeningDecision,
};
use page::{Failure, Problem};

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, instrument)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let code = code_of(&reader, &code)?;
    let seen = view_if(&door, &reader, &code, CaseView::is_assisted).await?;
    let instrument = instrument_of(&reader, &instrument)?;
    page(
        (&door, &reader),
        (&seen, instrument),
        &Entered::default(),
        Vec::new(),
    )
}

pub(super) fn page(
    (door, reader): (&TableDoor, &Insider),
    (seen, instrument): (&CaseView, &'static Instrument),
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let is_over = ScreeningDecision::open_at(seen.phase).is_empty();
    let over = is_over.then(|| Part::Note("warn", words.text("case-screening-over")));
    let form = questions((door, reader), (&seen.code, instrument), entered).checked(&problems);
    Sheet::inside(door, reader, instrument.title(reader.language()).to_owned())
        .under(seen.code.as_str())
        .step(
            format!("/table/cases/{}/screenings", seen.code),
            words.text("case-screening-title"),
        )
        .lead(words.text("case-screening-ask-lead"))
        .with_some(over)
        .with_some(rule::child_note(reader, seen.age))
        .with(Part::Text(rule::text(reader, instrument, seen.age)))
        .with(Part::Form(form))
        .checked(problems)
}

/// The whole form, filled in as it was.
pub(super) fn questions(
    (door, reader): (&TableDoor, &Insider),
    (code, instrument): (&CaseCode, &'static Instrument),
    entered: &Entered,
) -> Form {
    let words = reader.words();
    let ask = |name: &str| field(words, name, &format!("case-screening-{name}"), entered);
    let request = match entered.get("request") {
        "" => door.fresh_text(),
        typed => typed.to_owned(),
    };
    let bases = ScreeningBasis::ALL.iter().map(|one| one.code());
    let bases = show::choices(
        words,
        "screening-basis",
        bases,
        answers::basis(entered).code(),
    );
    let attendants = Attendant::ALL.iter().map(|one| one.code());
    let mut attendants = show::choices(words, "screening-attendant", attendants, "");
    let present = answers::present(entered);
    for one in &mut attendants {
        one.is_chosen = present.iter().any(|chosen| chosen.code() == one.code);
    }
    let action = format!("/table/cases/{code}/screen/{}", instrument.code);
    let form = Form::new(action, words.text("case-screening-advise"))
        .ask(Input::Hidden("request", request))
        .ask(Input::Radios(
            ask("basis").hint(words.text("case-screening-basis-hint")),
            bases,
        ))
        .ask(Input::Yes(ask("voluntary").optional()))
        .ask(Input::Yes(ask("interpreter").optional()))
        .ask(Input::Several(ask("present"), attendants));
    let sections = instrument.sections.iter();
    sections.fold(form, |form, section| {
        let rows = section.indicators.iter().map(|one| {
            let question = format!("{}/{}", section.code, one.code);
            Question {
                name: field_name(&question),
                label: one.title(reader.language()).to_owned(),
                chosen: answer(entered, &question).code().to_owned(),
            }
        });
        form.ask(Input::Questions(Questions {
            id: format!("section-{}", section.code),
            legend: section.title(reader.language()).to_owned(),
            answers: labels(reader),
            rows: rows.collect(),
        }))
    })
}

fn labels(reader: &Insider) -> Vec<(String, String)> {
    let words = reader.words();
    let label = |one: &Answer| {
        let code = one.code();
        (code.to_owned(), words.of("screening-answer-label", code))
    };
    Answer::ALL.iter().map(label).collect()
}
