//! Making a decision.

use super::{
    AdoptedValue, AdoptionInput, AdoptionRule,
    read::{Basis, numbers},
};
use crate::{
    CommitteeError,
    catalogue::Catalogue,
    discrepancies::{Extent, fact_cell, inputs_fingerprint, rederive},
    figures::{FactKey, require_fact},
    record, written,
};
use access::{Actor, AdoptFigure, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::{Database, Transaction};
use vocabulary::personal::OpenText;

/// What is to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// On which fact.
    pub fact: FactKey,
    /// By which rule.
    pub rule: AdoptionRule,
    /// Why; required.
    pub reason: String,
    /// The meeting that decided; `None`: provisional until a meeting does.
    pub meeting: Option<i64>,
}

/// Adopts a figure. The reported figures stay as they are; an earlier decision goes into the
/// history.
///
/// # Errors
/// When the reason is missing or gives a person away, the rule does not fit the figures, the meeting is not one of the
/// permit's place, the actor sent one of the figures in, or the database fails.
#[boxed]
pub async fn adopt(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<AdoptFigure>,
    decision: &Decision,
    now: Timestamp,
) -> Result<AdoptedValue, CommitteeError> {
    if decision.reason.trim().is_empty() {
        return Err(CommitteeError::Refused("adoption-needs-reason"));
    }
    let reason = written::open("reason", &decision.reason)?;
    let fact = &decision.fact;
    // The one decision, taken anew beside the query: a permit for the whole country adopts nothing
    // in a region that has its own committee.
    require_fact(catalogue, permit, fact)?;
    let key = numbers(catalogue, fact)?.ok_or(CommitteeError::NotFound("fact"))?;
    let mut transaction = database.begin().await?;
    if let Some(meeting) = decision.meeting {
        crate::meetings::require(&mut transaction, catalogue, meeting, &fact.place).await?;
    }
    let cell = fact_cell(&mut transaction, key).await?;
    let inputs = cell
        .figures
        .iter()
        .map(|figure| {
            Ok(AdoptionInput {
                institution: catalogue.institution_code(figure.institution)?,
                number: figure.value.number(),
            })
        })
        .collect::<Result<Vec<_>, CommitteeError>>()?;
    let institutions = cell.figures.iter().map(|figure| figure.institution);
    let institutions: Vec<i64> = institutions.collect();
    expect_second_person(&mut transaction, (&institutions, key.2), permit.actor()).await?;
    let value = decision.rule.apply(&inputs)?;
    let basis = Basis {
        inputs,
        fingerprint: inputs_fingerprint(&cell),
    };
    keep_earlier(&mut transaction, key, now).await?;
    write(
        &mut transaction,
        key,
        (decision, reason),
        &basis,
        value,
        permit.actor().name(),
        now,
    )
    .await?;
    // What was open on this fact is settled by this decision, for as long as its inputs stay.
    if decision.meeting.is_some() {
        store::execute!(
            transaction,
            store::query(
                "UPDATE discrepancy SET settled_fingerprint = fingerprint
                 WHERE indicator = $1 AND place = $2 AND period = $3 AND breakdown = $4",
            )
            .bind(key.0)
            .bind(key.1)
            .bind(key.2)
            .bind(key.3)
        )?;
    }
    let extent = Extent::Groups(vec![(key.0, key.1, key.2)]);
    rederive(&mut transaction, catalogue, extent, now).await?;
    record(
        &mut transaction,
        permit.actor(),
        "figure-adopted",
        &format!(
            "{}/{}/{}/{}",
            fact.indicator, fact.place, fact.period, fact.breakdown
        ),
        &decision.rule,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(value)
}

/// Refuses who sent one of the figures in, for whatever institution they did: who decides between words
/// has said none of them.
async fn expect_second_person(
    transaction: &mut Transaction,
    (institutions, period): (&[i64], i64),
    actor: &Actor,
) -> Result<(), CommitteeError> {
    for institution in institutions {
        let own: Option<i64> = store::within!(transaction, connection => {
            store::query_scalar(
                "SELECT id FROM institution_return
                 WHERE institution = $1 AND period = $2 AND submitted_by = $3 LIMIT 1",
            )
            .bind(*institution)
            .bind(period)
            .bind(actor.account_id().to_string())
            .fetch_optional(connection)
        })?;
        if own.is_some() {
            return Err(CommitteeError::Refused("adoption-needs-second-person"));
        }
    }
    Ok(())
}

async fn keep_earlier(
    transaction: &mut Transaction,
    key: (i64, i64, i64, i64),
    now: Timestamp,
) -> Result<(), CommitteeError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO adopted_figure_history (indicator, place, period, breakdown, rule, inputs,
                low, high, reason, meeting_id, decided_at, account_name, superseded_at)
             SELECT indicator, place, period, breakdown, rule, inputs, low, high, reason,
                meeting_id, decided_at, account_name, $5
             FROM adopted_figure
             WHERE indicator = $1 AND place = $2 AND period = $3 AND breakdown = $4",
        )
        .bind(key.0)
        .bind(key.1)
        .bind(key.2)
        .bind(key.3)
        .bind(now.as_microsecond())
    )?;
    Ok(())
}

async fn write(
    transaction: &mut Transaction,
    key: (i64, i64, i64, i64),
    (decision, reason): (&Decision, OpenText),
    basis: &Basis,
    value: AdoptedValue,
    account_name: &str,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let (low, high) = match value {
        AdoptedValue::Number(number) => (Some(number), Some(number)),
        AdoptedValue::Between(low, high) => (Some(low), Some(high)),
        AdoptedValue::Undecided => (None, None),
    };
    let json = |value: serde_json::Result<String>| {
        value.map_err(|_| CommitteeError::Corrupt("adopted figure"))
    };
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO adopted_figure (indicator, place, period, breakdown, rule, inputs, low,
                high, reason, meeting_id, decided_at, account_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (indicator, place, period, breakdown) DO UPDATE SET
                rule = excluded.rule, inputs = excluded.inputs, low = excluded.low,
                high = excluded.high, reason = excluded.reason, meeting_id = excluded.meeting_id,
                decided_at = excluded.decided_at, account_name = excluded.account_name",
        )
        .bind(key.0)
        .bind(key.1)
        .bind(key.2)
        .bind(key.3)
        .bind(json(serde_json::to_string(&decision.rule))?)
        .bind(json(serde_json::to_string(basis))?)
        .bind(low)
        .bind(high)
        .bind(reason)
        .bind(decision.meeting)
        .bind(now.as_microsecond())
        .bind(account_name.to_owned())
    )?;
    Ok(())
}
