//! Keeping an estimate, in one transaction with its line in the log.

use super::{Calculated, Choices};
use crate::{EstimationError, record, written::open};
use access::{Permit, RunEstimate};
use boxed::boxed;
use jiff::Timestamp;
use store::{Database, Transaction};

/// Where the capture histories come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// They are published: anybody may see them.
    Published,
    /// They are the committee's own and stay inside.
    Inside,
}

impl Origin {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Inside => "inside",
        }
    }

    /// The origin with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Published, Self::Inside]
            .into_iter()
            .find(|origin| origin.code() == code)
    }
}

/// An estimate to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEstimate {
    /// What it is about: whom, where, when.
    pub title: String,
    /// Where the lists come from.
    pub source: String,
    /// Whether they are published.
    pub origin: Origin,
    /// The capture histories as they came.
    pub histories: String,
    /// What was chosen.
    pub choices: Choices,
}

/// The longest title and the longest source, in characters.
const LONGEST: usize = 300;
/// How much of the hash makes the code.
const CODE: usize = 10;

/// Keeps an estimate and gives its code, which follows from what went in: the same question asked
/// again is the same estimate.
///
/// # Errors
/// When a text is missing, too long or gives a person away, or the database fails.
#[boxed]
pub async fn estimate_keep(
    database: &Database,
    permit: &Permit<RunEstimate>,
    estimate: &NewEstimate,
    calculated: &Calculated,
    now: Timestamp,
) -> Result<String, EstimationError> {
    let mut transaction = database.begin().await?;
    let code = insert(&mut transaction, permit, estimate, calculated, now).await?;
    transaction.commit().await?;
    Ok(code)
}

/// The same within a larger act.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    permit: &Permit<RunEstimate>,
    estimate: &NewEstimate,
    calculated: &Calculated,
    now: Timestamp,
) -> Result<String, EstimationError> {
    let (title, source) = (estimate.title.trim(), estimate.source.trim());
    if title.is_empty() || source.is_empty() {
        return Err(EstimationError::Refused("estimate-needs-words"));
    }
    if title.chars().count() > LONGEST || source.chars().count() > LONGEST {
        return Err(EstimationError::Refused("estimate-too-long"));
    }
    let (open_title, open_source) = (open("title", title)?, open("source", source)?);
    let corrupt = |_| EstimationError::Corrupt("estimate");
    let choices = serde_json::to_string(&estimate.choices).map_err(corrupt)?;
    let reasons = serde_json::to_string(&calculated.reasons).map_err(corrupt)?;
    let hash = blake3::hash(estimate.histories.as_bytes())
        .to_hex()
        .to_string();
    let whole = format!("{title}\n{source}\n{choices}\n{hash}");
    let code: String = blake3::hash(whole.as_bytes()).to_hex()[..CODE].to_owned();
    let inserted = store::execute!(
        transaction,
        store::query(
            "INSERT INTO estimate (code, title, source, origin, choices, histories, histories_hash,
                report, reasons, made_at, made_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.clone())
        .bind(open_title)
        .bind(open_source)
        .bind(estimate.origin.code())
        .bind(choices)
        .bind(estimate.histories.clone())
        .bind(hash.clone())
        .bind(calculated.report.clone())
        .bind(reasons)
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    if inserted > 0 {
        let detail = (title, &hash);
        record(
            transaction,
            permit.actor(),
            "estimate-made",
            &code,
            &detail,
            now,
        )
        .await?;
    }
    Ok(code)
}
