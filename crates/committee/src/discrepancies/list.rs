//! Listing discrepancies: the gravest and the latest first.

use super::{Kind, Status, Weight};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_of_number},
    figures::FactKey,
    timestamp,
};
use access::{Permit, ReadDiscrepancies};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{DimensionCode, InstitutionCode, Period, PlaceCode, RuleAspect};

/// A discrepancy as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// Its number.
    pub id: i64,
    /// What was found.
    pub kind: Kind,
    /// About which fact.
    pub fact: FactKey,
    /// The institution that is questioned; `None` where institutions contradict each other.
    pub institution: Option<InstitutionCode>,
    /// The dimension whose parts do not fit.
    pub dimension: Option<DimensionCode>,
    /// The other period of a copy.
    pub other_period: Option<Period>,
    /// How it stands.
    pub status: Status,
    /// How grave it is.
    pub weight: Weight,
    /// The smallest and the largest of the numbers compared, in the indicator's smallest unit.
    pub range: Option<(i64, i64)>,
    /// How many institutions gave a number.
    pub reporters: i64,
    /// The aspects in which their counting rules differ.
    pub rule_differences: Vec<RuleAspect>,
    /// When it was found.
    pub opened_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// How often it came back after having been settled or gone.
    pub times_reopened: i64,
    /// By when an institution was asked to answer, as days since 1970.
    pub due_on: Option<i64>,
}

/// Which discrepancies to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DiscrepancyFilter {
    /// Only those of places in this region (or of the country itself, for its own code).
    pub region: Option<PlaceCode>,
    /// Only those that stand so; `None`: open ones.
    pub status: Option<Status>,
    /// At least this grave.
    pub least_weight: Option<Weight>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this indicator.
    pub indicator: Option<vocabulary::IndicatorCode>,
    /// Only this period.
    pub period: Option<Period>,
    /// How many at the most; 0 is read as 50.
    pub limit: u16,
    /// After how many.
    pub offset: u32,
}

store::row! {
    pub(super) struct Columns {
        id: i64,
        kind: i64,
        indicator: i64,
        place: i64,
        period: i64,
        breakdown: i64,
        institution: i64,
        dimension: String,
        status: i64,
        weight: i64,
        low: Option<i64>,
        high: Option<i64>,
        reporters: i64,
        rule_differences: String,
        other_period: Option<i64>,
        opened_at: i64,
        changed_at: i64,
        times_reopened: i64,
        due_on: Option<i64>,
    }
}

impl Columns {
    pub(super) fn discrepancy(self, catalogue: &Catalogue) -> Result<Discrepancy, CommitteeError> {
        let corrupt = || CommitteeError::Corrupt("discrepancy");
        let institution = (self.institution != 0)
            .then(|| catalogue.institution_code(self.institution))
            .transpose()?;
        let aspects = RuleAspect::ALL;
        Ok(Discrepancy {
            id: self.id,
            kind: Kind::from_number(self.kind).ok_or_else(corrupt)?,
            fact: FactKey {
                indicator: catalogue.indicator_code(self.indicator)?,
                place: catalogue.place_code(self.place)?,
                period: period_of_number(self.period).ok_or_else(corrupt)?,
                breakdown: catalogue.breakdown(self.breakdown)?,
            },
            institution,
            dimension: DimensionCode::parse(&self.dimension).ok(),
            other_period: self.other_period.and_then(period_of_number),
            status: Status::from_number(self.status),
            weight: Weight::from_number(self.weight),
            range: self.low.zip(self.high),
            reporters: self.reporters,
            rule_differences: self
                .rule_differences
                .split_whitespace()
                .filter_map(|code| aspects.into_iter().find(|aspect| aspect.code() == code))
                .collect(),
            opened_at: timestamp(self.opened_at)?,
            changed_at: timestamp(self.changed_at)?,
            times_reopened: self.times_reopened,
            due_on: self.due_on,
        })
    }
}

/// The query behind the list of one region; its plan is tested.
pub const LIST_OF_REGION: &str =
    "SELECT id, kind, indicator, place, period, breakdown, institution,
    dimension, status, weight, low, high, reporters, rule_differences, other_period, opened_at,
    changed_at, times_reopened, due_on
 FROM discrepancy
 WHERE region = $1 AND status = $2 AND weight >= $3 AND ($4 = 0 OR kind = $4)
    AND ($5 = 0 OR indicator = $5) AND ($6 = 0 OR period = $6)
 ORDER BY region DESC, status DESC, weight DESC, period DESC, id DESC LIMIT $7 OFFSET $8";

/// The query behind the list of all places; its plan is tested.
pub const LIST_OF_ALL: &str = "SELECT id, kind, indicator, place, period, breakdown, institution,
    dimension, status, weight, low, high, reporters, rule_differences, other_period, opened_at,
    changed_at, times_reopened, due_on
 FROM discrepancy
 WHERE status = $2 AND weight >= $3 AND ($4 = 0 OR kind = $4) AND ($5 = 0 OR indicator = $5)
    AND ($6 = 0 OR period = $6) AND ($1 = 0 OR region = $1)
 ORDER BY status DESC, weight DESC, period DESC, id DESC LIMIT $7 OFFSET $8";

/// Lists discrepancies of the permit's region; of the whole country for a permit for the country.
///
/// # Errors
/// [`CommitteeError::NotFound`] where the filter asks for another region; when a code is unknown or
/// the database fails.
#[boxed]
pub async fn discrepancy_list(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadDiscrepancies>,
    filter: &DiscrepancyFilter,
) -> Result<Vec<Discrepancy>, CommitteeError> {
    let numbers = Numbers::of(catalogue, permit, filter)?;
    let query = if numbers.region == 0 {
        LIST_OF_ALL
    } else {
        LIST_OF_REGION
    };
    let limit = if filter.limit == 0 { 50 } else { filter.limit };
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(query)
            .bind(numbers.region)
            .bind(numbers.status)
            .bind(numbers.weight)
            .bind(numbers.kind)
            .bind(numbers.indicator)
            .bind(numbers.period)
            .bind(i64::from(limit))
            .bind(i64::from(filter.offset))
            .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|row| row.discrepancy(catalogue))
        .collect()
}

/// Counts what the list would show in all.
///
/// # Errors
/// As for the list.
#[boxed]
pub async fn discrepancy_count(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadDiscrepancies>,
    filter: &DiscrepancyFilter,
) -> Result<i64, CommitteeError> {
    let numbers = Numbers::of(catalogue, permit, filter)?;
    Ok(store::read!(database, connection => {
        store::query_scalar(
            "SELECT COUNT(*) FROM discrepancy
             WHERE ($1 = 0 OR region = $1) AND status = $2 AND weight >= $3
                AND ($4 = 0 OR kind = $4) AND ($5 = 0 OR indicator = $5)
                AND ($6 = 0 OR period = $6)",
        )
        .bind(numbers.region)
        .bind(numbers.status)
        .bind(numbers.weight)
        .bind(numbers.kind)
        .bind(numbers.indicator)
        .bind(numbers.period)
        .fetch_one(connection)
    })?)
}

/// The filter in the database's numbers; 0: no condition.
struct Numbers {
    region: i64,
    status: i64,
    weight: i64,
    kind: i64,
    indicator: i64,
    period: i64,
}

impl Numbers {
    fn of(
        catalogue: &Catalogue,
        permit: &Permit<ReadDiscrepancies>,
        filter: &DiscrepancyFilter,
    ) -> Result<Self, CommitteeError> {
        let own = &permit.scope().place;
        let is_national = own == catalogue.country().code();
        let asked = filter.region.as_ref().or((!is_national).then_some(own));
        // Lists go by region: a permit for a part of one opens single files, not the region's list.
        if asked.is_some_and(|asked| !is_national && asked != own) {
            return Err(CommitteeError::NotFound("region"));
        }
        let region = asked.map(|place| catalogue.place(place)).transpose()?;
        let indicator = filter
            .indicator
            .as_ref()
            .map(|code| catalogue.indicator(code))
            .transpose()?;
        Ok(Self {
            region: region.unwrap_or(0),
            status: filter.status.unwrap_or(Status::Open).number(),
            weight: filter.least_weight.map_or(0, Weight::number),
            kind: filter.kind.map_or(0, Kind::number),
            indicator: indicator.unwrap_or(0),
            period: filter.period.map_or(0, crate::catalogue::period_number),
        })
    }
}
