//! One request, for its custodians: opening one's part with the code that the worker said and the
//! second factor of this very moment, or refusing.

use crate::{
    TableDoor,
    entered::Entered,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Form, Input, Part, Sheet, code, field},
    step::OrAt as _,
};
use axum::{
    Form as Sent,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use casework::{RecordId, Recovery};
use page::{Failure, Problem, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let one = kept(&door, &reader, &id).await?;
    page((&door, &reader), &one, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn kept(door: &TableDoor, reader: &Insider, id: &str) -> Result<Recovery, Failure> {
    let id = RecordId::parse(id).shown(reader.language())?;
    let found = door.casework.recovery(reader.request(), &id).await;
    found.shown(reader.language())
}

#[boxed]
async fn page(
    (door, reader): (&TableDoor, &Insider),
    one: &Recovery,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let me = reader.worker().account();
    let accounts = one.custodians.iter().chain([&one.worker]);
    let accounts = accounts.map(String::as_str).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let label = |head: &str| words.of("recovery-column", head);
    let mut facts = vec![
        (label("worker"), names.of(&one.worker)),
        (label("state"), words.of("recovery-state", one.state.code())),
        (label("asked"), time_text(words, one.asked_at)),
        (label("ends"), time_text(words, one.ends_at)),
    ];
    let steps = [
        ("first", &one.first),
        ("second", &one.second),
        ("ended", &one.ended),
    ];
    for (head, step) in steps {
        if let Some((by, at)) = step {
            let text = format!("{}, {}", names.of(by), time_text(words, *at));
            facts.push((label(head), text));
        }
    }
    let base = format!("/table/recoveries/{}", one.id.as_str());
    let opening = one.waits_for(me).then(|| {
        let spoken = field(words, "spoken", "recovery-spoken", entered)
            .hint(words.text("recovery-spoken-hint"));
        let form = Form::new(format!("{base}/opened"), words.text("recovery-open"))
            .titled(words.text("recovery-open-title"))
            .ask(Input::Line(spoken))
            .ask(code(door, words));
        Part::Form(form.checked(&problems))
    });
    let refusing = one.state.is_open().then(|| {
        let form = Form::new(format!("{base}/refused"), words.text("recovery-refuse"));
        Part::Form(form.folded(words.text("recovery-refuse-title")))
    });
    let warned = one
        .waits_for(me)
        .then(|| Part::Note("warn", words.text("recovery-check")));
    Sheet::inside(door, reader, words.text("recovery-one-title"))
        .step(
            "/table/custodians".to_owned(),
            words.text("custodians-title"),
        )
        .with_some(warned)
        .with(Part::Facts(facts))
        .with_some(opening)
        .with_some(refusing)
        .checked(problems)
}

fn back(one: &Recovery) -> Response {
    Redirect::to(&format!("/table/recoveries/{}", one.id.as_str())).into_response()
}

#[boxed]
pub(super) async fn open(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let one = kept(&door, &reader, &id).await?;
    // A double click, or a request that somebody has ended meanwhile: the page says how it stands.
    if !one.waits_for(reader.worker().account()) {
        return Ok(back(&one));
    }
    // Asked for each time, however recently it was given.
    let step = async {
        reader.confirm_now(&door, &entered).await?;
        let what = (&one.id, entered.get("spoken"));
        let opened = door.casework.recovery_open(reader.request(), what).await;
        opened.or_at("spoken", reader.words())
    };
    match step.await {
        Ok(_) => Ok(back(&one)),
        Err(stop) => page((&door, &reader), &one, &entered, stop.problems()?).await,
    }
}

#[boxed]
pub(super) async fn refuse(
    State(door): State<TableDoor>,
    reader: Insider,
    Path(id): Path<String>,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered)?;
    let one = kept(&door, &reader, &id).await?;
    if one.state.is_open() {
        let refused = door.casework.recovery_refuse(reader.request(), &one.id);
        refused.await.shown(reader.language())?;
    }
    Ok(back(&one))
}
