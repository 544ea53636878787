//! Lines over time out of the settled figures: one cell of one indicator, or all totals of a place.

use super::known::{Known, Reported, over_regions, over_time};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_of_number},
    discrepancies::Standing,
};
use boxed::boxed;
use std::collections::HashMap;
use store::Database;
use vocabulary::{Indicator, IndicatorCode, Period, PlaceCode};

/// The query behind one line of a picture; its plan is tested.
pub const LINE: &str = "SELECT period, standing, low, high, reporters FROM settled_figure
 WHERE place = $1 AND indicator = $2 AND breakdown = $3 AND period >= $4 AND period <= $5";

/// The query behind all lines of an overview, one for each place; its plan is tested. A total is
/// the breakdown with number 1.
pub const TOTALS: &str = "SELECT indicator, period, standing, low, high, reporters
 FROM settled_figure
 WHERE place = $1 AND breakdown = 1 AND period >= $2 AND period <= $3";

/// Standing, lowest, highest and number of reporters, as the database keeps them.
type Columns = (i64, Option<i64>, Option<i64>, i64);

fn known((standing, low, high, reporters): Columns) -> Known {
    Known {
        standing: Standing::from_number(standing),
        low,
        high,
        reporters,
        parts: None,
    }
}

/// The numbers between which the database keeps some periods and their parts.
fn between(periods: &[Period]) -> Option<(i64, i64)> {
    let (first, last) = (periods.iter().min()?, periods.iter().max()?);
    Some((
        i64::from(first.year()) * 1000,
        (i64::from(last.year()) + 1) * 1000,
    ))
}

/// Whether a country's number of this may be added up from its regions.
fn adds_up(definition: Option<&Indicator>) -> bool {
    definition.is_some_and(|indicator| indicator.additive_across_places)
}

/// What is known of one cell of one indicator in some periods of one kind, in one place.
///
/// Where the fact itself was not reported, it is added up: a year from its quarters (or taken from
/// the last, for a stock), a country from its regions, as far as the indicator allows.
///
/// It asks for no permit, because the maker of public figures has none to show: it is for that crate
/// and for this one. Members are shown [`super::overview_read`] and [`super::series_read`].
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn known_of(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    indicator: &IndicatorCode,
    breakdown: i64,
    periods: &[Period],
) -> Result<Vec<Known>, CommitteeError> {
    let what = (indicator, breakdown);
    let own = in_place(database, catalogue, place, what, periods).await?;
    let country = catalogue.country();
    let is_whole = own.iter().all(|known| known.low.is_some());
    if place != country.code() || is_whole || !adds_up(country.indicator(indicator.as_str())) {
        return Ok(own);
    }
    let mut of_regions = Vec::new();
    for region in country.regions() {
        of_regions.push(in_place(database, catalogue, &region.code, what, periods).await?);
    }
    Ok(over_regions(own, &of_regions))
}

async fn in_place(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    (indicator, breakdown): (&IndicatorCode, i64),
    periods: &[Period],
) -> Result<Vec<Known>, CommitteeError> {
    let Some((from, to)) = between(periods) else {
        return Ok(Vec::new());
    };
    let place = catalogue.place(place)?;
    let number = catalogue.indicator(indicator)?;
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>, i64)> = store::read!(database, connection => {
        store::query_as(LINE)
            .bind(place)
            .bind(number)
            .bind(breakdown)
            .bind(from)
            .bind(to)
            .fetch_all(connection)
    })?;
    let found = rows
        .into_iter()
        .filter_map(|(period, standing, low, high, reporters)| {
            let known = known((standing, low, high, reporters));
            Some((period_of_number(period)?, known))
        })
        .collect();
    let definition = catalogue.country().indicator(indicator.as_str());
    Ok(over_time(definition, periods, &found))
}

/// The totals of every indicator of the package in one place, in the package's order: what
/// [`known_of`] says of each, with one query for each place that is looked at.
///
/// # Errors
/// When the database fails.
pub(super) async fn totals_of(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    periods: &[Period],
) -> Result<Vec<(IndicatorCode, Vec<Known>)>, CommitteeError> {
    let country = catalogue.country();
    let own = totals_in(database, catalogue, place, periods).await?;
    let mut regions = Vec::new();
    if place == country.code() {
        for region in country.regions() {
            regions.push(totals_in(database, catalogue, &region.code, periods).await?);
        }
    }
    let nothing = Reported::new();
    let mut lines = Vec::new();
    for definition in country.indicators() {
        let number = catalogue.indicator(&definition.code)?;
        let in_one = |found: &HashMap<i64, Reported>| {
            let reported = found.get(&number).unwrap_or(&nothing);
            over_time(Some(definition), periods, reported)
        };
        let mut line = in_one(&own);
        if !regions.is_empty() && adds_up(Some(definition)) {
            let of_regions: Vec<Vec<Known>> = regions.iter().map(in_one).collect();
            line = over_regions(line, &of_regions);
        }
        lines.push((definition.code.clone(), line));
    }
    Ok(lines)
}

/// What was reported of all totals in one place, by the indicators' numbers.
async fn totals_in(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    periods: &[Period],
) -> Result<HashMap<i64, Reported>, CommitteeError> {
    let Some((from, to)) = between(periods) else {
        return Ok(HashMap::new());
    };
    let place = catalogue.place(place)?;
    let rows: Vec<(i64, i64, i64, Option<i64>, Option<i64>, i64)> = store::read!(database, connection => {
        store::query_as(TOTALS)
            .bind(place)
            .bind(from)
            .bind(to)
            .fetch_all(connection)
    })?;
    let mut found: HashMap<i64, Reported> = HashMap::new();
    for (indicator, period, standing, low, high, reporters) in rows {
        if let Some(period) = period_of_number(period) {
            let known = known((standing, low, high, reporters));
            found.entry(indicator).or_default().insert(period, known);
        }
    }
    Ok(found)
}
