//! A new round: title, period, schema and who takes part.

use super::{RoundSchema, place::Placed};
use crate::{EstimationError, written};
use access::{HoldRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::Database;
use vocabulary::{Country, InstitutionCode, Period};

/// Fewest lists of a round.
pub const LEAST_LISTS: usize = 2;
/// Most lists of a round, as many as can be matched and estimated from.
pub const MOST_LISTS: usize = 10;
/// The longest title, in characters.
const LONGEST: usize = 200;
/// How much of the hash makes the end of the code.
const CODE: usize = 8;

/// A round to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRound {
    /// What the lists are about.
    pub title: String,
    /// The time that the lists are about.
    pub period: Period,
    /// How lists are encoded.
    pub schema: RoundSchema,
    /// Who takes part, each once.
    pub participants: BTreeSet<InstitutionCode>,
}

/// Begins a round and gives its code, which the key carries too.
///
/// # Errors
/// [`EstimationError::Refused`] for a title that is missing or too long, for too few or too many
/// institutions, or one that the country does not have; or when the database fails.
#[boxed]
pub async fn round_create(
    database: &Database,
    country: &Country,
    permit: &Permit<HoldRound>,
    round: &NewRound,
    now: Timestamp,
) -> Result<String, EstimationError> {
    check(country, round)?;
    let title = written::open("title", &round.title)?;
    let code = code(round, now);
    let mut transaction = database.begin().await?;
    let inserted = store::execute!(
        transaction,
        store::query(
            "INSERT INTO linkage_round (code, title, period, schema, state, made_at, made_by)
             VALUES ($1, $2, $3, $4, 'preparing', $5, $6) ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.clone())
        .bind(title.clone())
        .bind(round.period.to_string())
        .bind(round.schema.text())
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    if inserted == 0 {
        return Ok(code);
    }
    let placed = Placed::find(&mut transaction, &code).await?;
    for institution in &round.participants {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO linkage_round_participant (round_id, institution) VALUES ($1, $2)",
            )
            .bind(placed.id)
            .bind(institution.to_string())
        )?;
    }
    let happened = placed.happened("round-begun", title.as_str(), now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    Ok(code)
}

fn check(country: &Country, round: &NewRound) -> Result<(), EstimationError> {
    let refused = |key| Err(EstimationError::Refused(key));
    let length = round.title.trim().chars().count();
    if length == 0 || length > LONGEST {
        return refused("round-title-length");
    }
    if !(LEAST_LISTS..=MOST_LISTS).contains(&round.participants.len()) {
        return refused("round-participants-number");
    }
    let mut institutions = round.participants.iter();
    if institutions.any(|code| country.institution(code.as_str()).is_none()) {
        return refused("round-participants-unknown");
    }
    Ok(())
}

/// The period, and a part of the hash of everything that makes the round.
fn code(round: &NewRound, now: Timestamp) -> String {
    let mut whole = format!(
        "{}\n{}\n{}\n{}",
        round.title.trim(),
        round.period,
        round.schema.text(),
        now.as_microsecond()
    );
    for institution in &round.participants {
        whole.push('\n');
        whole.push_str(institution.as_str());
    }
    let hash = blake3::hash(whole.as_bytes()).to_hex();
    format!("{}-{}", round.period, &hash[..CODE])
}
