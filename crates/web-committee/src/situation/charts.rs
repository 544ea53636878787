//! The pictures of the situation.

use super::map;
use super::page::View;
use crate::{
    Door,
    error::InLanguage as _,
    show::{self, Picture},
};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::{
    discrepancies::Standing,
    figures::FactKey,
    returns::{BoardCell, Punctuality as OnBoard},
    situation::{Known, Overview, Series, series_read},
    targets::{Target, TargetKind, target_list},
};
use page::{Failure, Words, number_text, period_text};
use press::chart::{
    BreakInSeries, ClassMatrix, ClassMatrixWords, Link, Mark, MatrixHeads, Panel, Punctuality,
    PunctualityWords, Pyramid, PyramidRow, PyramidWords, ReferenceLine, ReportingCell,
    ReportingMatrix, SmallMultiples, SmallMultiplesWords, StateWords, TargetStep, Trend, TrendLine,
    TrendPoint, TrendWords,
};
use vocabulary::{Breakdown, Period, PlaceCode};

/// All pictures of a view, in the order of the page.
#[boxed]
pub(super) async fn all(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
    overview: &Overview,
    cells: &[BoardCell],
    quarters: &[Period],
) -> Result<Vec<Picture>, Failure> {
    let language = view.words.language();
    let mut pictures = Vec::new();
    let is_country = view.place == *door.country().code();
    if is_country {
        let mut lines = Vec::new();
        for region in door.country().regions() {
            lines.push(series(door, permit, view, &region.code, &Breakdown::total()).await?);
        }
        pictures.extend(map::of_country(door, view, &lines).shown(language)?);
        pictures.push(trend(door, permit, view).await?);
        pictures.push(multiples(door, view, &lines).shown(language)?);
    } else {
        pictures.extend(map::of_region(door, permit, view).await?);
        pictures.push(trend(door, permit, view).await?);
    }
    pictures.extend(pyramid(door, permit, view).await?);
    pictures.extend(disputes(door, view, overview).shown(language)?);
    pictures.extend(reporting(door, view, cells, quarters).shown(language)?);
    Ok(pictures)
}

#[boxed]
pub(super) async fn series(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
    place: &PlaceCode,
    breakdown: &Breakdown,
) -> Result<Series, Failure> {
    let key = (&view.indicator, breakdown);
    series_read(
        &door.database,
        &door.catalogue,
        permit,
        place,
        key,
        &view.periods,
    )
    .await
    .shown(view.words.language())
}

pub(super) fn address(view: &View, place: &PlaceCode, period: Period) -> String {
    show::fact_address(&FactKey {
        indicator: view.indicator.clone(),
        place: place.clone(),
        period,
        breakdown: Breakdown::total(),
    })
}

fn points(door: &Door, view: &View, series: &Series) -> Vec<TrendPoint> {
    let decimals = show::decimals(door, &series.indicator);
    series
        .known
        .iter()
        .map(|(period, known)| {
            let link = address(view, &series.place, *period);
            TrendPoint {
                mark: in_full(show::mark(view.words, known, decimals, Some(&link)), known),
                provisional: !is_settled(known.standing),
            }
        })
        .collect()
}

/// A line that ran through what lacks parts would fall where nothing fell: such a period has no point,
/// and the table beside the picture says how much is known.
fn in_full(mark: Mark, known: &Known) -> Mark {
    if known.is_whole() {
        return mark;
    }
    let gap = Mark::not_reported(mark.text());
    match mark.link() {
        Some(link) => gap.with_link(link.clone()),
        None => gap,
    }
}

/// The words for the states of a line's points.
fn line_states(words: Words) -> StateWords {
    StateWords {
        not_reported: words.text("not-reported-in-full"),
        ..show::state_words(words)
    }
}

/// Whether a figure is decided, or needs no decision.
pub(super) const fn is_settled(standing: Standing) -> bool {
    matches!(standing, Standing::Adopted | Standing::Agreed)
}

fn period_names(view: &View) -> Vec<String> {
    view.periods
        .iter()
        .map(|period| period_text(view.words, *period))
        .collect()
}

#[boxed]
async fn trend(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
) -> Result<Picture, Failure> {
    let language = view.words.language();
    let series = series(door, permit, view, &view.place, &Breakdown::total()).await?;
    let targets = target_list(&door.database, &door.catalogue, permit, &view.indicator)
        .await
        .shown(language)?;
    draw_trend(door, view, &series, &targets).shown(language)
}

fn draw_trend(
    door: &Door,
    view: &View,
    series: &Series,
    targets: &[Target],
) -> Result<Picture, press::Error> {
    let words = view.words;
    let name = show::indicator_name(door, words, &view.indicator);
    let place = show::place_name(door, words, &view.place);
    let mut trend = Trend::new(
        show::heading(
            "trend",
            format!("{name}, {place}"),
            words.text("trend-description"),
        )?,
        TrendWords {
            period: words.text("period"),
            measure: name.clone(),
            target: words.text("target"),
            break_in_series: words.text("break-in-series"),
            provisional: words.text("not-settled"),
            states: line_states(words),
            numbers: show::number_style(words.language()),
        },
        period_names(view),
        vec![TrendLine {
            name: place,
            points: points(door, view, series),
        }],
    )?;
    let level = |number: i64| i32::try_from(number).map_or(0.0, f64::from);
    let text = |number: i64| {
        number_text(
            words.language(),
            number,
            show::decimals(door, &view.indicator),
        )
    };
    // A mark for a quarter says nothing of a year: a line is measured by marks of its own kind of period.
    let kind = view.periods.last().map(|period| period.kind());
    let own = |target: &&Target| target.breakdown.is_total() && Some(target.period.kind()) == kind;
    let baseline = targets
        .iter()
        .filter(own)
        .find(|one| one.kind == TargetKind::Baseline);
    if let Some(number) = baseline.and_then(|one| one.number) {
        trend = trend.with_baseline(ReferenceLine {
            label: format!("{}: {}", words.text("baseline"), text(number)),
            level: level(number),
        })?;
    }
    let steps = targets
        .iter()
        .filter(own)
        .filter(|one| one.kind != TargetKind::Baseline)
        .filter_map(|one| {
            let number = one.number?;
            let at: Vec<usize> = (0..view.periods.len())
                .filter(|index| one.period == view.periods[*index])
                .collect();
            Some(TargetStep {
                from: *at.first()?,
                to: *at.last()?,
                level: level(number),
                text: format!("{}: {}", words.text("target"), text(number)),
            })
        })
        .collect();
    trend = trend.with_targets(steps)?.with_breaks(breaks(door, view))?;
    Ok(Picture::of(&trend))
}

/// Where the territory of the place changed between two periods of the line.
fn breaks(door: &Door, view: &View) -> Vec<BreakInSeries> {
    let (Some(first), Some(last)) = (view.periods.first(), view.periods.last()) else {
        return Vec::new();
    };
    let days = door
        .country()
        .breaks_between(&view.place, first.first_day(), last.last_day());
    days.into_iter()
        .filter_map(|day| {
            let before = view
                .periods
                .iter()
                .position(|period| day <= period.last_day())?;
            (before > 0).then(|| BreakInSeries {
                before,
                reason: view.words.text("boundary-change"),
            })
        })
        .collect()
}

fn multiples(door: &Door, view: &View, lines: &[Series]) -> Result<Picture, press::Error> {
    let words = view.words;
    let name = show::indicator_name(door, words, &view.indicator);
    let panels = lines
        .iter()
        .map(|line| Panel {
            name: show::place_name(door, words, &line.place),
            points: points(door, view, line),
            breaks: Vec::new(),
            link: Link::parse(&format!(
                "/situation?place={}&indicator={}",
                line.place, view.indicator
            ))
            .ok(),
        })
        .collect();
    let chart = SmallMultiples::new(
        show::heading("regions", words.text("regions-title"), name.clone())?,
        SmallMultiplesWords {
            place: words.text("place"),
            measure: name,
            provisional: words.text("not-settled"),
            break_in_series: words.text("break-in-series"),
            states: line_states(words),
            numbers: show::number_style(words.language()),
        },
        period_names(view),
        panels,
    )?;
    Ok(Picture::of(&chart))
}

/// Sex by age, where the indicator is broken down by both.
#[boxed]
async fn pyramid(
    door: &Door,
    permit: &Permit<ReadSituation>,
    view: &View,
) -> Result<Option<Picture>, Failure> {
    let language = view.words.language();
    let words = view.words;
    let country = door.country();
    let has = |name: &str| {
        country
            .indicator(view.indicator.as_str())
            .is_some_and(|one| {
                one.dimensions
                    .iter()
                    .any(|dimension| dimension.as_str() == name)
            })
    };
    let Some(ages) = country
        .dimension("age")
        .filter(|_| has("age") && has("sex"))
    else {
        return Ok(None);
    };
    let decimals = show::decimals(door, &view.indicator);
    let mut rows = Vec::new();
    for age in ages.terms.iter().filter(|term| term.parent.is_none()) {
        let mut marks = Vec::new();
        for sex in ["female", "male"] {
            let text = format!("age={};sex={sex}", age.code);
            let cell = Breakdown::parse(&text).map_err(|error| Failure::internal(&error))?;
            let line = series(door, permit, view, &view.place, &cell).await?;
            let fact = FactKey {
                indicator: view.indicator.clone(),
                place: view.place.clone(),
                period: view.latest().unwrap_or(view.periods[0]),
                breakdown: cell,
            };
            marks.push(show::mark(
                words,
                &line.latest(),
                decimals,
                Some(&show::fact_address(&fact)),
            ));
        }
        let (Some(right), Some(left)) = (marks.pop(), marks.pop()) else {
            continue;
        };
        let age_unknown = age.code.as_str() == "unknown";
        let says_something = [&left, &right].iter().any(|mark| mark.size().is_some());
        if says_something || !age_unknown {
            rows.push(PyramidRow {
                label: age.names.text(language).to_owned(),
                left,
                right,
                unknown: None,
                age_unknown,
            });
        }
    }
    if rows
        .iter()
        .all(|row| row.left.size().is_none() && row.right.size().is_none())
    {
        return Ok(None);
    }
    let name = |term: &str| {
        country
            .term("sex", term)
            .map_or_else(String::new, |one| one.names.text(language).to_owned())
    };
    let latest = view.latest();
    let period = latest.map_or_else(String::new, |period| period_text(words, period));
    let indicator = show::indicator_name(door, words, &view.indicator);
    let about = [("indicator", indicator.into()), ("period", period.into())];
    let title = words.with("pyramid-title", &about);
    let chart =
        show::heading("pyramid", title, words.text("pyramid-description")).and_then(|heading| {
            Pyramid::new(
                heading,
                PyramidWords {
                    age: words.text("age"),
                    left: name("female"),
                    right: name("male"),
                    unknown: name("unknown"),
                    states: show::state_words(words),
                },
                rows,
            )
        });
    Ok(Some(Picture::of(&chart.shown(language)?)))
}

/// How far institutions are apart, by indicator and period.
fn disputes(
    door: &Door,
    view: &View,
    overview: &Overview,
) -> Result<Option<Picture>, press::Error> {
    let words = view.words;
    let spread = |known: &Known| Some(known.high? - known.low?);
    let lines: Vec<&Series> = overview
        .lines
        .iter()
        .filter(|line| {
            line.known
                .iter()
                .any(|(_, known)| spread(known).is_some_and(|spread| spread > 0))
        })
        .collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let largest = lines
        .iter()
        .flat_map(|line| line.known.iter().filter_map(|(_, known)| spread(known)))
        .max()
        .unwrap_or(1);
    let marks = lines
        .iter()
        .map(|line| {
            line.known
                .iter()
                .map(|(period, known)| {
                    let fact = FactKey {
                        indicator: line.indicator.clone(),
                        place: view.place.clone(),
                        period: *period,
                        breakdown: Breakdown::total(),
                    };
                    let mark = match spread(known).map(u32::try_from) {
                        Some(Ok(spread)) => {
                            Mark::count(spread, number_text(words.language(), i64::from(spread), 0))
                        }
                        _ => Mark::not_reported(words.text("chart-not-reported")),
                    };
                    match Link::parse(&show::fact_address(&fact)) {
                        Ok(link) => mark.with_link(link),
                        Err(_) => mark,
                    }
                })
                .collect()
        })
        .collect();
    let chart = ClassMatrix::new(
        show::heading(
            "spread",
            words.text("spread-title"),
            words.text("spread-description"),
        )?,
        ClassMatrixWords {
            legend: words.text("spread"),
            states: show::state_words(words),
        },
        show::classes(words, largest)?,
        MatrixHeads {
            corner: words.text("indicator"),
            rows: lines
                .iter()
                .map(|line| show::indicator_name(door, words, &line.indicator))
                .collect(),
            columns: view
                .periods
                .iter()
                .map(|period| period_text(words, *period))
                .collect(),
        },
        marks,
    )?;
    Ok(Some(Picture::of(&chart)))
}

/// Who reported when: institutions by quarter; for the country, regions by quarter.
fn reporting(
    door: &Door,
    view: &View,
    cells: &[BoardCell],
    quarters: &[Period],
) -> Result<Option<Picture>, press::Error> {
    let words = view.words;
    let is_country = view.place == *door.country().code();
    let row_of = |cell: &BoardCell| {
        if is_country {
            cell.key.place.to_string()
        } else {
            cell.key.institution.to_string()
        }
    };
    let mut rows: Vec<String> = cells.iter().map(row_of).collect();
    rows.sort();
    rows.dedup();
    if rows.is_empty() {
        return Ok(None);
    }
    let matrix = rows
        .iter()
        .map(|row| {
            quarters
                .iter()
                .map(|quarter| {
                    let worst = cells
                        .iter()
                        .filter(|cell| cell.key.period == *quarter && row_of(cell) == *row)
                        .map(|cell| cell.punctuality)
                        .max_by_key(|punctuality| match punctuality {
                            OnBoard::Missing => 3,
                            OnBoard::Late => 2,
                            OnBoard::OnTime => 1,
                            OnBoard::Due => 0,
                        });
                    ReportingCell {
                        detail: String::new(),
                        punctuality: match worst {
                            Some(OnBoard::OnTime) => Punctuality::OnTime,
                            Some(OnBoard::Late) => Punctuality::Late,
                            Some(OnBoard::Missing) => Punctuality::Missing,
                            Some(OnBoard::Due) | None => Punctuality::NotExpected,
                        },
                        link: Link::parse(&format!("/returns?place={}", view.place)).ok(),
                    }
                })
                .collect()
        })
        .collect();
    let name = |row: &String| {
        if is_country {
            PlaceCode::parse(row)
                .map_or_else(|_| row.clone(), |code| show::place_name(door, words, &code))
        } else {
            show::institution_name(door, words, row)
        }
    };
    let chart = ReportingMatrix::new(
        show::heading(
            "reporting",
            words.text("reporting-title"),
            words.text("reporting-description"),
        )?,
        PunctualityWords {
            on_time: words.text("punctuality-on-time"),
            late: words.text("punctuality-late"),
            missing: words.text("punctuality-missing"),
            not_expected: words.text("reporting-not-expected"),
        },
        MatrixHeads {
            corner: words.text(if is_country { "place" } else { "institution" }),
            rows: rows.iter().map(name).collect(),
            columns: quarters
                .iter()
                .map(|quarter| period_text(words, *quarter))
                .collect(),
        },
        matrix,
    )?;
    Ok(Some(Picture::of(&chart)))
}
