//! The status board: who was expected to report, who did, and when.

use super::{InstitutionReturn, ReturnKey, due_on, identity::Columns};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
};
use access::{Permit, ReadReleased};
use boxed::boxed;
use jiff::civil::Date;
use std::collections::HashMap;
use store::Database;
use vocabulary::{Period, office_date};

/// How punctual a return is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Punctuality {
    /// Received by its day.
    OnTime,
    /// Received after its day.
    Late,
    /// Not received, and its day has passed.
    Missing,
    /// Not received, and its day has not passed.
    Due,
}

impl Punctuality {
    /// Every value, the best first.
    pub const ALL: [Self; 4] = [Self::OnTime, Self::Late, Self::Missing, Self::Due];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::Due => "due",
        }
    }
}

/// One expected return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCell {
    /// Which return.
    pub key: ReturnKey,
    /// The last day on which it is on time.
    pub due_on: Date,
    /// How punctual it is.
    pub punctuality: Punctuality,
    /// Its record, once somebody has begun it.
    pub record: Option<InstitutionReturn>,
    /// Whether its numbers are counted from cases: nobody is asked for it.
    pub is_counted: bool,
}

/// Shares of expected returns, after DHIS2's reporting rate and reporting rate on time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// How many were expected and due.
    pub expected: u32,
    /// How many of them were received.
    pub received: u32,
    /// How many of them were received on time.
    pub on_time: u32,
}

impl Rates {
    /// Received of expected, in whole per cent; `None` where none was expected.
    #[must_use]
    pub fn reporting_percent(self) -> Option<u32> {
        (self.expected > 0).then(|| self.received * 100 / self.expected)
    }

    /// Received on time of expected, in whole per cent; `None` where none was expected.
    #[must_use]
    pub fn on_time_percent(self) -> Option<u32> {
        (self.expected > 0).then(|| self.on_time * 100 / self.expected)
    }
}

/// The rates of a board; what is not yet due, or was asked of nobody, does not count against anybody.
#[must_use]
pub fn rates(cells: &[BoardCell]) -> Rates {
    let asked = cells.iter().filter(|cell| !cell.is_counted);
    asked.fold(Rates::default(), |mut rates, cell| {
        rates.expected += u32::from(cell.punctuality != Punctuality::Due);
        rates.received += u32::from(matches!(
            cell.punctuality,
            Punctuality::OnTime | Punctuality::Late
        ));
        rates.on_time += u32::from(cell.punctuality == Punctuality::OnTime);
        rates
    })
}

/// Every return that is expected in the permit's place in these periods, in the order of periods,
/// institutions and templates. What is expected follows from the institutions that existed then.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn board(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadReleased>,
    periods: &[Period],
    today: Date,
) -> Result<Vec<BoardCell>, CommitteeError> {
    let place = &permit.scope().place;
    let country = catalogue.country();
    let mut cells = Vec::new();
    for period in periods {
        let mut records = records(database, catalogue, place, *period).await?;
        for template in country
            .templates()
            .iter()
            .filter(|one| one.period_kind == period.kind())
        {
            for institution in country.expected(template, *period) {
                if !country.is_within(&institution.place, place) {
                    continue;
                }
                let key = ReturnKey {
                    template: template.code.clone(),
                    institution: institution.code.clone(),
                    place: institution.place.clone(),
                    period: *period,
                };
                let record = records.remove(&key);
                if template.is_counted && record.is_none() {
                    continue;
                }
                let due_on = due_on(template, *period);
                cells.push(BoardCell {
                    punctuality: punctuality(record.as_ref(), due_on, today),
                    key,
                    due_on,
                    record,
                    is_counted: template.is_counted,
                });
            }
        }
    }
    Ok(cells)
}

fn punctuality(record: Option<&InstitutionReturn>, due_on: Date, today: Date) -> Punctuality {
    let received = record.filter(|record| record.state.is_received());
    match received.and_then(|record| record.first_submitted_at) {
        Some(at) => {
            if office_date(at) <= due_on {
                Punctuality::OnTime
            } else {
                Punctuality::Late
            }
        }
        None if today > due_on => Punctuality::Missing,
        None => Punctuality::Due,
    }
}

/// The query behind the board of one region; its plan is tested.
pub const OF_REGION: &str =
    "SELECT id, template, institution, place, period, state, version, due_on,
    first_submitted_at, submitted_at, submitted_by, approved_change
 FROM institution_return WHERE region = $1 AND period = $2";

async fn records(
    database: &Database,
    catalogue: &Catalogue,
    place: &vocabulary::PlaceCode,
    period: Period,
) -> Result<HashMap<ReturnKey, InstitutionReturn>, CommitteeError> {
    let country = catalogue.country();
    let mut regions = vec![catalogue.region(catalogue.place(place)?)];
    if place == country.code() {
        for region in country.regions() {
            regions.push(catalogue.place(&region.code)?);
        }
    }
    let mut found = HashMap::new();
    for region in regions {
        let rows: Vec<Columns> = store::read!(database, connection => {
            store::query_as(OF_REGION)
                .bind(region)
                .bind(period_number(period))
                .fetch_all(connection)
        })?;
        for row in rows {
            let record = row.found(catalogue)?;
            found.insert(record.key.clone(), record);
        }
    }
    Ok(found)
}
