//! What the reader's own institution gives, to whom, and how many it has room for; and what others
//! have declared.

use super::names::name_of;
use crate::{
    TableDoor,
    choose::to,
    entered::Entered,
    error::InLanguage as _,
    sent::Sent,
    session::Insider,
    sheet::{Cell, Form, Input, Part, Sheet, Table, field},
    show::{self, list},
    step::OrAt as _,
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{Age, NewProvider, Provider, Service};
use page::{Choice, Failure, Problem};
use vocabulary::PlaceCode;

/// The most that can be declared: more is a slip of the finger.
const MOST_PLACES: u32 = 1000;

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    page(&door, &reader, &Entered::default(), Vec::new()).await
}

#[boxed]
async fn page(
    door: &TableDoor,
    reader: &Insider,
    entered: &Entered,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let all = door.casework.provider_directory(reader.request()).await;
    let all = all.shown(reader.language())?;
    let (own, others): (Vec<Provider>, Vec<Provider>) =
        all.into_iter().partition(|one| one.taken.is_some());
    let words = reader.words();
    Sheet::inside(door, reader, words.text("table-providers-title"))
        .lead(words.text("table-providers-lead"))
        .with(Part::Table(own_table(door, reader, &own)))
        .with(Part::Form(
            declaring(door, reader, entered).checked(&problems),
        ))
        .with(Part::Table(others_table(door, reader, &others)))
        .checked(problems)
}

fn own_table(door: &TableDoor, reader: &Insider, own: &[Provider]) -> Table {
    let words = reader.words();
    let row = |one: &Provider| {
        let free = (one.places - one.taken.unwrap_or_default()).max(0);
        let kind = if free > 0 { "good" } else { "warn" };
        let values = [("free", free.into()), ("places", one.places.into())];
        vec![
            Cell::Text(words.of("service", one.service.code())),
            Cell::Text(show::region(door, words, one.area.as_str())),
            Cell::Text(admits(reader, one)),
            Cell::Tag(kind, words.with("table-providers-room", &values)),
            Cell::Text(mechanism(reader, one)),
        ]
    };
    Table {
        caption: words.text("table-providers-own"),
        heads: ["service", "area", "admits", "room", "mechanism"]
            .map(|head| words.of("table-providers-head", head))
            .to_vec(),
        rows: own.iter().map(row).collect(),
        empty: words.text("table-providers-own-none"),
    }
}

fn others_table(door: &TableDoor, reader: &Insider, others: &[Provider]) -> Table {
    let words = reader.words();
    let row = |one: &Provider| {
        vec![
            Cell::Text(name_of(door, reader, one)),
            Cell::Text(words.of("service", one.service.code())),
            Cell::Text(admits(reader, one)),
            Cell::Text(one.places.to_string()),
            Cell::Text(mechanism(reader, one)),
        ]
    };
    Table {
        caption: words.text("table-providers-others"),
        heads: ["who", "service", "admits", "places", "mechanism"]
            .map(|head| words.of("table-providers-head", head))
            .to_vec(),
        rows: others.iter().map(row).collect(),
        empty: words.text("table-providers-others-none"),
    }
}

fn admits(reader: &Insider, one: &Provider) -> String {
    let ages = one.admits.iter().map(|age| age.code());
    list(reader.words(), "table-providers-admits", ages)
}

fn mechanism(reader: &Insider, one: &Provider) -> String {
    let key = if one.is_in_mechanism {
        "table-providers-yes"
    } else {
        "table-providers-no"
    };
    reader.words().text(key)
}

fn declaring(door: &TableDoor, reader: &Insider, entered: &Entered) -> Form {
    let words = reader.words();
    let ask = |name: &str, key: &str| field(words, name, key, entered);
    let own = reader.visitor.actor.region().map(ToString::to_string);
    let area = match entered.get("area") {
        "" => own.unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let services = Service::ALL.iter().map(|one| one.code());
    let services = show::choices(words, "service", services, entered.get("service"));
    let admits = [Age::Adult, Age::Child].map(|age| {
        let code = age.code();
        let name = words.of("table-providers-admits", code);
        let mut choice = Choice::new(code, name, "");
        choice.is_chosen = entered.all("admits").any(|chosen| chosen == code);
        choice
    });
    Form::new("/table/providers", words.text("table-providers-button"))
        .titled(words.text("table-providers-declare"))
        .ask(Input::Select(
            ask("service", "table-providers-service"),
            services,
        ))
        .ask(Input::Select(
            ask("area", "table-providers-area").hint(words.text("table-providers-area-hint")),
            show::regions(door, words, &area),
        ))
        .ask(Input::Several(
            ask("admits", "table-providers-whom").hint(words.text("table-providers-whom-hint")),
            admits.to_vec(),
        ))
        .ask(Input::Line(
            ask("places", "table-providers-places").hint(words.text("table-providers-places-hint")),
        ))
        .ask(Input::Yes(
            ask("mechanism", "table-providers-mechanism").optional(),
        ))
}

#[boxed]
pub(super) async fn submit(form: Sent) -> Result<Response, Failure> {
    let step = async {
        let new = declared(&form.reader, &form.entered)?;
        let kept = form.wing().provider_declare(form.request(), &new).await;
        kept.or_at("admits", form.words())
    };
    let Err(stop) = step.await else {
        return Ok(to("/table/providers"));
    };
    page(&form.door, &form.reader, &form.entered, stop.problems()?).await
}

fn declared(reader: &Insider, entered: &Entered) -> Result<NewProvider, Problem> {
    let words = reader.words();
    let missing = |field: &str| Problem::new(field, words.text("table-take-in-choose"));
    let places = entered.get("places").parse();
    let places = places.ok().filter(|places| *places <= MOST_PLACES);
    Ok(NewProvider {
        service: Service::from_code(entered.get("service")).ok_or_else(|| missing("service"))?,
        area: PlaceCode::parse(entered.get("area")).map_err(|_| missing("area"))?,
        admits: entered.all("admits").filter_map(Age::from_code).collect(),
        places: places
            .ok_or_else(|| Problem::new("places", words.text("table-providers-places-wrong")))?,
        is_in_mechanism: entered.is_yes("mechanism"),
    })
}
