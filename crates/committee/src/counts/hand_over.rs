//! Handing a count over: all of it becomes a return that is sent in, or nothing does. Somebody else
//! verifies it, a meeting adopts it, as with every institution's.

use crate::{
    CommitteeError,
    catalogue::{Catalogue, Used, period_number},
    figures::{ChangeKind, FigureRow, Stage, apply, change_open, insert_stated},
    record,
    returns::{ReturnKey, ReturnStep, ensure_in, expect_reached, step_in},
};
use access::{HandOverCount, Permit};
use boxed::boxed;
use jiff::{Timestamp, civil::Date};
use store::Database;
use vocabulary::{CountedIndicator, ReportedValue, ReportingTemplate};

/// A count to hand over.
#[derive(Debug, Clone)]
pub struct HandedCount<'a> {
    /// As which return.
    pub key: ReturnKey,
    /// What was counted: every row that its template asks for.
    pub indicators: &'a [CountedIndicator],
}

/// Sends a count in as the table's return, and keeps beside it what was left out and why.
///
/// # Errors
/// [`CommitteeError::NotFound`] outside the permit's scope or for a return that is not counted;
/// `count-period-open`, `count-already-handed-over` while the committee has it, `return-incomplete`
/// when a row is missing, or when the database fails; then nothing changes.
#[boxed]
pub async fn count_hand_over(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<HandOverCount>,
    count: &HandedCount<'_>,
    (now, today): (Timestamp, Date),
) -> Result<i64, CommitteeError> {
    expect_reached(catalogue, permit, &count.key)?;
    let country = catalogue.country();
    let template = country.template(count.key.template.as_str());
    let template = template
        .filter(|template| template.is_counted)
        .ok_or(CommitteeError::NotFound("template"))?;
    if count.key.period.last_day() >= today {
        return Err(CommitteeError::Refused("count-period-open"));
    }
    let indicators = count.indicators.iter();
    let used = catalogue
        .learn(
            database,
            template.rows().map(|row| &row.breakdown),
            indicators.map(|one| &one.rule),
        )
        .await?;
    let content =
        serde_json::to_string(count.indicators).map_err(|_| CommitteeError::Corrupt("count"))?;
    let rows = rows(catalogue, &used, (template, count))?;
    let mut transaction = database.begin().await?;
    let id = ensure_in(&mut transaction, catalogue, &count.key, today).await?;
    let actor = permit.actor();
    let change = change_open(
        &mut transaction,
        ChangeKind::Edit,
        now,
        actor.name(),
        Some(id),
        None,
    )
    .await?;
    insert_stated(&mut transaction, change, rows.into_iter().map(Ok)).await?;
    apply(&mut transaction, change, Stage::Draft).await?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO table_count (return_id, change_id, counted_at, content)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(change)
        .bind(now.as_microsecond())
        .bind(content)
    )?;
    let subject = id.to_string();
    record(
        &mut transaction,
        actor,
        "count-handed-over",
        &subject,
        &change,
        now,
    )
    .await?;
    let refused = "count-already-handed-over";
    step_in(
        &mut transaction,
        catalogue,
        (id, ReturnStep::Submit, refused),
        actor,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(id)
}

/// The rows of the template with what was counted for each.
fn rows(
    catalogue: &Catalogue,
    used: &Used,
    (template, count): (&ReportingTemplate, &HandedCount<'_>),
) -> Result<Vec<FigureRow>, CommitteeError> {
    let missing = || CommitteeError::Refused("return-incomplete");
    let place = catalogue.place(&count.key.place)?;
    let institution = catalogue.institution(&count.key.institution)?;
    let mut rows = Vec::new();
    for row in template.rows() {
        let mut counted = count.indicators.iter();
        let counted = counted.find(|one| one.indicator == row.indicator);
        let counted = counted.ok_or_else(missing)?;
        let number = counted.number(&row.breakdown).ok_or_else(missing)?;
        let number = i64::try_from(number).map_err(|_| CommitteeError::Corrupt("count"))?;
        let indicator = catalogue.country().indicator(row.indicator.as_str());
        let is_own_rule = indicator.is_some_and(|one| one.counting_rule == counted.rule);
        let rule = used.rule_numbers.get(&counted.rule).copied();
        let breakdown = used.breakdown_numbers.get(&row.breakdown).copied();
        rows.push(FigureRow {
            indicator: catalogue.indicator(&row.indicator)?,
            place,
            period: period_number(count.key.period),
            breakdown: breakdown.ok_or(CommitteeError::Corrupt("breakdown"))?,
            institution,
            value: ReportedValue::value(number).map_err(|_| CommitteeError::Corrupt("count"))?,
            rule: rule.filter(|_| !is_own_rule),
            comment: None,
            source: None,
        });
    }
    Ok(rows)
}
