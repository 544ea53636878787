//! Closing and opening again. A case does not close over an open danger or an unanswered referral
//! without somebody saying why.

use super::{obstacles::obstacles, retention::settled};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::{DAY, time},
    codes::{codes, stored},
    concerns::PhaseStep,
    fields,
    grants::Need,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::{Value, json};

codes! {
    /// Why a case is closed.
    ClosureReason {
        /// The goals are met.
        GoalsMet = "goals-met",
        /// The person wishes it.
        PersonsWish = "persons-wish",
        /// Handed on with consent.
        HandedOn = "handed-on",
        /// Moved or returned abroad.
        MovedAbroad = "moved-abroad",
        /// Not trafficking; shown to other help.
        Redirected = "redirected",
        /// Contact was lost after safe attempts.
        ContactLost = "contact-lost",
        /// The person died.
        Died = "died",
        /// The same person has another case.
        Duplicate = "duplicate",
        /// Anything else, said in the person's view.
        OtherReason = "other",
    }
}

/// A case to close.
#[derive(Debug)]
pub struct NewClosure {
    /// Why.
    pub reason: ClosureReason,
    /// What the person thinks of it.
    pub view: SecretText,
    /// Whether the person may be contacted later.
    pub may_contact: bool,
    /// Until when the file is kept: set now, and not later.
    pub keep_until: Timestamp,
    /// Why it closes though a danger or a referral is open; none when nothing is.
    pub despite: Option<SecretText>,
}

/// How a case was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Its id.
    pub id: RecordId,
    /// Why.
    pub reason: ClosureReason,
    /// Whether the person may be contacted later.
    pub may_contact: bool,
    /// When.
    pub closed_at: Timestamp,
    /// Until when the file is kept.
    pub keep_until: Timestamp,
    /// When it was opened again.
    pub reopened_at: Option<Timestamp>,
}

/// The longest that a file is kept after its closing, in days.
const LONGEST_DAYS: i64 = 30 * 366;

impl Casework {
    /// Closes a case. Its open tasks end with it; recalls go on.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case; `case-lead-only`,
    /// `closure-keep-invalid`, `closure-open-work`, `case-step-not-allowed`, `field-invalid`.
    #[boxed]
    pub async fn case_close(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewClosure,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.view)?;
        let keep_until = new.keep_until.as_second();
        if keep_until < request.second() || keep_until > request.second() + LONGEST_DAYS * DAY {
            return Err(CaseworkError::Invalid("closure-keep-invalid"));
        }
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        let id = RecordId::fresh(&*self.random);
        if !obstacles(&mut open).await?.is_empty() {
            let despite = new.despite.as_ref();
            let why = despite.ok_or(CaseworkError::Refused("closure-open-work"))?;
            fields::check_text(why)?;
            let place = (id.as_str(), Field::ClosureDespite);
            fields::put(&mut open, place, why, &*self.random).await?;
        }
        open.move_phase(PhaseStep::Close).await?;
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO closure (id, case_code, reason, may_contact, closed_at, keep_until)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(new.reason.code())
            .bind(i64::from(new.may_contact))
            .bind(request.second())
            .bind(keep_until)
        )?;
        let place = (id.as_str(), Field::ClosureView);
        fields::put(&mut open, place, &new.view, &*self.random).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE case_code = $2 AND done_at IS NULL AND kind <> 'recall'",
            )
            .bind(request.second())
            .bind(code.as_str())
        )?;
        open.log("case-closed", ("", &json!({"reason": new.reason.code()})))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Opens a closed case again, under its code.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case; `case-lead-only`,
    /// `case-step-not-allowed` when it is not closed.
    #[boxed]
    pub async fn case_reopen(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        open.move_phase(PhaseStep::Reopen).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE closure SET reopened_at = $1 WHERE case_code = $2 AND reopened_at IS NULL",
            )
            .bind(request.second())
            .bind(code.as_str())
        )?;
        settled(&mut open.transaction, (code.as_str(), request.second())).await?;
        open.log("case-reopened", ("", &Value::Null)).await?;
        open.commit().await
    }

    /// Every closing of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn closures(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Closure>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let rows: Vec<(String, String, i64, i64, i64, Option<i64>)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, reason, may_contact, closed_at, keep_until, reopened_at FROM closure
                 WHERE case_code = $1 ORDER BY closed_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(
                |(id, reason, may_contact, closed_at, keep_until, reopened_at)| {
                    Ok(Closure {
                        id: RecordId::stored(id),
                        reason: stored(ClosureReason::from_code, &reason)?,
                        may_contact: may_contact != 0,
                        closed_at: time(closed_at)?,
                        keep_until: time(keep_until)?,
                        reopened_at: reopened_at.map(time).transpose()?,
                    })
                },
            )
            .collect()
    }
}
