//! Which return is meant, when it is due, and its record.

use super::ReturnState;
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number, period_of_number},
    discrepancies::{date_of_days, days},
    timestamp,
};
use access::{Action, Permit, Scope};
use boxed::boxed;
use jiff::{Timestamp, ToSpan, civil::Date};
use store::{Database, Transaction};
use vocabulary::{InstitutionCode, Period, PlaceCode, ReportingTemplate, TemplateCode};

/// What makes a return that return: template × institution × place × period.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReturnKey {
    /// The form.
    pub template: TemplateCode,
    /// Who fills it in.
    pub institution: InstitutionCode,
    /// For which place.
    pub place: PlaceCode,
    /// For which period.
    pub period: Period,
}

/// A return and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionReturn {
    /// Its number.
    pub id: i64,
    /// Which return it is.
    pub key: ReturnKey,
    /// How it stands.
    pub state: ReturnState,
    /// How often it has been opened: 1, and one more for each reopening.
    pub version: i64,
    /// The last day on which it is on time.
    pub due_on: Date,
    /// When it was first sent in.
    pub first_submitted_at: Option<Timestamp>,
    /// When it was last sent in.
    pub submitted_at: Option<Timestamp>,
    /// The account that last sent it in.
    pub submitted_by: Option<String>,
    /// The last change of figures that the last approval saw.
    pub approved_change: Option<i64>,
}

/// The second look, beside the query: whether a permit reaches a return.
///
/// # Errors
/// [`CommitteeError::NotFound`] where it does not.
pub(crate) fn expect_reached<A: Action>(
    catalogue: &Catalogue,
    permit: &Permit<A>,
    key: &ReturnKey,
) -> Result<(), CommitteeError> {
    let country = catalogue.country();
    Scope::of_place(country, &key.place)
        .map(|scope| scope.of_institution(key.institution.clone()))
        .filter(|scope| permit.reaches(country, scope))
        .map(drop)
        .ok_or(CommitteeError::NotFound("return"))
}

/// The last day on which a return is on time.
#[must_use]
pub fn due_on(template: &ReportingTemplate, period: Period) -> Date {
    period
        .last_day()
        .saturating_add(i32::from(template.due_days).days())
}

store::row! {
    pub(super) struct Columns {
        id: i64,
        template: i64,
        institution: i64,
        place: i64,
        period: i64,
        state: String,
        version: i64,
        due_on: i64,
        first_submitted_at: Option<i64>,
        submitted_at: Option<i64>,
        submitted_by: Option<String>,
        approved_change: Option<i64>,
    }
}

impl Columns {
    pub(super) fn found(self, catalogue: &Catalogue) -> Result<InstitutionReturn, CommitteeError> {
        let corrupt = || CommitteeError::Corrupt("return");
        Ok(InstitutionReturn {
            id: self.id,
            key: ReturnKey {
                template: catalogue.template_code(self.template)?,
                institution: catalogue.institution_code(self.institution)?,
                place: catalogue.place_code(self.place)?,
                period: period_of_number(self.period).ok_or_else(corrupt)?,
            },
            state: ReturnState::from_code(&self.state).ok_or_else(corrupt)?,
            version: self.version,
            due_on: date_of_days(self.due_on).ok_or_else(corrupt)?,
            first_submitted_at: self.first_submitted_at.map(timestamp).transpose()?,
            submitted_at: self.submitted_at.map(timestamp).transpose()?,
            submitted_by: self.submitted_by,
            approved_change: self.approved_change,
        })
    }
}

/// The return with that number; `None` where there is none. Whoever shows it checks its place.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn return_find(
    database: &Database,
    catalogue: &Catalogue,
    id: i64,
) -> Result<Option<InstitutionReturn>, CommitteeError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(BY_ID).bind(id).fetch_optional(connection)
    })?;
    row.map(|row| row.found(catalogue)).transpose()
}

pub(super) const BY_ID: &str = "SELECT id, template, institution, place, period, state, version,
    due_on, first_submitted_at, submitted_at, submitted_by, approved_change
 FROM institution_return WHERE id = $1";

/// The return of that key, made as an empty draft where there is none. Only what is expected from
/// the institution can be made.
///
/// # Errors
/// When the template does not ask this institution, its numbers are counted from cases, the period
/// has not begun, or the database fails.
#[boxed]
pub async fn return_ensure(
    database: &Database,
    catalogue: &Catalogue,
    key: &ReturnKey,
    today: Date,
) -> Result<i64, CommitteeError> {
    let template = catalogue.country().template(key.template.as_str());
    if template.is_some_and(|template| template.is_counted) {
        return Err(CommitteeError::Refused("return-is-counted"));
    }
    let mut transaction = database.begin().await?;
    let id = ensure_in(&mut transaction, catalogue, key, today).await?;
    transaction.commit().await?;
    Ok(id)
}

pub(crate) async fn ensure_in(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    key: &ReturnKey,
    today: Date,
) -> Result<i64, CommitteeError> {
    let country = catalogue.country();
    let template = country
        .template(key.template.as_str())
        .ok_or_else(|| unknown("template", &key.template))?;
    let institution = country
        .institution(key.institution.as_str())
        .ok_or_else(|| unknown("institution", &key.institution))?;
    if !template.institution_kinds.contains(&institution.kind)
        || template.period_kind != key.period.kind()
        || institution.place != key.place
    {
        return Err(CommitteeError::Refused("return-not-expected"));
    }
    if key.period.first_day() > today {
        return Err(CommitteeError::Refused("return-in-future"));
    }
    let place = catalogue.place(&key.place)?;
    let numbers = (
        catalogue.template(&key.template)?,
        catalogue.institution(&key.institution)?,
        period_number(key.period),
    );
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO institution_return
                (template, institution, place, region, period, state, version, due_on)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7) ON CONFLICT DO NOTHING",
        )
        .bind(numbers.0)
        .bind(numbers.1)
        .bind(place)
        .bind(catalogue.region(place))
        .bind(numbers.2)
        .bind(ReturnState::Draft.code())
        .bind(days(due_on(template, key.period)))
    )?;
    Ok(store::within!(transaction, connection => {
        store::query_scalar(
            "SELECT id FROM institution_return
             WHERE template = $1 AND institution = $2 AND place = $3 AND period = $4",
        )
        .bind(numbers.0)
        .bind(numbers.1)
        .bind(place)
        .bind(numbers.2)
        .fetch_one(connection)
    })?)
}

fn unknown(kind: &'static str, code: &impl ToString) -> CommitteeError {
    CommitteeError::UnknownCode {
        kind,
        code: code.to_string(),
    }
}
