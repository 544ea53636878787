//! A legal hold: while it lasts nothing is erased. It opens nothing to anybody.

use super::retention::settled;
use crate::{CaseCode, Casework, CaseworkError, Field, RecordId, Request, fields, grants::Need};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

impl Casework {
    /// Holds a case, with a sealed reason, or lifts the hold.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case; `case-lead-only`,
    /// `hold-already`, `field-invalid`.
    #[boxed]
    pub async fn hold_place(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        reason: &SecretText,
    ) -> Result<(), CaseworkError> {
        fields::check_text(reason)?;
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        let id = RecordId::fresh(&*self.random);
        let touched = store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO legal_hold (id, case_code, placed_at)
                 SELECT $1, $2, CAST($3 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM legal_hold
                    WHERE case_code = $2 AND lifted_at IS NULL)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(request.second())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("hold-already"));
        }
        settled(&mut open.transaction, (code.as_str(), request.second())).await?;
        fields::put(
            &mut open,
            (id.as_str(), Field::HoldReason),
            reason,
            &*self.random,
        )
        .await?;
        open.log("hold-placed", ("", &json!({"hold": id.as_str()})))
            .await?;
        open.commit().await
    }

    /// Lifts the hold.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant to manage the case, or when nothing is held;
    /// `case-lead-only`.
    #[boxed]
    pub async fn hold_lift(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        open.expect_lead().await?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE legal_hold SET lifted_at = $1 WHERE case_code = $2 AND lifted_at IS NULL",
            )
            .bind(request.second())
            .bind(code.as_str())
        )?;
        if touched == 0 {
            return Err(CaseworkError::NotFound("hold"));
        }
        open.log("hold-lifted", ("", &json!({}))).await?;
        open.commit().await
    }
}
