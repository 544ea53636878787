//! A denial: a relative, a suspect, any conflict of interest. It beats every grant, past and coming.

use super::{Need, OpenCase};
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    workers::{is_same_person, seats_of_person},
};
use boxed::boxed;
use serde_json::json;

impl Casework {
    /// Keeps somebody away from a case for good, in every seat of theirs, and revokes what they hold.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `grant-manager-stays` for the
    /// manager; `case-lead-only`.
    #[boxed]
    pub async fn access_deny(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        holder: &str,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        open.expect_lead().await?;
        if is_same_person(holder, &open.case.manager) {
            return Err(CaseworkError::Refused("grant-manager-stays"));
        }
        let mut seats = seats_of_person(&mut open.transaction, holder).await?;
        if seats.is_empty() {
            seats.push(holder.to_owned());
        }
        for seat in &seats {
            self.take_away(&mut open, seat).await?;
            write_denial(&mut open, seat).await?;
        }
        open.log("access-denied", ("", &json!({"holder": holder})))
            .await?;
        open.commit().await
    }
}

async fn write_denial(open: &mut OpenCase<'_>, holder: &str) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO access_denial (case_code, holder, denied_by, denied_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (case_code, holder) DO NOTHING",
        )
        .bind(open.case.code.as_str())
        .bind(holder)
        .bind(open.request.worker.account())
        .bind(open.request.second())
    )?;
    Ok(())
}
