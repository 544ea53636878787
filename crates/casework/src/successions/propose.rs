//! Naming a new lead, and saying no to one who was named. Nothing changes until a second person agrees.

use super::{
    SuccessionState, SuccessionStep, SuccessionWay,
    deciders::{Deciders, deciders, has_left},
    row::{move_on, open_row, succession_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    grants::{CaseRow, case_row, log_to_file, refuse},
    tasks::TaskKind,
};
use boxed::boxed;
use serde_json::json;
use store::Transaction;

/// How long a succession waits for the second person and the new lead, in days.
const WAITS_DAYS: i64 = 7;
/// By when the second person should answer, in days.
const ANSWER_DAYS: i64 = 1;

impl Casework {
    /// Names a new lead for a case whose lead left. The caller has asked for the second factor before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody who may not decide about the case, and for a case whose
    /// lead is here; `succession-pending`, `succession-no-way`, `succession-lead-invalid` unless the
    /// new lead is another social worker who can open the case or be opened it to,
    /// `succession-oneself` for whoever names themselves.
    #[boxed]
    pub async fn succession_propose(
        &self,
        request: Request<'_>,
        (code, to): (&CaseCode, &str),
    ) -> Result<RecordId, CaseworkError> {
        let now = request.second();
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let Some((case, who)) = without_lead(&mut transaction, request, code).await? else {
            return Err(refuse(transaction, request, (code.as_str(), "case")).await?);
        };
        if open_row(&mut transaction, (code, now)).await?.is_some() {
            return Err(CaseworkError::Refused("succession-pending"));
        }
        let way = who.way.ok_or(CaseworkError::Refused("succession-no-way"))?;
        if to == request.worker.account() {
            return Err(CaseworkError::Refused("succession-oneself"));
        }
        if !who.candidates.iter().any(|one| one == to) {
            return Err(CaseworkError::Invalid("succession-lead-invalid"));
        }
        let id = RecordId::fresh(&*self.random);
        insert(&mut transaction, request, (&id, &case, way), to).await?;
        let seconds = who.people.iter();
        let seconds: Vec<String> = seconds
            .filter(|one| who.may_confirm(one, (request.worker.account(), to)))
            .cloned()
            .collect();
        if let Some(key) = &who.key {
            for other in &seconds {
                let half = key.half(request, other)?;
                store::execute!(
                    transaction,
                    store::query(
                        "INSERT INTO succession_half (succession, helper, half)
                         VALUES ($1, $2, $3)",
                    )
                    .bind(id.as_str())
                    .bind(other.as_str())
                    .bind(half.to_bytes())
                )?;
            }
        }
        let what = (TaskKind::ConfirmLead, &case, id.as_str());
        let whom = (&seconds[..], now + ANSWER_DAYS * DAY);
        self.ask_for_lead(&mut transaction, what, whom).await?;
        let more = json!({"succession": id.as_str(), "to": to, "way": way.code()});
        let on = (code, "lead-proposed");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Says no to a lead who was named: by anybody who may decide, also after a second person agreed,
    /// until the case is taken over.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody who may not decide; `succession-step-not-allowed`.
    #[boxed]
    pub async fn succession_drop(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let now = request.second();
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = decided_by(&mut transaction, request, id).await?;
        let Some((row, case, _)) = found else {
            return Err(refuse(transaction, request, (id.as_str(), "succession")).await?);
        };
        move_on(&mut transaction, (&row, SuccessionStep::DropLead), now).await?;
        if row.state == SuccessionState::SuccessionConfirmed && row.way != SuccessionWay::HeldGrant
        {
            super::take_back::take_back(&mut transaction, (&case, &row.to), now).await?;
        }
        let more = json!({"succession": id.as_str()});
        let on = (&row.case, "lead-dropped");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        Ok(transaction.commit().await?)
    }
}

/// The case and who may decide about it, when its lead left and the asker is one of them.
async fn without_lead(
    transaction: &mut Transaction,
    request: Request<'_>,
    code: &CaseCode,
) -> Result<Option<(CaseRow, Deciders)>, CaseworkError> {
    let Some(case) = case_row(transaction, code).await? else {
        return Ok(None);
    };
    let is_own = case.institution == request.worker.institution();
    if !is_own || !has_left(transaction, &case).await? {
        return Ok(None);
    }
    let who = deciders(transaction, (&case, request.second())).await?;
    Ok(who
        .includes(request.worker.account())
        .then_some((case, who)))
}

/// A succession, its case and who decides about it, when the asker is one of them.
pub(super) async fn decided_by(
    transaction: &mut Transaction,
    request: Request<'_>,
    id: &RecordId,
) -> Result<Option<(super::row::SuccessionRow, CaseRow, Deciders)>, CaseworkError> {
    let Some(row) = succession_row(transaction, id).await? else {
        return Ok(None);
    };
    let found = without_lead(transaction, request, &row.case).await?;
    Ok(found.map(|(case, who)| (row, case, who)))
}

async fn insert(
    transaction: &mut Transaction,
    request: Request<'_>,
    (id, case, way): (&RecordId, &CaseRow, SuccessionWay),
    to: &str,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO succession (id, case_code, institution, way, state, from_worker,
                to_worker, proposed_by, proposed_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id.as_str())
        .bind(case.code.as_str())
        .bind(case.institution.as_str())
        .bind(way.code())
        .bind(SuccessionState::SuccessionProposed.code())
        .bind(case.manager.as_str())
        .bind(to)
        .bind(request.worker.account())
        .bind(request.second())
        .bind(request.second() + WAITS_DAYS * DAY)
    )?;
    Ok(())
}
