//! An age that turns out to be another. What hangs on it follows at once: a child's consent needs the
//! guardian's, a place must admit children, somebody must speak for the child.

use super::AgeBasis;
use crate::{
    Age, CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::time,
    codes::stored,
    fields,
    grants::{Need, OpenCase},
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// An age to take the person to be of.
#[derive(Debug)]
pub struct NewAge {
    /// Made once for the form that was shown.
    pub request: String,
    /// What is known now.
    pub age: Age,
    /// What it rests on.
    pub basis: AgeBasis,
    /// Why.
    pub reason: SecretText,
}

/// An age that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeChange {
    /// Its id.
    pub id: RecordId,
    /// What was taken to be true before.
    pub before: Age,
    /// What is now.
    pub after: Age,
    /// What that rests on.
    pub basis: AgeBasis,
    /// Whose word it is.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

type Row = (String, String, String, String, String, i64);

impl Casework {
    /// Corrects the age. Whoever assists may find that somebody is, or may be, a child; that a child is
    /// none after all only the lead may, on a document or an assessment.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `age-same`, `age-unproved`,
    /// `case-lead-only`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn age_correct(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewAge,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.reason)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("age", &new.request)).await? {
            return Ok(id);
        }
        let before = open.case.age;
        if before == new.age {
            return Err(CaseworkError::Refused("age-same"));
        }
        if before.is_protected_as_child() && !new.age.is_protected_as_child() {
            if !new.basis.proves_adult() {
                return Err(CaseworkError::Refused("age-unproved"));
            }
            open.expect_lead().await?;
        }
        let id = RecordId::fresh(&*self.random);
        insert(&mut open, &id, new).await?;
        let place = (id.as_str(), Field::AgeReason);
        fields::put(&mut open, place, &new.reason, &*self.random).await?;
        open.case.age = new.age;
        if new.age.is_protected_as_child() {
            self.protect_child(&mut open).await?;
        } else {
            self.task_done(&mut open, (TaskKind::ProtectChild, ""))
                .await?;
        }
        open.remember(("age", &new.request), id.as_str()).await?;
        let more = json!({"before": before.code(), "after": new.age.code(),
            "basis": new.basis.code()});
        open.log("age-corrected", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Why an age was corrected.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's.
    #[boxed]
    pub async fn age_reason(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        change: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let reason = fields::get(&mut open, (change.as_str(), Field::AgeReason)).await?;
        let more = json!({"age": change.as_str()});
        open.log("age-reason-read", (Field::AgeReason.code(), &more))
            .await?;
        open.commit().await?;
        reason.ok_or(CaseworkError::NotFound("age"))
    }
}

async fn insert(open: &mut OpenCase<'_>, id: &RecordId, new: &NewAge) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO age_change (id, case_code, before, after, basis, changed_by, changed_at,
                position)
             VALUES ($1, $2, $3, $4, $5, $6, $7,
                (SELECT COUNT(*) + 1 FROM age_change WHERE case_code = $2))",
        )
        .bind(id.as_str())
        .bind(open.case.code.as_str())
        .bind(open.case.age.code())
        .bind(new.age.code())
        .bind(new.basis.code())
        .bind(open.request.worker.account())
        .bind(open.request.second())
    )?;
    store::execute!(
        open.transaction,
        store::query("UPDATE case_file SET age = $1 WHERE code = $2")
            .bind(new.age.code())
            .bind(open.case.code.as_str())
    )?;
    Ok(())
}

/// Every correction, the latest first.
pub(super) async fn changes(open: &mut OpenCase<'_>) -> Result<Vec<AgeChange>, CaseworkError> {
    let rows: Vec<Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id, before, after, basis, changed_by, changed_at FROM age_change
             WHERE case_code = $1 ORDER BY position DESC",
        )
        .bind(open.case.code.as_str())
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(id, before, after, basis, by, at)| {
            Ok(AgeChange {
                id: RecordId::stored(id),
                before: stored(Age::from_code, &before)?,
                after: stored(Age::from_code, &after)?,
                basis: stored(AgeBasis::from_code, &basis)?,
                by,
                at: time(at)?,
            })
        })
        .collect()
}
