//! Moving a return through its life. Whoever checks is never who sent in.

use super::{
    InstitutionReturn, ReturnStep,
    identity::{BY_ID, Columns, expect_reached},
};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number},
    discrepancies::{Extent, number_list, rederive},
    figures::{ChangeKind, Stage, apply, change_open, differing},
    record, written,
};
use access::{Action, Actor, Permit};
use jiff::Timestamp;
use store::{Database, Transaction};
use vocabulary::personal::OpenText;

/// The step to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRequest {
    /// On which return.
    pub id: i64,
    /// Which step.
    pub step: ReturnStep,
    /// Why; required to send back and to reopen.
    pub reason: Option<String>,
    /// The meeting that adopted it; required to adopt.
    pub meeting: Option<i64>,
}

/// Takes a step. The permit has to be for this step's action, on the return's own place and
/// institution.
///
/// # Errors
/// When the step is not possible now, needs a reason, a meeting or another person, required cells
/// are empty, or the database fails.
pub async fn return_step<A: Action>(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<A>,
    request: &StepRequest,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let step = request.step;
    if access_action(step) != A::KIND {
        return Err(CommitteeError::NotFound("return"));
    }
    let reason = written::open("reason", request.reason.as_deref().unwrap_or_default())?;
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    if step.needs_reason() && reason.is_none() {
        return Err(CommitteeError::Refused("return-needs-reason"));
    }
    let mut transaction = database.begin().await?;
    let row: Option<Columns> = store::within!(transaction, connection => {
        store::query_as(BY_ID).bind(request.id).fetch_optional(connection)
    })?;
    let found = row
        .ok_or(CommitteeError::NotFound("return"))?
        .found(catalogue)?;
    expect_reached(catalogue, permit, &found.key)?;
    let actor = permit.actor();
    if found.state.after(step).is_none() {
        return Err(CommitteeError::Refused("return-step-impossible"));
    }
    if step.needs_second_person() && found.submitted_by.as_deref() == Some(&account(actor)) {
        return Err(CommitteeError::Refused("return-needs-second-person"));
    }
    if step == ReturnStep::Adopt {
        let meeting = request
            .meeting
            .ok_or(CommitteeError::Refused("return-needs-meeting"))?;
        crate::meetings::require(&mut transaction, catalogue, meeting, &found.key.place).await?;
    }
    // What is counted comes in through the gate, with its explanation, or not at all.
    if step == ReturnStep::Submit && is_counted(catalogue, &found) {
        return Err(CommitteeError::Refused("return-is-counted"));
    }
    // No other step is a meeting's.
    let meeting = request.meeting.filter(|_| step == ReturnStep::Adopt);
    let why = (reason, meeting);
    carry_out(&mut transaction, catalogue, (&found, step), actor, why, now).await?;
    Ok(transaction.commit().await?)
}

/// Takes a step that needs no more than its possibility, within a transaction; `refused` says why
/// where it is not possible.
pub(crate) async fn step_in(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    (id, step, refused): (i64, ReturnStep, &'static str),
    actor: &Actor,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let row: Option<Columns> = store::within!(transaction, connection => {
        store::query_as(BY_ID).bind(id).fetch_optional(connection)
    })?;
    let found = row
        .ok_or(CommitteeError::NotFound("return"))?
        .found(catalogue)?;
    if found.state.after(step).is_none() {
        return Err(CommitteeError::Refused(refused));
    }
    let what = (&found, step);
    carry_out(transaction, catalogue, what, actor, (None, None), now).await
}

/// Whether the numbers of a return are counted from cases.
pub(super) fn is_counted(catalogue: &Catalogue, found: &InstitutionReturn) -> bool {
    let template = catalogue.country().template(found.key.template.as_str());
    template.is_some_and(|template| template.is_counted)
}

/// Does and records a step whose conditions were looked at.
async fn carry_out(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    (found, step): (&InstitutionReturn, ReturnStep),
    actor: &Actor,
    (reason, meeting): (Option<OpenText>, Option<i64>),
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let next = found
        .state
        .after(step)
        .ok_or(CommitteeError::Refused("return-step-impossible"))?;
    if step == ReturnStep::Submit {
        submit(transaction, catalogue, found, actor, now).await?;
    }
    mark(transaction, found, step, next.code(), actor, now).await?;
    let version = found.version + i64::from(step == ReturnStep::Reopen);
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO return_event (return_id, at, account_id, account_name, step, to_state,
                version, reason, meeting_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(found.id)
        .bind(now.as_microsecond())
        .bind(account(actor))
        .bind(actor.name().to_owned())
        .bind(step.code())
        .bind(next.code())
        .bind(version)
        .bind(reason)
        .bind(meeting)
    )?;
    let subject = found.id.to_string();
    record(
        transaction,
        actor,
        "return-step",
        &subject,
        &step.code(),
        now,
    )
    .await
}

/// The action that a step is an instance of.
const fn access_action(step: ReturnStep) -> access::ActionKind {
    match step {
        ReturnStep::Submit => access::ActionKind::SubmitReturn,
        ReturnStep::Verify | ReturnStep::SendBack => access::ActionKind::VerifyReturn,
        ReturnStep::Adopt => access::ActionKind::AdoptReturn,
        ReturnStep::Accept => access::ActionKind::AcceptReturn,
        ReturnStep::Reopen => access::ActionKind::ReopenReturn,
    }
}

fn account(actor: &Actor) -> String {
    actor.account_id().to_string()
}

async fn mark(
    transaction: &mut Transaction,
    found: &InstitutionReturn,
    step: ReturnStep,
    state: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let is_submission = step == ReturnStep::Submit;
    let approves = matches!(step, ReturnStep::Verify);
    store::execute!(
        transaction,
        store::query(
            "UPDATE institution_return SET state = $2,
                version = version + CASE WHEN $3 = 1 THEN 1 ELSE 0 END,
                first_submitted_at = CASE WHEN $4 = 1 THEN COALESCE(first_submitted_at, $5)
                    ELSE first_submitted_at END,
                submitted_at = CASE WHEN $4 = 1 THEN $5 ELSE submitted_at END,
                submitted_by = CASE WHEN $4 = 1 THEN $6 ELSE submitted_by END,
                approved_change = CASE WHEN $7 = 1 THEN (SELECT MAX(id) FROM figure_change)
                    ELSE approved_change END
             WHERE id = $1",
        )
        .bind(found.id)
        .bind(state.to_owned())
        .bind(i64::from(step == ReturnStep::Reopen))
        .bind(i64::from(is_submission))
        .bind(now.as_microsecond())
        .bind(account(actor))
        .bind(i64::from(approves))
    )?;
    Ok(())
}

/// Makes the draft the institution's word, and compares again what it touches.
async fn submit(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    found: &InstitutionReturn,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let change = change_open(
        transaction,
        ChangeKind::Submission,
        now,
        actor.name(),
        Some(found.id),
        None,
    )
    .await?;
    let template = catalogue
        .country()
        .template(found.key.template.as_str())
        .ok_or(CommitteeError::Corrupt("template"))?;
    let mut indicators = Vec::new();
    for row in template.rows() {
        let indicator = catalogue.indicator(&row.indicator)?;
        if !indicators.contains(&indicator) {
            indicators.push(indicator);
        }
    }
    let institution = catalogue.institution(&found.key.institution)?;
    let period = period_number(found.key.period);
    let asked = number_list(&indicators);
    take_over(transaction, change, (&asked, institution, period)).await?;
    require_complete(transaction, catalogue, found, (change, &asked)).await?;
    apply(transaction, change, Stage::Submitted).await?;
    let groups = differing(transaction, change).await?;
    rederive(transaction, catalogue, Extent::Groups(groups), now).await
}

/// Moves the draft cells of the indicators that were asked for into a submission, with the file they
/// came from.
async fn take_over(
    transaction: &mut Transaction,
    change: i64,
    (asked, institution, period): (&str, i64, i64),
) -> Result<(), CommitteeError> {
    for statement in [
        "INSERT INTO stated_figure (change_id, indicator, place, period, breakdown, institution,
            state, number, confidence, rule, comment, source, origin)
         SELECT $1, f.indicator, f.place, f.period, f.breakdown, f.institution, f.state, f.number,
            f.confidence, f.rule, f.comment, s.source, COALESCE(s.origin, f.change_id)
         FROM reported_figure f
         LEFT JOIN stated_figure s ON s.change_id = f.change_id AND s.indicator = f.indicator
            AND s.place = f.place AND s.period = f.period AND s.breakdown = f.breakdown
            AND s.institution = f.institution
         WHERE f.stage = 0 AND f.institution = $2 AND f.period = $3 AND f.indicator IN",
        "INSERT INTO reported_figure_history (stage, indicator, place, period, breakdown,
            institution, change_id, state, number, confidence, rule, comment, revised_from,
            superseded_by)
         SELECT stage, indicator, place, period, breakdown, institution, change_id, state, number,
            confidence, rule, comment, revised_from, $1
         FROM reported_figure
         WHERE stage = 0 AND institution = $2 AND period = $3 AND indicator IN",
        "DELETE FROM reported_figure
         WHERE stage = 0 AND institution = $2 AND period = $3 AND $1 > 0 AND indicator IN",
    ] {
        store::execute!(
            transaction,
            store::query(store::AssertSqlSafe(format!("{statement} ({asked})")))
                .bind(change)
                .bind(institution)
                .bind(period)
        )?;
    }
    Ok(())
}

/// Every required cell has to say something, be it only that there is nothing to say. What an
/// earlier version said still counts.
async fn require_complete(
    transaction: &mut Transaction,
    catalogue: &Catalogue,
    found: &InstitutionReturn,
    (change, asked): (i64, &str),
) -> Result<(), CommitteeError> {
    let template = catalogue
        .country()
        .template(found.key.template.as_str())
        .ok_or(CommitteeError::Corrupt("template"))?;
    let query = format!(
        "SELECT indicator, breakdown FROM stated_figure
         WHERE change_id = $1 AND place = $2 AND period = $3 AND institution = $4
         UNION SELECT indicator, breakdown FROM reported_figure
         WHERE stage = 1 AND indicator IN ({asked}) AND place = $2 AND period = $3
            AND institution = $4"
    );
    let said: Vec<(i64, i64)> = store::within!(transaction, connection => {
        store::query_as(store::AssertSqlSafe(query))
            .bind(change)
            .bind(catalogue.place(&found.key.place)?)
            .bind(period_number(found.key.period))
            .bind(catalogue.institution(&found.key.institution)?)
            .fetch_all(connection)
    })?;
    let used = catalogue.used();
    for row in template.rows().filter(|row| row.is_required) {
        let indicator = catalogue.indicator(&row.indicator)?;
        let breakdown = used.breakdown_numbers.get(&row.breakdown).copied();
        if !breakdown.is_some_and(|breakdown| said.contains(&(indicator, breakdown))) {
            return Err(CommitteeError::Refused("return-incomplete"));
        }
    }
    Ok(())
}
