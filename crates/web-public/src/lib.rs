//! The public's door: what may be published, explained in plain words.
//!
//! A page here takes [`release::Figure`] and nothing else: a committee's own number has no way onto
//! it. Nobody signs in, and nothing is kept about who reads.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::Response,
    routing::get,
};
use committee::Catalogue;
use page::{
    Failure, Frame, LANGUAGE_COOKIE, Words, chosen_language, html, number_text, period_text,
};
use release::{
    Figure, Policy, ReleaseError, Shown, breakdown_of_year, national_years, regions_of_year,
};
use serde::Deserialize;
use std::sync::Arc;
use store::Database;
use vocabulary::{Clock, Indicator, Language, Period, PeriodKind, Sensitivity};

/// What this door can reach.
#[derive(Clone)]
pub struct PublicDoor {
    /// The committee's database, read through `release` alone.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// All routes of this door.
pub fn router(door: PublicDoor) -> Router {
    Router::new().route("/public", get(open)).with_state(door)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    indicator: String,
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

struct Row {
    head: String,
    figure: String,
    is_hidden: bool,
}

struct Part {
    caption: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "public.html")]
struct PublicPage {
    frame: Frame,
    indicators: Vec<Choice>,
    definition: String,
    rule: String,
    parts: Vec<Part>,
}

const YEARS: usize = 12;

async fn open(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let language = language(&headers);
    let words = Words::in_language(language);
    let public: Vec<&Indicator> = door
        .catalogue
        .country()
        .indicators()
        .iter()
        .filter(|one| one.sensitivity == Sensitivity::Public)
        .collect();
    let chosen = public
        .iter()
        .find(|one| one.code.as_str() == asked.indicator)
        .or_else(|| public.first().filter(|_| asked.indicator.is_empty()))
        .ok_or_else(|| Failure::not_found().in_language(language))?;
    let policy = Policy::default();
    let parts = parts(&door, words, chosen, policy)
        .await
        .map_err(|error| Failure::internal(&error).in_language(language))?;
    html(&PublicPage {
        frame: Frame::bare(language, words.text("public-title"), "/public"),
        indicators: public
            .iter()
            .map(|one| Choice {
                code: one.code.to_string(),
                name: one.names.text(language).to_owned(),
                is_chosen: one.code == chosen.code,
            })
            .collect(),
        definition: chosen.definition.text(language).to_owned(),
        rule: words.with("public-rule", &[("threshold", policy.regional.into())]),
        parts,
    })
}

fn language(headers: &HeaderMap) -> Language {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &header::HeaderValue| value.to_str().ok())
    };
    let cookie = text(header::COOKIE).and_then(|cookies| {
        let mut pairs = cookies
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='));
        pairs
            .find(|(name, _)| *name == LANGUAGE_COOKIE)
            .map(|(_, value)| value)
    });
    chosen_language(cookie, None, text(header::ACCEPT_LANGUAGE))
}

fn row(words: Words, head: String, figure: Figure, decimals: u8) -> Row {
    let shown = figure.shown();
    Row {
        head,
        figure: match shown {
            Shown::Number(number) => number_text(words.language(), number, decimals),
            Shown::Hidden => words.text("public-hidden"),
            Shown::NotReported => words.text("chart-not-reported"),
        },
        is_hidden: shown == Shown::Hidden,
    }
}

async fn parts(
    door: &PublicDoor,
    words: Words,
    indicator: &Indicator,
    policy: Policy,
) -> Result<Vec<Part>, ReleaseError> {
    let (database, catalogue) = (&door.database, door.catalogue.as_ref());
    let country = catalogue.country();
    let Some(last) =
        Period::containing(PeriodKind::Year, door.clock.today()).and_then(Period::previous)
    else {
        return Ok(Vec::new());
    };
    let years: Vec<Period> = std::iter::successors(Some(last), |year| year.previous())
        .take(YEARS)
        .collect();
    let decimals = indicator.decimals;
    let national = national_years(database, catalogue, policy, indicator, &years).await?;
    let mut parts = vec![Part {
        caption: words.text("public-year"),
        rows: national
            .rows
            .into_iter()
            .map(|one| row(words, period_text(words, one.head), one.figure, decimals))
            .collect(),
    }];
    if indicator.additive_across_places {
        let regions = regions_of_year(database, catalogue, policy, indicator, last).await?;
        parts.push(Part {
            caption: format!(
                "{}, {}",
                words.text("public-by-region"),
                period_text(words, last)
            ),
            rows: regions
                .rows
                .into_iter()
                .map(|one| {
                    let place = country.place(one.head.as_str());
                    let name = place.map_or("", |place| place.names.text(words.language()));
                    row(words, name.to_owned(), one.figure, decimals)
                })
                .collect(),
        });
    }
    for dimension in &indicator.dimensions {
        let table =
            breakdown_of_year(database, catalogue, policy, indicator, (dimension, last)).await?;
        if table.rows.is_empty() {
            continue;
        }
        let name = country.dimension(dimension.as_str());
        parts.push(Part {
            caption: format!(
                "{}, {}",
                name.map_or("", |one| one.names.text(words.language())),
                period_text(words, last)
            ),
            rows: table
                .rows
                .into_iter()
                .map(|one| {
                    let term = country.term(dimension.as_str(), one.head.as_str());
                    let name = term.map_or("", |term| term.names.text(words.language()));
                    row(words, name.to_owned(), one.figure, decimals)
                })
                .collect(),
        });
    }
    Ok(parts)
}
