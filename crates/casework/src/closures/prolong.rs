//! Keeping a closed file longer than was said: by whoever leads the case, for a year at most, with a
//! reason. Whoever needs it longer still is asked again when that year is over.

use super::retention::settled;
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::{DAY, time},
    fields,
    grants::Need,
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// Once that a file was kept longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prolongation {
    /// Its id.
    pub id: RecordId,
    /// The account that decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when it was to be kept before.
    pub before: Timestamp,
    /// Until when from then on.
    pub keep_until: Timestamp,
}

/// The longest that a file is kept longer at a time, in days.
const LONGEST_DAYS: i64 = 366;

impl Casework {
    /// Keeps a closed file longer, with a sealed reason.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case; `case-lead-only`,
    /// `erase-not-closed`, `prolong-until-invalid` unless it is later than before and at most a year
    /// from now, `field-invalid`.
    #[boxed]
    pub async fn retention_prolong(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (keep_until, reason): (Timestamp, &SecretText),
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(reason)?;
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        let closed: Option<(String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, keep_until FROM closure WHERE case_code = $1 AND reopened_at IS NULL",
            )
            .bind(code.as_str())
            .fetch_optional(connection)
        })?;
        let (closure, before) = closed.ok_or(CaseworkError::Refused("erase-not-closed"))?;
        let until = keep_until.as_second();
        let is_fit =
            until > before.max(request.second()) && until <= request.second() + LONGEST_DAYS * DAY;
        if !is_fit {
            return Err(CaseworkError::Invalid("prolong-until-invalid"));
        }
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO prolongation (id, case_code, closure, kept_until, keep_until,
                    prolonged_by, prolonged_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(closure.as_str())
            .bind(before)
            .bind(until)
            .bind(request.worker.account())
            .bind(request.second())
        )?;
        store::execute!(
            open.transaction,
            store::query("UPDATE closure SET keep_until = $1 WHERE id = $2")
                .bind(until)
                .bind(closure.as_str())
        )?;
        let place = (id.as_str(), Field::KeepReason);
        fields::put(&mut open, place, reason, &*self.random).await?;
        settled(&mut open.transaction, (code.as_str(), request.second())).await?;
        open.log(
            "retention-prolonged",
            ("", &json!({"prolongation": id.as_str()})),
        )
        .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Each time that a file was kept longer, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case.
    #[boxed]
    pub async fn prolongations(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Prolongation>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let rows: Vec<(String, String, i64, i64, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, prolonged_by, prolonged_at, kept_until, keep_until FROM prolongation
                 WHERE case_code = $1 ORDER BY prolonged_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, by, at, before, keep_until)| {
                Ok(Prolongation {
                    id: RecordId::stored(id),
                    by,
                    at: time(at)?,
                    before: time(before)?,
                    keep_until: time(keep_until)?,
                })
            })
            .collect()
    }

    /// Why a file was kept longer.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case that opens its care, or for
    /// another case's.
    #[boxed]
    pub async fn prolongation_reason(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        prolongation: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let need = Need {
            compartments: &[Compartment::Care],
            purposes: &[Purpose::CaseManagement],
        };
        let mut open = self.open_case(request, code, need).await?;
        let place = (prolongation.as_str(), Field::KeepReason);
        let reason = fields::get(&mut open, place).await?;
        let more = json!({"prolongation": prolongation.as_str()});
        open.log("prolongation-read", (Field::KeepReason.code(), &more))
            .await?;
        open.commit().await?;
        reason.ok_or(CaseworkError::NotFound("prolongation"))
    }
}
