//! The line of a place over time, with baseline, targets and breaks in the series.

use super::{
    lines::{line_states, period_names, points, series},
    view::View,
};
use crate::{
    Door,
    error::InLanguage as _,
    show::{self, Picture},
};
use access::{Permit, ReadSituation};
use boxed::boxed;
use committee::{
    situation::Series,
    targets::{Target, TargetKind, target_list},
};
use page::{Failure, number_text};
use press::chart::{BreakInSeries, ReferenceLine, TargetStep, Trend, TrendLine, TrendWords};
use vocabulary::Breakdown;

#[boxed]
pub(super) async fn trend(
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
