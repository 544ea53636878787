//! The list of what is published.

use crate::{
    PublicDoor,
    door::{failed, words},
    show,
};
use askama::Template;
use axum::{extract::State, http::HeaderMap, response::Response};
use boxed::boxed;
use page::{Failure, Frame, day_text, html};
use release::published_heads;
use vocabulary::{Clock, country::Audience};

struct Entry {
    name: String,
    href: String,
    about: String,
    rule: String,
    periods: String,
    since: String,
}

#[derive(Template)]
#[template(path = "public/index.html")]
struct IndexPage {
    frame: Frame,
    tables: Vec<Entry>,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let words = words(&headers);
    let language = words.language();
    let country = door.country();
    let published = published_heads(&door.database, door.clock.now())
        .await
        .map_err(failed(language))?;
    let mut tables = Vec::new();
    let tables_for_all = country
        .registered_tables()
        .iter()
        .filter(|table| table.audience == Audience::Public);
    for table in tables_for_all {
        let own: Vec<_> = published
            .iter()
            .filter(|one| one.table == table.code)
            .collect();
        let mut places: Vec<_> = own.iter().map(|one| &one.place).collect();
        places.sort();
        places.dedup();
        for place in places {
            let of_place: Vec<_> = own.iter().filter(|one| one.place == *place).collect();
            let periods: Vec<String> = of_place
                .iter()
                .map(|one| show::period_name(words, one.period))
                .collect();
            let latest = of_place.iter().map(|one| one.since).max();
            let name = table.names.text(language).to_owned();
            let is_country = place == country.code();
            tables.push(Entry {
                name: if is_country {
                    name
                } else {
                    format!("{name}, {}", show::place_name(country, words, place))
                },
                href: if is_country {
                    format!("/public/tables/{}", table.code)
                } else {
                    format!("/public/tables/{}?place={place}", table.code)
                },
                about: table
                    .indicators
                    .iter()
                    .map(|code| show::indicator_name(country, words, code))
                    .collect::<Vec<_>>()
                    .join("; "),
                rule: show::rule(words, table.protection),
                periods: periods.join(", "),
                since: latest.map_or_else(String::new, |at| day_text(words, day(at))),
            });
        }
    }
    html(&IndexPage {
        frame: Frame::bare(language, words.text("public-title"), "/public"),
        tables,
    })
}

/// The day of an instant where the offices are.
pub(crate) fn day(at: jiff::Timestamp) -> jiff::civil::Date {
    vocabulary::FixedClock(at).today()
}
