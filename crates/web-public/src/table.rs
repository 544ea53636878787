//! The page of one published table: its figures, its picture, and what was done to them and why.

use crate::{
    PublicDoor,
    door::{failed, not_found, undrawn, words},
    grid::{Grid, grid},
    ground::outlines,
    index::day,
    pictures::{Picture, picture},
    show,
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
};
use boxed::boxed;
use page::{Failure, Frame, Words, day_text, html, number_text};
use release::{CellKey, Figure, PublishedRelease, published_list};
use serde::Deserialize;
use vocabulary::country::{Protection, RegisteredTable};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    place: String,
}

struct Choice {
    name: String,
    href: String,
    is_chosen: bool,
}

/// What is said of one release.
struct About {
    code: String,
    period: String,
    since: String,
    hash: String,
    correction: String,
    replaces: String,
    withdrawn: String,
}

#[derive(Template)]
#[template(path = "public/table.html")]
struct TablePage {
    frame: Frame,
    definitions: Vec<(String, String)>,
    caption: String,
    choices: Vec<Choice>,
    grid: Option<Grid>,
    picture: Option<Picture>,
    rule: String,
    explanation: Vec<String>,
    releases: Vec<About>,
}

// words: public-reason-*

#[boxed]
pub(crate) async fn open(
    State(door): State<PublicDoor>,
    headers: HeaderMap,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let words = words(&headers);
    let language = words.language();
    let country = door.country();
    let table = country
        .registered_table(&code)
        .ok_or_else(|| not_found(language))?;
    let place = if asked.place.is_empty() {
        country.code().to_string()
    } else {
        asked.place
    };
    let all = published_list(&door.database, &code, door.clock.now())
        .await
        .map_err(failed(language))?;
    let own: Vec<PublishedRelease> = all
        .into_iter()
        .filter(|one| one.place.as_str() == place)
        .collect();
    // The latest period stands first.
    let first = own.first().ok_or_else(|| not_found(language))?;
    let asked_period = asked.period;
    let chosen = own
        .iter()
        .find(|one| one.period.to_string() == asked_period)
        .or(Some(first).filter(|_| asked_period.is_empty()))
        .ok_or_else(|| not_found(language))?;
    let is_line = is_line(chosen);
    let (shown, choices) = if is_line {
        (own.iter().collect::<Vec<_>>(), Vec::new())
    } else {
        let choices = own.iter().map(|one| Choice {
            name: show::period_name(words, one.period),
            href: address(table, &place, country.code().as_str(), one),
            is_chosen: one.code == chosen.code,
        });
        (vec![chosen], choices.collect())
    };
    let figures: Vec<(CellKey, Figure)> = shown
        .iter()
        .flat_map(|one| one.figures.iter().cloned())
        .collect();
    let title = title(&door, words, table, &place, (!is_line).then_some(chosen));
    let measure = table
        .indicators
        .iter()
        .map(|code| show::indicator_name(country, words, code))
        .collect::<Vec<_>>()
        .join("; ");
    let grid = (!figures.is_empty()).then(|| grid(country, words, &figures));
    let few = few(words, &shown);
    let picture = match &grid {
        Some(grid) => {
            let outlines = outlines(&door, grid).await;
            let outlines =
                outlines.map_err(|error| Failure::internal(&error).in_language(language))?;
            let what = (grid, &outlines);
            picture(country, words, (&title, &measure), what, few.as_deref())
                .map_err(undrawn(language))?
        }
        None => None,
    };
    let path = address(table, &place, country.code().as_str(), chosen);
    html(&TablePage {
        frame: Frame::bare(language, title.clone(), &path),
        definitions: definitions(&door, words, table),
        caption: title,
        choices,
        grid,
        picture,
        rule: show::rule(words, chosen.protection),
        explanation: explanation(words, &shown),
        releases: shown.iter().map(|one| about(words, one)).collect(),
    })
}

/// Whether a release is one row, so that its periods stand under each other.
fn is_line(release: &PublishedRelease) -> bool {
    let mut keys = release.figures.iter().map(|(key, _)| key);
    let Some(first) = keys.next() else {
        return false;
    };
    keys.all(|key| {
        (&key.indicator, &key.place, key.period) == (&first.indicator, &first.place, first.period)
    })
}

fn address(
    table: &RegisteredTable,
    place: &str,
    country: &str,
    release: &PublishedRelease,
) -> String {
    let own = if place == country {
        String::new()
    } else {
        format!("&place={place}")
    };
    format!(
        "/public/tables/{}?period={}{own}",
        table.code, release.period
    )
}

fn title(
    door: &PublicDoor,
    words: Words,
    table: &RegisteredTable,
    place: &str,
    release: Option<&PublishedRelease>,
) -> String {
    let mut parts = vec![table.names.text(words.language()).to_owned()];
    if let Some(found) = door.country().place(place)
        && found.code != *door.country().code()
    {
        parts.push(found.names.text(words.language()).to_owned());
    }
    parts.extend(release.map(|one| show::period_name(words, one.period)));
    parts.join(", ")
}

fn definitions(door: &PublicDoor, words: Words, table: &RegisteredTable) -> Vec<(String, String)> {
    let country = door.country();
    let found = table
        .indicators
        .iter()
        .filter_map(|code| country.indicator(code.as_str()));
    found
        .map(|one| {
            let language = words.language();
            (
                one.names.text(language).to_owned(),
                one.definition.text(language).to_owned(),
            )
        })
        .collect()
}

/// What a rounded zero stands for.
fn few(words: Words, releases: &[&PublishedRelease]) -> Option<String> {
    let most = releases.iter().filter_map(|one| match one.protection {
        Protection::Rounding { base } => Some(base * one.steps - 1),
        Protection::CellKey { maximum, .. } => Some(maximum),
        _ => None,
    });
    let number = |value| number_text(words.language(), value, 0);
    most.max()
        .map(|most| format!("{}–{}", number(0), number(most)))
}

/// What was done to the numbers and why, in plain words.
fn explanation(words: Words, releases: &[&PublishedRelease]) -> Vec<String> {
    let Some(first) = releases.first() else {
        return Vec::new();
    };
    let base = match first.protection {
        Protection::Rounding { base } => base,
        Protection::Suppression { threshold, .. } => {
            return vec![
                words.text("public-why-hidden"),
                words.with("public-how-suppression", &[("threshold", threshold.into())]),
                words.text("public-how-zeros"),
                words.text("public-audited-methods"),
            ];
        }
        Protection::CellKey { maximum, small, .. } => {
            return vec![
                words.text("public-why"),
                words.with(
                    "public-how-cell-key",
                    &[("maximum", maximum.into()), ("small", small.into())],
                ),
                words.text("public-chance-of-keys"),
                words.text("public-audited-methods"),
            ];
        }
        _ => return vec![words.text("public-why-open")],
    };
    let reach = base * releases.iter().map(|one| one.steps).max().unwrap_or(1);
    let mut all = vec![
        words.text("public-why"),
        words.with(
            "public-how",
            &[
                ("base", base.into()),
                ("least", (base - reach + 1).max(1).into()),
                ("most", (base + reach - 1).into()),
                ("few", (reach - 1).into()),
            ],
        ),
        words.text("public-chance"),
        words.text("public-audited"),
    ];
    let is_quoted = |figure: &Figure| {
        matches!(
            figure.shown(),
            release::Shown::Number { .. } | release::Shown::Zero
        )
    };
    let figures = releases.iter().flat_map(|one| &one.figures);
    if figures.into_iter().any(|(_, figure)| is_quoted(figure)) {
        all.push(words.text("public-some-printed"));
    }
    if releases.iter().any(|one| !one.additive) {
        all.push(words.text("public-not-additive"));
    }
    all
}

fn about(words: Words, release: &PublishedRelease) -> About {
    About {
        code: release.code.clone(),
        period: show::period_name(words, release.period),
        since: day_text(words, day(release.since)),
        hash: release.hash.clone(),
        correction: release
            .reason
            .as_deref()
            .map_or_else(String::new, |code| words.of("public-reason", code)),
        replaces: release.replaces.join(", "),
        withdrawn: release
            .withdrawn
            .map_or_else(String::new, |at| day_text(words, day(at))),
    }
}
