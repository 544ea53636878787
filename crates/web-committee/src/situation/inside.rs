//! The situation for a member of an institution: its own figures as it said them, and of everybody
//! else what was released to the members of the committee (decision 0013). This page is made without
//! any other institution's count: nothing that it calls could hand one over.

use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
    show::{self, Picture},
};
use access::{ReadReleased, ReadReturn};
use askama::Template;
use axum::response::Response;
use boxed::boxed;
use committee::{
    figures::{FactKey, own_totals},
    returns::{Punctuality, board},
};
use page::{Failure, Frame, Words, html, period_text, time_text};
use press::chart::{BarRow, BarSeries, BarWords, Bars, Mark, StateWords};
use release::{CellKey, Figure, MemberRelease, released_to_members};
use rendering::released::{mark, rule, seen_with_range};
use vocabulary::{Breakdown, IndicatorCode, Period, PeriodKind, PlaceCode, ReportedValue};

/// A cell of a table: its text, whether it is a number, and where it leads.
struct Cell {
    text: String,
    address: String,
}

struct Row {
    head: String,
    cells: Vec<Cell>,
}

/// What was released, as a table with rows for what is counted and columns for periods.
struct Released {
    code: String,
    name: String,
    period: String,
    released: String,
    rule: String,
    hash: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    pictures: Vec<Picture>,
}

#[derive(Template)]
#[template(path = "situation/inside.html")]
struct InsidePage {
    frame: Frame,
    place: String,
    periods: Vec<String>,
    own: Vec<Row>,
    missing: String,
    latest: Vec<Released>,
    earlier: Vec<Released>,
}

// words: period release-part

/// How many quarters of the own figures are shown.
const QUARTERS: usize = 6;

#[boxed]
pub(super) async fn open(
    door: &Door,
    reader: &SignedIn,
    place: &PlaceCode,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let permit = reader.permit::<ReadReleased>(scope(door, place, None))?;
    let released = released_to_members(&door.database, &permit)
        .await
        .shown(language)?;
    let last = Period::containing(PeriodKind::Quarter, door.clock.today());
    let last = last.and_then(Period::previous);
    let quarters = last.map_or_else(Vec::new, |last| show::periods_up_to(last, QUARTERS));
    let today = door.clock.today();
    let newest = quarters.last().copied();
    let asked: Vec<Period> = newest.into_iter().collect();
    let cells = board(&door.database, &door.catalogue, &permit, &asked, today)
        .await
        .shown(language)?;
    let missing = cells
        .iter()
        .filter(|cell| cell.punctuality == Punctuality::Missing)
        .map(|cell| show::institution_name(door, words, cell.key.institution.as_str()))
        .collect();
    let name = show::place_name(door, words, place);
    let year = released.iter().map(|one| one.period.year()).max();
    let (latest, earlier): (Vec<_>, Vec<_>) = released
        .iter()
        .partition(|one| Some(one.period.year()) == year);
    let title = words.with("situation-title", &[("place", name.clone().into())]);
    html(&InsidePage {
        frame: frame(door, reader, title),
        place: name,
        periods: quarters
            .iter()
            .map(|period| period_text(words, *period))
            .collect(),
        own: own(door, reader, place, &quarters).await?,
        missing: super::page::missing_text(words, newest, super::page::deduplicated(missing)),
        latest: views(door, words, &latest, true)?,
        earlier: views(door, words, &earlier, false)?,
    })
}

/// What the reader's institution said, quarter by quarter.
#[boxed]
async fn own(
    door: &Door,
    reader: &SignedIn,
    place: &PlaceCode,
    quarters: &[Period],
) -> Result<Vec<Row>, Failure> {
    let Some(institution) = reader.actor.institution() else {
        return Ok(Vec::new());
    };
    let words = reader.words();
    let permit = reader.permit::<ReadReturn>(scope(door, place, Some(institution)))?;
    let totals = own_totals(&door.database, &door.catalogue, &permit, quarters)
        .await
        .shown(reader.language)?;
    let row = |(indicator, line): (IndicatorCode, Vec<Option<ReportedValue>>)| {
        let decimals = show::decimals(door, &indicator);
        let cells = quarters.iter().zip(line).map(|(period, value)| Cell {
            text: value.map_or_else(
                || "–".to_owned(),
                |value| show::value_text(words, value, decimals),
            ),
            address: show::fact_address(&FactKey {
                indicator: indicator.clone(),
                place: place.clone(),
                period: *period,
                breakdown: Breakdown::total(),
            }),
        });
        Row {
            head: show::indicator_name(door, words, &indicator),
            cells: cells.collect(),
        }
    };
    Ok(totals.into_iter().map(row).collect())
}

fn views(
    door: &Door,
    words: Words,
    released: &[&MemberRelease],
    with_pictures: bool,
) -> Result<Vec<Released>, Failure> {
    let views = released.iter().map(|one| {
        let grid = Grid::of(door, words, one);
        let table = door.country().registered_table(&one.table);
        let name = table.map_or_else(
            || one.table.clone(),
            |table| table.names.text(words.language()).to_owned(),
        );
        let pictures = if with_pictures {
            grid.pictures(words, (&one.code, &name))
                .shown(words.language())?
        } else {
            Vec::new()
        };
        Ok(Released {
            code: one.code.clone(),
            period: period_text(words, one.period),
            released: format!("{}, {}", one.released.0, time_text(words, one.released.1)),
            rule: rule(words, one.protection),
            hash: one.hash.clone(),
            columns: grid.columns(words),
            rows: grid.rows(door, words),
            pictures,
            name,
        })
    });
    views.collect()
}

/// What is counted in a row of a release.
struct Head {
    name: String,
    decimals: u8,
    indicator: IndicatorCode,
}

/// A release by what is counted and period.
struct Grid<'a> {
    heads: Vec<Head>,
    periods: Vec<Period>,
    /// By head, then period.
    figures: Vec<Vec<Option<&'a (CellKey, Figure)>>>,
}

impl<'a> Grid<'a> {
    fn of(door: &Door, words: Words, release: &'a MemberRelease) -> Self {
        let mut periods: Vec<Period> = Vec::new();
        let mut kinds: Vec<(&CellKey, Vec<&'a (CellKey, Figure)>)> = Vec::new();
        for one in &release.figures {
            let key = &one.0;
            if !periods.contains(&key.period) {
                periods.push(key.period);
            }
            let same = kinds.iter_mut().find(|(other, _)| {
                (&other.indicator, &other.breakdown) == (&key.indicator, &key.breakdown)
            });
            match same {
                Some((_, all)) => all.push(one),
                None => kinds.push((key, vec![one])),
            }
        }
        let head = |key: &CellKey| {
            let name = show::indicator_name(door, words, &key.indicator);
            Head {
                name: if key.breakdown.is_total() {
                    name
                } else {
                    let part = show::breakdown_name(door, words, &key.breakdown);
                    format!("{name}: {part}")
                },
                decimals: show::decimals(door, &key.indicator),
                indicator: key.indicator.clone(),
            }
        };
        Self {
            heads: kinds.iter().map(|(key, _)| head(key)).collect(),
            figures: kinds
                .iter()
                .map(|(_, all)| {
                    let of = |period: &Period| all.iter().find(|one| one.0.period == *period);
                    periods.iter().map(|period| of(period).copied()).collect()
                })
                .collect(),
            periods,
        }
    }

    fn columns(&self, words: Words) -> Vec<String> {
        let names = self.periods.iter();
        names.map(|period| period_text(words, *period)).collect()
    }

    fn rows(&self, door: &Door, words: Words) -> Vec<Row> {
        let rows = self.heads.iter().zip(&self.figures);
        rows.map(|(head, figures)| Row {
            head: head.name.clone(),
            cells: figures
                .iter()
                .flatten()
                .map(|(key, figure)| Cell {
                    text: seen_with_range(words, *figure, show::decimals(door, &key.indicator)),
                    address: show::fact_address(&FactKey {
                        indicator: key.indicator.clone(),
                        place: key.place.clone(),
                        period: key.period,
                        breakdown: key.breakdown.clone(),
                    }),
                })
                .collect(),
        })
        .collect()
    }

    fn mark(&self, words: Words, head: usize, period: usize) -> Mark {
        let decimals = self.heads[head].decimals;
        match self.figures[head][period] {
            Some((_, figure)) => mark(*figure, seen_with_range(words, *figure, decimals)),
            None => Mark::not_applicable(words.text("chart-not-applicable")),
        }
    }

    /// Bars of the quarters: stacked where they are parts of one thing; where different things are
    /// counted, which nobody may add up, a picture for each. Of a whole year, a bar for each thing.
    fn pictures(
        &self,
        words: Words,
        (code, name): (&str, &str),
    ) -> Result<Vec<Picture>, press::Error> {
        const MOST: usize = 5;
        let by_period = self.periods.len() > 1;
        if self.heads.is_empty() || (by_period && self.heads.len() > MOST) {
            return Ok(Vec::new());
        }
        // Of what is nothing but few or open a picture shows nothing.
        let is_seen = |head: &usize| {
            (0..self.periods.len()).any(|period| self.mark(words, *head, period).size().is_some())
        };
        let heads: Vec<usize> = (0..self.heads.len()).filter(is_seen).collect();
        if heads.is_empty() {
            return Ok(Vec::new());
        }
        let is_one_thing = self
            .heads
            .iter()
            .all(|head| head.indicator == self.heads[0].indicator);
        if !by_period {
            let rows = heads.iter().map(|head| BarRow {
                name: self.heads[*head].name.clone(),
                parts: vec![self.mark(words, *head, 0)],
                total: None,
            });
            let about = (format!("released-{code}"), name, "release-part");
            return Ok(vec![bars(
                words,
                about,
                vec![name.to_owned()],
                rows.collect(),
            )?]);
        }
        if is_one_thing {
            let about = (format!("released-{code}"), name, "period");
            return Ok(vec![self.of_quarters(words, about, &heads)?]);
        }
        let each = heads.iter().map(|head| {
            let name = self.heads[*head].name.as_str();
            let about = (format!("released-{code}-{head}"), name, "period");
            self.of_quarters(words, about, &[*head])
        });
        each.collect()
    }

    fn of_quarters(
        &self,
        words: Words,
        about: (String, &str, &str),
        heads: &[usize],
    ) -> Result<Picture, press::Error> {
        let series = heads.iter().map(|head| self.heads[*head].name.clone());
        // The first is the year, the others its parts.
        let rows = (1..self.periods.len()).map(|period| BarRow {
            name: period_text(words, self.periods[period]),
            parts: heads
                .iter()
                .map(|head| self.mark(words, *head, period))
                .collect(),
            total: None,
        });
        bars(words, about, series.collect(), rows.collect())
    }
}

/// A picture of bars: the start of its ids, its name, and the key of what a bar stands for.
fn bars(
    words: Words,
    (prefix, name, row): (String, &str, &str),
    series: Vec<String>,
    rows: Vec<BarRow>,
) -> Result<Picture, press::Error> {
    let series = series.into_iter().map(|name| BarSeries {
        name,
        unknown: false,
    });
    let chart = Bars::new(
        show::heading(
            &prefix,
            name.to_owned(),
            words.text("inside-bars-description"),
        )?,
        BarWords {
            row: words.text(row),
            measure: name.to_owned(),
            total: words.text("public-total"),
            states: StateWords {
                zero: words.text("chart-zero"),
                hidden: words.text("inside-few"),
                not_reported: words.text("public-not-settled"),
                not_applicable: words.text("chart-not-applicable"),
            },
        },
        series.collect(),
        rows,
    )?;
    Ok(Picture::of(&chart))
}
