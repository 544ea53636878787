//! One screening: what stands about it in codes; what was said opens on request and is logged.

use super::{instrument_of, list};
use crate::{
    TableDoor,
    address::{code_of, record_of},
    cases::view::view_if,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Form, Part, Sheet, Table},
    show,
    step::{OrAt as _, Stop},
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use casework::{CaseCode, CaseView, Screening, ScreeningText};
use page::{Failure, time_text};

type Address = Path<(String, String)>;

#[boxed]
pub(super) async fn form(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, screening)): Address,
) -> Result<Response, Failure> {
    let (code, one) = found(&door, &reader, (&code, &screening)).await?;
    let sheet = page((&door, &reader), &code, &one).await?;
    sheet
        .with(Part::Form(opening(&door, &reader, (&code, &one))))
        .answer()
}

/// The screening of an address; one of another case is not found.
#[boxed]
async fn found(
    door: &TableDoor,
    reader: &Insider,
    (code, screening): (&str, &str),
) -> Result<(CaseCode, Screening), Failure> {
    let code = code_of(reader, code)?;
    view_if(door, reader, &code, CaseView::is_assisted).await?;
    let id = record_of(reader, screening)?;
    let all = door.casework.screenings(reader.request(), &code).await;
    let mut all = all.shown(reader.language())?.into_iter();
    let one = all.find(|one| one.id == id);
    Ok((code, one.ok_or_else(|| reader.visitor.not_found())?))
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    code: &CaseCode,
    one: &Screening,
) -> Result<Sheet, Failure> {
    let words = reader.words();
    let names = names_of(door, reader.language(), vec![one.by.as_str()]).await?;
    let yes_no = |is_yes| {
        words.text(if is_yes {
            "case-screening-yes"
        } else {
            "case-screening-no"
        })
    };
    let present = one.present.iter().map(|one| one.code());
    let facts = [
        (
            "instrument",
            list::title(reader, &one.instrument, &one.version),
        ),
        ("when", time_text(words, one.at)),
        ("by", names.of(&one.by)),
        ("basis", words.of("screening-basis", one.basis.code())),
        ("voluntary", yes_no(one.voluntary)),
        ("interpreter", yes_no(one.with_interpreter)),
        ("present", show::list(words, "screening-attendant", present)),
        ("advice", words.of("screening-advice", one.advice.code())),
        (
            "decision",
            words.of("screening-decision", one.decision.code()),
        ),
    ];
    let facts = facts.map(|(key, text)| (words.of("case-screening-column", key), text));
    Ok(
        Sheet::inside(door, reader, words.text("case-screening-one"))
            .under(code.as_str())
            .step(
                format!("/table/cases/{code}/screenings"),
                words.text("case-screening-title"),
            )
            .with(Part::Facts(facts.to_vec())),
    )
}

fn opening(door: &TableDoor, reader: &Insider, (code, one): (&CaseCode, &Screening)) -> Form {
    let action = format!("/table/cases/{code}/screenings/{}", one.id.as_str());
    Form::new(action, reader.words().text("case-screening-open")).ask_code(door, reader)
}

#[boxed]
pub(super) async fn open(
    State(door): State<TableDoor>,
    reader: Insider,
    Path((code, screening)): Address,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let (code, one) = found(&door, &reader, (&code, &screening)).await?;
    let sheet = page((&door, &reader), &code, &one).await?;
    let step = async {
        reader.confirmed(&door, &entered).await?;
        let text = door
            .casework
            .screening_text(reader.request(), &code, &one.id);
        text.await.or_at("code", reader.words())
    };
    let text = match step.await {
        Ok(text) => text,
        Err(stop) => return refused((&door, &reader), sheet, (&code, &one), stop),
    };
    let words = reader.words();
    let reason = text.reason.expose().to_owned();
    sheet
        .with(Part::Opened(words.text("case-screening-reason"), reason))
        .with(Part::Table(given(&reader, &one, &text)?))
        .with(Part::Text(words.text("case-reveal-logged")))
        .answer()
}

fn refused(
    (door, reader): (&TableDoor, &Insider),
    sheet: Sheet,
    place: (&CaseCode, &Screening),
    stop: Stop,
) -> Result<Response, Failure> {
    let problems = stop.problems()?;
    let form = opening(door, reader, place).checked(&problems);
    sheet.with(Part::Form(form)).refused(problems)
}

/// The answers in the order of asking; what was not asked is left out.
fn given(reader: &Insider, one: &Screening, text: &ScreeningText) -> Result<Table, Failure> {
    let words = reader.words();
    let instrument = instrument_of(reader, &one.instrument)?;
    let rows = instrument.questions().filter_map(|(question, indicator)| {
        let answer = text.answers.get(&question)?;
        Some(vec![
            Cell::Text(indicator.title(reader.language()).to_owned()),
            Cell::Text(words.of("screening-answer-label", answer.code())),
        ])
    });
    Ok(Table {
        caption: words.text("case-screening-answers"),
        heads: ["question", "answer"]
            .map(|head| words.of("case-screening-column", head))
            .to_vec(),
        rows: rows.collect(),
        empty: words.text("case-screening-no-answers"),
    })
}
