//! The page and what the reader chose to see on it.

use super::{charts, lines::is_settled, view::View};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show::{self, Picture},
};
use access::{Permit, ReadReleased, ReadSituation, Role};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use boxed::boxed;
use committee::{
    discrepancies::Standing,
    figures::FactKey,
    returns::{Punctuality, board, rates},
    situation::{Known, Overview, overview_read, picture_version},
};
use page::{Failure, Frame, Words, html, number_text, percent_text, period_text, signed_text};
use serde::Deserialize;
use std::sync::Arc;
use vocabulary::{Breakdown, Period, PeriodKind};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    place: String,
    #[serde(default)]
    period: String,
    #[serde(default)]
    indicator: String,
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

struct KeyFigure {
    name: String,
    number: String,
    standing: String,
    class: &'static str,
    change: String,
    parts: String,
    disputes: String,
    address: String,
}

/// The part of the page that is the same for everybody who may see it.
#[derive(Template)]
#[template(path = "situation/body.html")]
struct Body {
    frame: Frame,
    short: String,
    disputes: String,
    known: Vec<KeyFigure>,
    missing: String,
    rate: Option<(String, String, String)>,
    pictures: Vec<Picture>,
}

#[derive(Template)]
#[template(path = "situation/open.html")]
struct SituationPage {
    frame: Frame,
    places: Vec<Choice>,
    periods: Vec<Choice>,
    indicators: Vec<Choice>,
    body: Arc<str>,
    subtitle: String,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let view = view(&door, &reader, &asked)?;
    if !reader.may::<ReadSituation>(&scope(&door, &view.place, None)) {
        return super::inside::open(&door, &reader, &view.place).await;
    }
    let permit = reader.permit::<ReadSituation>(scope(&door, &view.place, None))?;
    let version = picture_version(&door.database).await.shown(language)?;
    let body = match door.picture(version, &view.key()) {
        Some(body) => body,
        None => {
            let body = draw(&door, &permit, &view).await?;
            door.keep_picture(version, view.key(), Arc::clone(&body));
            body
        }
    };
    let place = show::place_name(&door, words, &view.place);
    let latest = view.latest();
    let period = latest.map_or_else(String::new, |period| period_text(words, period));
    html(&SituationPage {
        frame: frame(
            &door,
            &reader,
            words.with("situation-title", &[("place", place.into())]),
        ),
        places: places(&door, &reader, &view),
        periods: periods(&door, words, latest),
        indicators: door
            .country()
            .indicators()
            .iter()
            .filter(|one| one.code == view.indicator || door.country().has_figures_of(&one.code))
            .map(|one| Choice {
                code: one.code.to_string(),
                name: one.names.text(language).to_owned(),
                is_chosen: one.code == view.indicator,
            })
            .collect(),
        body,
        subtitle: period,
    })
}

fn view(door: &Door, reader: &SignedIn, asked: &Asked) -> Result<View, Failure> {
    let missing = || Failure::not_found().in_language(reader.language);
    let country = door.country();
    let place = if asked.place.is_empty() {
        reader.home(door)
    } else {
        let found = country.place(&asked.place).ok_or_else(missing)?;
        found.code.clone()
    };
    let period = if asked.period.is_empty() {
        default_period(door)
    } else {
        Period::parse(&asked.period).ok()
    };
    let period = period.ok_or_else(missing)?;
    let count = if period.kind() == PeriodKind::Year {
        12
    } else {
        8
    };
    let indicator = match country.indicator(&asked.indicator) {
        Some(one) => one.code.clone(),
        None if asked.indicator.is_empty() => {
            // What institutions are asked for first is what a committee looks at first.
            let asked = country
                .templates()
                .first()
                .and_then(|template| template.rows().next());
            asked.map(|row| row.indicator.clone()).ok_or_else(missing)?
        }
        None => return Err(missing()),
    };
    Ok(View {
        place,
        periods: show::periods_up_to(period, count),
        indicator,
        words: reader.words(),
    })
}

/// The last year that is over: what a committee looks at first.
fn default_period(door: &Door) -> Option<Period> {
    Period::containing(PeriodKind::Year, door.clock.today())?.previous()
}

fn places(door: &Door, reader: &SignedIn, view: &View) -> Vec<Choice> {
    let country = door.country();
    let mut places = vec![country.code().clone()];
    places.extend(country.regions().iter().map(|region| region.code.clone()));
    if reader.actor.role() != Role::NationalAnalyst {
        places.retain(|place| reader.may::<ReadSituation>(&scope(door, place, None)));
    }
    places
        .into_iter()
        .map(|code| Choice {
            name: show::place_name(door, view.words, &code),
            is_chosen: code == view.place,
            code: code.to_string(),
        })
        .collect()
}

fn periods(door: &Door, words: Words, chosen: Option<Period>) -> Vec<Choice> {
    let today = door.clock.today();
    let last = |kind| Period::containing(kind, today).and_then(Period::previous);
    let mut periods = Vec::new();
    for (kind, count) in [(PeriodKind::Quarter, 12), (PeriodKind::Year, 20)] {
        if let Some(last) = last(kind) {
            periods.extend(show::periods_up_to(last, count).into_iter().rev());
        }
    }
    periods
        .into_iter()
        .map(|period| Choice {
            code: period.to_string(),
            name: period_text(words, period),
            is_chosen: Some(period) == chosen,
        })
        .collect()
}

#[boxed]
async fn draw(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
) -> Result<Arc<str>, Failure> {
    let language = view.words.language();
    let overview = overview_read(&door.database, &door.catalogue, permit, &view.periods)
        .await
        .shown(language)?;
    let quarters = show::periods_up_to(
        Period::containing(PeriodKind::Quarter, door.clock.today())
            .and_then(Period::previous)
            .ok_or_else(|| Failure::not_found().in_language(language))?,
        8,
    );
    let reporting: Permit<ReadReleased> = permit
        .actor()
        .permit(permit.scope().clone())
        .shown(language)?;
    let today = door.clock.today();
    let cells = board(
        &door.database,
        &door.catalogue,
        &reporting,
        &quarters,
        today,
    )
    .await
    .shown(language)?;
    let of_returns = rates(&cells);
    let missing: Vec<_> = cells
        .iter()
        .filter(|cell| cell.punctuality == Punctuality::Missing)
        .filter(|cell| Some(&cell.key.period) == quarters.last())
        .map(|cell| show::institution_name(door, view.words, cell.key.institution.as_str()))
        .collect();
    let pictures = charts::all(door, permit, view, &overview, &cells, &quarters).await?;
    let body = Body {
        frame: Frame::bare(language, String::new(), "/situation"),
        short: short(view, &overview),
        disputes: disputes_text(view.words, overview.disputes.values().sum()),
        known: key_figures(door, view, &overview),
        missing: missing_text(view.words, quarters.last().copied(), deduplicated(missing)),
        rate: of_returns
            .reporting_percent()
            .zip(of_returns.on_time_percent())
            .map(|(reporting, on_time)| {
                (
                    percent_text(language, reporting),
                    percent_text(language, on_time),
                    number_text(language, i64::from(of_returns.expected), 0),
                )
            }),
        pictures,
    };
    let text = body.render().map_err(|error| Failure::internal(&error))?;
    Ok(text.into())
}

/// Whose return of a quarter is missing: names while they can be read at a glance, otherwise how many
/// there are.
pub(super) fn missing_text(words: Words, quarter: Option<Period>, names: Vec<String>) -> String {
    const MOST_NAMES: usize = 8;
    let quarter = quarter.map_or_else(String::new, |quarter| period_text(words, quarter));
    let quarter = ("quarter", quarter.into());
    if names.is_empty() {
        words.with("nobody-missing", &[quarter])
    } else if names.len() > MOST_NAMES {
        let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
        words.with("missing-many", &[("count", count.into()), quarter])
    } else {
        let names = names.join("; ");
        words.with("missing-now", &[("names", names.into()), quarter])
    }
}

/// The whole page in a sentence: how many figures there are, and how many of them stand.
fn short(view: &View, overview: &Overview) -> String {
    let words = view.words;
    let count = |is: fn(Standing) -> bool| {
        let lines = overview.lines.iter();
        let counted = lines.filter(|line| is(line.latest().standing)).count();
        i64::try_from(counted).unwrap_or(i64::MAX)
    };
    let period = view.latest();
    let period = period.map_or_else(String::new, |period| period_text(words, period));
    words.with(
        "situation-short",
        &[
            (
                "known",
                count(|standing| standing != Standing::NotReported).into(),
            ),
            ("settled", count(is_settled).into()),
            (
                "disputed",
                count(|standing| standing == Standing::Disputed).into(),
            ),
            ("period", period.into()),
        ],
    )
}

/// How many discrepancies are open; nothing where none is.
fn disputes_text(words: Words, count: i64) -> String {
    if count == 0 {
        String::new()
    } else {
        words.with("open-disputes", &[("count", count.into())])
    }
}

pub(super) fn deduplicated(mut names: Vec<String>) -> Vec<String> {
    page::sort_by_name(&mut names, |name| name);
    names.dedup();
    names
}

fn key_figures(door: &Door, view: &View, overview: &Overview) -> Vec<KeyFigure> {
    let words = view.words;
    let Some(period) = view.latest() else {
        return Vec::new();
    };
    overview
        .lines
        .iter()
        .filter(|line| line.latest().standing != Standing::NotReported)
        .map(|line| {
            let decimals = show::decimals(door, &line.indicator);
            let (latest, previous) = (line.latest(), line.previous());
            let fact = FactKey {
                indicator: line.indicator.clone(),
                place: view.place.clone(),
                period,
                breakdown: Breakdown::total(),
            };
            let disputes = overview.disputes.get(&line.indicator).copied().unwrap_or(0);
            KeyFigure {
                name: show::indicator_name(door, words, &line.indicator),
                number: show::known_text(words, &latest, decimals),
                standing: words.of("standing", latest.standing.code()),
                class: show::standing_class(latest.standing),
                change: change(words, &latest, &previous, decimals),
                parts: show::parts_text(words, &latest),
                disputes: disputes_text(words, disputes),
                address: if latest.parts.is_some() {
                    format!(
                        "/situation?place={}&period={period}&indicator={}#charts",
                        view.place, line.indicator
                    )
                } else {
                    show::fact_address(&fact)
                },
            }
        })
        .collect()
}

/// How a figure changed; nothing where one of the two lacks parts, because what is missing would look
/// like a change.
fn change(words: Words, latest: &Known, previous: &Known, decimals: u8) -> String {
    if !latest.is_whole() || !previous.is_whole() {
        return String::new();
    }
    match (latest.number(), previous.number()) {
        (Some(now), Some(before)) if now != before => {
            let text = signed_text(words.language(), now - before, decimals);
            words.with("since-period-before", &[("change", text.into())])
        }
        (Some(_), Some(_)) => words.text("same-as-period-before"),
        _ => String::new(),
    }
}
