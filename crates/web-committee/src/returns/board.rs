//! The status board: who was expected to report, who did, and when.

use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show::{self, Picture},
};
use access::{ReadReleased, ReadReturn};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use boxed::boxed;
use committee::returns::{BoardCell, Punctuality, board, rates};
use page::{Failure, Frame, Words, date_text, html, percent_text, period_text};
use press::chart::{Link, MatrixHeads, Punctuality as Drawn, ReportingCell, ReportingMatrix};
use serde::Deserialize;
use std::collections::BTreeMap;
use vocabulary::{Country, InstitutionCode, Period, PeriodKind, PlaceCode, TemplateCode};

// words: punctuality-* return-state-*

/// How many quarters the board looks back, the running one included.
const QUARTERS: usize = 5;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    place: String,
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

struct CellView {
    text: String,
    class: &'static str,
    state: Option<String>,
    /// The day by which it is due, where that still matters.
    due: Option<String>,
    address: Option<String>,
    beginning: Option<Beginning>,
}

/// What the form sends that makes the return of a cell where there is none yet.
struct Beginning {
    template: String,
    institution: String,
    place: String,
    period: String,
}

struct RowView {
    institution: String,
    template: String,
    cells: Vec<Option<CellView>>,
}

/// The rows of one region; on the board of a region there is one group alone.
struct Group {
    name: String,
    /// How many of its returns came, in a few words.
    rates: String,
    rows: Vec<RowView>,
}

struct RatesView {
    reporting: String,
    on_time: String,
    counts: String,
}

#[derive(Template)]
#[template(path = "returns/board.html")]
struct BoardPage {
    frame: Frame,
    subtitle: String,
    places: Vec<Choice>,
    is_own: bool,
    periods: Vec<String>,
    groups: Vec<Group>,
    rates: Option<RatesView>,
    picture: Option<Picture>,
}

#[boxed]
pub(crate) async fn list(
    State(door): State<Door>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let place = if asked.place.is_empty() {
        reader.home(&door)
    } else {
        let found = door.country().place(&asked.place);
        let missing = || Failure::not_found().in_language(language);
        found.ok_or_else(missing)?.code.clone()
    };
    let permit = reader.permit::<ReadReleased>(scope(&door, &place, None))?;
    let today = door.clock.today();
    let periods = periods(today);
    let mut cells = board(&door.database, &door.catalogue, &permit, &periods, today)
        .await
        .shown(language)?;
    let own = reader.actor.institution();
    if let Some(own) = own {
        cells.retain(|cell| cell.key.institution == *own);
    }
    let is_own = own.is_some();
    html(&BoardPage {
        frame: frame(&door, &reader, words.text("navigation-returns")),
        subtitle: match own {
            Some(own) => show::institution_name(&door, words, own.as_str()),
            None => show::place_name(&door, words, &place),
        },
        places: places(&door, &reader, &place),
        is_own,
        periods: periods
            .iter()
            .map(|period| period_text(words, *period))
            .collect(),
        rates: rates_view(words, &cells),
        // A picture of every institution of the country would be too long for anybody to read.
        picture: if is_own || place == *door.country().code() {
            None
        } else {
            picture(&door, words, &cells, &periods).shown(language)?
        },
        groups: groups(&door, &reader, &cells, &periods),
    })
}

/// The quarters and school years that are looked at, the earliest first.
fn periods(today: jiff::civil::Date) -> Vec<Period> {
    let quarters = Period::containing(PeriodKind::Quarter, today)
        .map(|last| show::periods_up_to(last, QUARTERS))
        .unwrap_or_default();
    let years = Period::containing(PeriodKind::SchoolYear, today)
        .map(|last| show::periods_up_to(last, 2))
        .unwrap_or_default();
    quarters.into_iter().chain(years).collect()
}

/// The places that the reader can choose; empty where there is one alone.
fn places(door: &Door, reader: &SignedIn, chosen: &PlaceCode) -> Vec<Choice> {
    let country: &Country = door.country();
    let national = scope(door, country.code(), None);
    if reader.actor.institution().is_some() || !reader.may::<ReadReturn>(&national) {
        return Vec::new();
    }
    let mut regions: Vec<Choice> = country
        .regions()
        .into_iter()
        .map(|one| Choice {
            code: one.code.to_string(),
            name: one.names.text(reader.language).to_owned(),
            is_chosen: one.code == *chosen,
        })
        .collect();
    page::sort_by_name(&mut regions, |one| &one.name);
    regions.insert(
        0,
        Choice {
            code: country.code().to_string(),
            name: show::place_name(door, reader.words(), country.code()),
            is_chosen: country.code() == chosen,
        },
    );
    regions
}

fn rates_view(words: Words, cells: &[BoardCell]) -> Option<RatesView> {
    let rates = rates(cells);
    Some(RatesView {
        reporting: percent_text(words.language(), rates.reporting_percent()?),
        on_time: percent_text(words.language(), rates.on_time_percent()?),
        counts: words.with(
            "returns-rate-counts",
            &[
                ("expected", rates.expected.into()),
                ("received", rates.received.into()),
                ("punctual", rates.on_time.into()),
            ],
        ),
    })
}

/// The rows of the board, in the order in which the cells come.
fn row_keys(cells: &[BoardCell]) -> Vec<(InstitutionCode, TemplateCode)> {
    let mut keys = Vec::new();
    for cell in cells {
        let key = (cell.key.institution.clone(), cell.key.template.clone());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
    keys
}

fn cell_of<'c>(
    cells: &'c [BoardCell],
    (institution, template): &(InstitutionCode, TemplateCode),
    period: Period,
) -> Option<&'c BoardCell> {
    cells.iter().find(|cell| {
        cell.key.period == period
            && cell.key.institution == *institution
            && cell.key.template == *template
    })
}

/// The rows region by region, in the order of their names.
fn groups(door: &Door, reader: &SignedIn, cells: &[BoardCell], periods: &[Period]) -> Vec<Group> {
    let words = reader.words();
    let country = door.country();
    let region_of = |cell: &BoardCell| {
        let region = country.region_of(&cell.key.place);
        region.map_or_else(|| country.code().clone(), |region| region.code.clone())
    };
    let mut regions: BTreeMap<PlaceCode, Vec<BoardCell>> = BTreeMap::new();
    for cell in cells {
        regions
            .entry(region_of(cell))
            .or_default()
            .push(cell.clone());
    }
    let mut groups: Vec<Group> = regions
        .iter()
        .map(|(region, cells)| {
            let rates = rates_view(words, cells);
            Group {
                name: show::place_name(door, words, region),
                rates: rates.map_or_else(String::new, |rates| {
                    let values = [
                        ("received", rates.reporting.into()),
                        ("punctual", rates.on_time.into()),
                    ];
                    words.with("returns-group-rates", &values)
                }),
                rows: rows(door, reader, cells, periods),
            }
        })
        .collect();
    page::sort_by_name(&mut groups, |one| &one.name);
    groups
}

fn rows(door: &Door, reader: &SignedIn, cells: &[BoardCell], periods: &[Period]) -> Vec<RowView> {
    let words = reader.words();
    row_keys(cells)
        .iter()
        .map(|key| RowView {
            institution: show::institution_name(door, words, key.0.as_str()),
            template: super::template_name(door, words, &key.1),
            cells: periods
                .iter()
                .map(|period| {
                    cell_of(cells, key, *period).map(|cell| cell_view(reader, words, cell))
                })
                .collect(),
        })
        .collect()
}

fn cell_view(reader: &SignedIn, words: Words, cell: &BoardCell) -> CellView {
    CellView {
        text: words.of("punctuality", cell.punctuality.code()),
        class: match cell.punctuality {
            Punctuality::OnTime => "tag-good",
            Punctuality::Late => "tag-warn",
            Punctuality::Missing => "tag-bad",
            Punctuality::Due => "tag-calm",
        },
        state: cell
            .record
            .as_ref()
            .map(|record| words.of("return-state", record.state.code())),
        due: (cell.punctuality != Punctuality::OnTime).then(|| date_text(words, cell.due_on)),
        address: cell
            .record
            .as_ref()
            .map(|record| format!("/returns/{}", record.id)),
        beginning: beginning(reader, cell),
    }
}

/// Only the institution itself begins its return.
fn beginning(reader: &SignedIn, cell: &BoardCell) -> Option<Beginning> {
    let key = &cell.key;
    let is_own = reader.actor.institution() == Some(&key.institution);
    (is_own && cell.record.is_none()).then(|| Beginning {
        template: key.template.to_string(),
        institution: key.institution.to_string(),
        place: key.place.to_string(),
        period: key.period.to_string(),
    })
}

fn picture(
    door: &Door,
    words: Words,
    cells: &[BoardCell],
    periods: &[Period],
) -> Result<Option<Picture>, press::Error> {
    let keys = row_keys(cells);
    if keys.is_empty() {
        return Ok(None);
    }
    let drawn = |key: &(InstitutionCode, TemplateCode), period: Period| {
        let cell = cell_of(cells, key, period);
        ReportingCell {
            punctuality: match cell.map(|cell| cell.punctuality) {
                Some(Punctuality::OnTime) => Drawn::OnTime,
                Some(Punctuality::Late) => Drawn::Late,
                Some(Punctuality::Missing) => Drawn::Missing,
                Some(Punctuality::Due) | None => Drawn::NotExpected,
            },
            detail: String::new(),
            link: cell
                .and_then(|cell| cell.record.as_ref())
                .and_then(|record| Link::parse(&format!("/returns/{}", record.id)).ok()),
        }
    };
    let chart = ReportingMatrix::new(
        show::heading(
            "returns",
            words.text("returns-picture-title"),
            words.text("returns-picture-description"),
        )?,
        show::punctuality_words(words),
        MatrixHeads {
            corner: words.text("returns-institution"),
            rows: keys
                .iter()
                .map(|(institution, template)| {
                    format!(
                        "{}: {}",
                        show::institution_name(door, words, institution.as_str()),
                        super::template_name(door, words, template)
                    )
                })
                .collect(),
            columns: periods
                .iter()
                .map(|period| period_text(words, *period))
                .collect(),
        },
        keys.iter()
            .map(|key| periods.iter().map(|period| drawn(key, *period)).collect())
            .collect(),
    )?;
    Ok(Some(Picture::of(&chart)))
}
