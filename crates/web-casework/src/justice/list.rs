//! One's own matters, and the links that were offered to one's institution.

use crate::{
    TableDoor,
    choose::term,
    days::day_of,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Cell, Link, Part, Sheet, Table},
};
use axum::{extract::State, response::Response};
use boxed::boxed;
use casework::{LinkOffer, MatterSummary, Profession};
use page::{Failure, time_text};

#[boxed]
pub(super) async fn show(
    State(door): State<TableDoor>,
    reader: Insider,
) -> Result<Response, Failure> {
    let words = reader.words();
    let matters = door.casework.matters_of(reader.request()).await;
    let matters = matters.shown(reader.language())?;
    let offers = door.casework.links_offered(reader.request()).await;
    let offers = offers.shown(reader.language())?;
    let takes = matches!(
        reader.worker().profession(),
        Profession::Police | Profession::Prosecutor
    );
    let new = Link::new("/table/matters/new", words.text("matter-page-new-title"));
    let mut sheet = Sheet::inside(&door, &reader, words.text("matter-page-list-title"))
        .lead(words.text("matter-page-list-lead"))
        .with(Part::Table(table(&door, &reader, &matters).await?));
    if takes {
        sheet = sheet
            .with(Part::Links(vec![new]))
            .with(Part::Table(offered(&reader, &offers)));
    }
    sheet.answer()
}

#[boxed]
async fn table(
    door: &TableDoor,
    reader: &Insider,
    matters: &[MatterSummary],
) -> Result<Table, Failure> {
    let words = reader.words();
    let leaders = matters.iter().map(|one| one.leader.as_str()).collect();
    let names = names_of(door, reader.language(), leaders).await?;
    let row = |one: &MatterSummary| {
        let articles = one.articles.iter();
        let articles = articles.map(|code| term(door, words, ("article", code.as_str())));
        vec![
            Cell::Link(Link::new(super::at(&one.code, ""), one.code.as_str())),
            Cell::Text(words.of("matter-stage", one.stage.code())),
            Cell::Text(articles.collect::<Vec<_>>().join(", ")),
            Cell::Text(names.of(&one.leader)),
            Cell::Text(day_of(words, one.reported_at)),
        ]
    };
    Ok(Table {
        caption: words.text("matter-page-list-table"),
        heads: ["code", "stage", "articles", "leader", "reported"]
            .map(|head| words.of("matter-page-column", head))
            .to_vec(),
        rows: matters.iter().map(row).collect(),
        empty: words.text("matter-page-list-none"),
    })
}

fn offered(reader: &Insider, offers: &[LinkOffer]) -> Table {
    let words = reader.words();
    let row = |one: &LinkOffer| {
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(time_text(words, one.offered_at)),
        ]
    };
    Table {
        caption: words.text("link-offers-table"),
        heads: ["link", "offered"]
            .map(|head| words.of("matter-page-column", head))
            .to_vec(),
        rows: offers.iter().map(row).collect(),
        empty: words.text("link-offers-none"),
    }
}
