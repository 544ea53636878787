//! What is known of a fact, and how it adds up over parts of a period and parts of a country.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_of_number},
    discrepancies::Standing,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Database;
use vocabulary::{IndicatorCode, OverTime, Period, PeriodKind, PlaceCode};

/// What is known of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// How far it is known.
    pub standing: Standing,
    /// The smallest number, in the indicator's smallest unit; `None` where there is none.
    pub low: Option<i64>,
    /// The largest.
    pub high: Option<i64>,
    /// How many institutions gave a number.
    pub reporters: i64,
    /// How many parts (quarters, regions) it was added up from, and of how many; `None`: it was
    /// reported as it is.
    pub parts: Option<(u32, u32)>,
}

impl Known {
    /// Nothing is known.
    pub const NOTHING: Self = Self {
        standing: Standing::NotReported,
        low: None,
        high: None,
        reporters: 0,
        parts: None,
    };

    /// The one number, where there is one: not for a disputed fact.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        self.low.filter(|low| Some(*low) == self.high)
    }

    /// Adds parts up. The sum is as weak as its weakest part; missing parts make it incomplete.
    fn sum(parts: &[Self]) -> Self {
        let numbered: Vec<&Self> = parts.iter().filter(|part| part.low.is_some()).collect();
        let total = |ends: fn(&Self) -> Option<i64>| {
            numbered
                .iter()
                .filter_map(|part| ends(part))
                .reduce(i64::saturating_add)
        };
        let weakest = |part: &&&Self| match part.standing {
            Standing::Disputed => 0,
            Standing::SingleSource => 1,
            Standing::Provisional => 2,
            Standing::Agreed => 3,
            _ => 4,
        };
        Self {
            standing: numbered
                .iter()
                .min_by_key(weakest)
                .map_or(Standing::NotReported, |part| part.standing),
            low: total(|part| part.low),
            high: total(|part| part.high),
            reporters: numbered
                .iter()
                .map(|part| part.reporters)
                .max()
                .unwrap_or(0),
            parts: Some((
                u32::try_from(numbered.len()).unwrap_or(u32::MAX),
                u32::try_from(parts.len()).unwrap_or(u32::MAX),
            )),
        }
    }
}

/// Place, indicator, breakdown number and period of a fact.
pub type KnownKey = (PlaceCode, IndicatorCode, i64, Period);

/// The number that rises with every change of the picture.
///
/// # Errors
/// When the database fails.
pub async fn picture_version(database: &Database) -> Result<i64, CommitteeError> {
    Ok(store::read!(database, connection => {
        sqlx::query_scalar("SELECT number FROM picture_version WHERE id = 1").fetch_one(connection)
    })?)
}

/// The query behind every line of a picture; its plan is tested.
pub const LINE: &str = "SELECT period, standing, low, high, reporters FROM settled_figure
 WHERE place = $1 AND indicator = $2 AND breakdown = $3 AND period >= $4 AND period <= $5";

async fn line(
    database: &Database,
    (place, indicator, breakdown): (i64, i64, i64),
    first: i64,
    last: i64,
) -> Result<HashMap<Period, Known>, CommitteeError> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>, i64)> = store::read!(database, connection => {
        sqlx::query_as(LINE)
            .bind(place)
            .bind(indicator)
            .bind(breakdown)
            .bind(first)
            .bind(last)
            .fetch_all(connection)
    })?;
    Ok(rows
        .into_iter()
        .filter_map(|(period, standing, low, high, reporters)| {
            let known = Known {
                standing: Standing::from_number(standing),
                low,
                high,
                reporters,
                parts: None,
            };
            Some((period_of_number(period)?, known))
        })
        .collect())
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
pub async fn known_of(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    indicator: &IndicatorCode,
    breakdown: i64,
    periods: &[Period],
) -> Result<Vec<Known>, CommitteeError> {
    let own = in_place(database, catalogue, place, indicator, breakdown, periods).await?;
    let country = catalogue.country();
    let definition = country.indicator(indicator.as_str());
    let adds_up = definition.is_some_and(|indicator| indicator.additive_across_places);
    let is_country = place == country.code();
    if !is_country || !adds_up || own.iter().all(|known| known.low.is_some()) {
        return Ok(own);
    }
    let mut of_regions = Vec::new();
    for region in country.regions() {
        of_regions.push(
            in_place(
                database,
                catalogue,
                &region.code,
                indicator,
                breakdown,
                periods,
            )
            .await?,
        );
    }
    Ok(own
        .into_iter()
        .enumerate()
        .map(|(index, known)| {
            if known.low.is_some() {
                return known;
            }
            let parts: Vec<Known> = of_regions.iter().map(|region| region[index]).collect();
            Known::sum(&parts)
        })
        .map(|known| {
            if known.low.is_none() {
                Known {
                    parts: None,
                    ..known
                }
            } else {
                known
            }
        })
        .collect())
}

async fn in_place(
    database: &Database,
    catalogue: &Catalogue,
    place: &PlaceCode,
    indicator: &IndicatorCode,
    breakdown: i64,
    periods: &[Period],
) -> Result<Vec<Known>, CommitteeError> {
    let (Some(first), Some(last)) = (periods.iter().min(), periods.iter().max()) else {
        return Ok(Vec::new());
    };
    let key = (
        catalogue.place(place)?,
        catalogue.indicator(indicator)?,
        breakdown,
    );
    let from = i64::from(first.year()) * 1000;
    let to = (i64::from(last.year()) + 1) * 1000;
    let found = line(database, key, from, to).await?;
    let over_time = catalogue
        .country()
        .indicator(indicator.as_str())
        .map_or(OverTime::None, |indicator| indicator.over_time);
    Ok(periods
        .iter()
        .map(|period| {
            found
                .get(period)
                .copied()
                .unwrap_or_else(|| from_parts(*period, over_time, &found))
        })
        .collect())
}

fn from_parts(period: Period, over_time: OverTime, found: &HashMap<Period, Known>) -> Known {
    for kind in [PeriodKind::HalfYear, PeriodKind::Quarter, PeriodKind::Month] {
        let parts = period.parts(kind);
        let known: Vec<Known> = parts
            .iter()
            .map(|part| found.get(part).copied().unwrap_or(Known::NOTHING))
            .collect();
        if !known.iter().any(|part| part.low.is_some()) {
            continue;
        }
        match over_time {
            OverTime::Sum => return Known::sum(&known),
            OverTime::Last => {
                return known.last().copied().unwrap_or(Known::NOTHING);
            }
            OverTime::None => {}
        }
    }
    Known::NOTHING
}
