//! What publishers printed: national totals, each with who printed it and where. Nothing is hidden
//! here, because nothing here is the committee's to hide.

use crate::{
    PublicDoor,
    door::{not_found, words},
    show,
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use boxed::boxed;
use page::{Failure, Frame, html};
use release::{quotations, quoted_indicators};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    indicator: String,
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

struct Row {
    period: String,
    figure: String,
    publisher: String,
    document: String,
}

#[derive(Template)]
#[template(path = "public/printed.html")]
struct PrintedPage {
    frame: Frame,
    indicators: Vec<Choice>,
    name: String,
    definition: String,
    rows: Vec<Row>,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let words = words(&headers);
    let language = words.language();
    let country = door.country();
    let codes = quoted_indicators(country);
    let chosen = codes
        .iter()
        .find(|code| code.as_str() == asked.indicator)
        .or_else(|| codes.first().filter(|_| asked.indicator.is_empty()))
        .ok_or_else(|| not_found(language))?;
    let rows = quotations(country, chosen).into_iter().map(|one| {
        let publisher = country.institution(one.publisher.as_str());
        Row {
            period: show::period_name(words, one.period),
            figure: show::seen(words, one.figure, show::decimals(country, chosen)).text,
            publisher: publisher.map_or_else(
                || one.publisher.to_string(),
                |found| found.names.text(language).to_owned(),
            ),
            document: one.document,
        }
    });
    let definition = country.indicator(chosen.as_str());
    html(&PrintedPage {
        frame: Frame::bare(
            language,
            words.text("public-printed-title"),
            &format!("/public/printed?indicator={chosen}"),
        ),
        name: show::indicator_name(country, words, chosen),
        definition: definition
            .map_or("", |one| one.definition.text(language))
            .to_owned(),
        rows: rows.collect(),
        indicators: codes
            .iter()
            .map(|code| Choice {
                code: code.to_string(),
                name: show::indicator_name(country, words, code),
                is_chosen: code == chosen,
            })
            .collect(),
    })
}
