//! Reading estimates.

use super::{Choices, Origin, Report};
use crate::EstimationError;
use access::{Permit, ReadEstimate};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// An estimate in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Its code.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// Where the lists come from.
    pub source: String,
    /// Whether they are published.
    pub origin: Origin,
    /// When it was made.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: String,
}

/// An estimate with all that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateFile {
    /// The estimate.
    pub estimate: Estimate,
    /// What was chosen.
    pub choices: Choices,
    /// The capture histories, while they are there.
    pub histories: Option<String>,
    /// Their hash.
    pub histories_hash: String,
    /// The answer.
    pub report: Report,
    /// The answer as the engine wrote it.
    pub report_text: String,
    /// Why the gate refuses an answer: stable codes, each with the number it turns on.
    pub reasons: Vec<(String, f64)>,
}

store::row! {
    struct Columns {
        code: String,
        title: String,
        source: String,
        origin: String,
        made_at: i64,
        made_by: String,
    }
}

impl Columns {
    fn estimate(self) -> Result<Estimate, EstimationError> {
        let corrupt = || EstimationError::Corrupt("estimate");
        Ok(Estimate {
            code: self.code,
            title: self.title,
            source: self.source,
            origin: Origin::from_code(&self.origin).ok_or_else(corrupt)?,
            made_at: Timestamp::from_microsecond(self.made_at).map_err(|_| corrupt())?,
            made_by: self.made_by,
        })
    }
}

store::row! {
    struct Inside {
        choices: String,
        histories: Option<String>,
        histories_hash: String,
        report: String,
        reasons: String,
    }
}

/// The query behind the list; its plan is tested.
pub const LIST: &str = "SELECT code, title, source, origin, made_at, made_by FROM estimate
    ORDER BY made_at DESC LIMIT 100";

/// The last hundred estimates, the latest first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn estimate_list(
    database: &Database,
    _permit: &Permit<ReadEstimate>,
) -> Result<Vec<Estimate>, EstimationError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(LIST).fetch_all(connection)
    })?;
    rows.into_iter().map(Columns::estimate).collect()
}

/// One estimate.
///
/// # Errors
/// [`EstimationError::NotFound`] where there is none with that code.
#[boxed]
pub async fn estimate_find(
    database: &Database,
    _permit: &Permit<ReadEstimate>,
    code: &str,
) -> Result<EstimateFile, EstimationError> {
    let row: Option<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT code, title, source, origin, made_at, made_by FROM estimate WHERE code = $1",
        )
        .bind(code.to_owned())
        .fetch_optional(connection)
    })?;
    let estimate = row
        .ok_or(EstimationError::NotFound("estimate"))?
        .estimate()?;
    let inside: Inside = store::read!(database, connection => {
        store::query_as(
            "SELECT choices, histories, histories_hash, report, reasons FROM estimate
             WHERE code = $1",
        )
        .bind(code.to_owned())
        .fetch_one(connection)
    })?;
    let corrupt = |_| EstimationError::Corrupt("estimate");
    Ok(EstimateFile {
        estimate,
        choices: serde_json::from_str(&inside.choices).map_err(corrupt)?,
        histories: inside.histories,
        histories_hash: inside.histories_hash,
        report: serde_json::from_str(&inside.report).map_err(corrupt)?,
        report_text: inside.report,
        reasons: serde_json::from_str(&inside.reasons).map_err(corrupt)?,
    })
}
