//! Who leads a case: its manager, and for the manager's absence a deputy that the manager named, for a
//! time. Nobody else gives or takes access, whatever their grants open.

use super::{GrantRow, GrantSource, Need, NeedToKnow, OpenCase, give, open_case::case_row};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    workers::{Compartment, Profession, Purpose},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::{Value, json};

impl OpenCase<'_> {
    /// Lets only the manager and a deputy in date go on.
    #[boxed]
    pub async fn expect_lead(&mut self) -> Result<(), CaseworkError> {
        let worker = self.request.worker.account();
        if worker == self.case.manager {
            return Ok(());
        }
        let row: Option<(String,)> = store::within!(self.transaction, connection => {
            store::query_as(
                "SELECT id FROM access_grant
                 WHERE case_code = $1 AND holder = $2 AND source = $3 AND revoked_at IS NULL
                   AND starts_at <= $4 AND ends_at > $4 LIMIT 1",
            )
            .bind(self.case.code.as_str())
            .bind(worker)
            .bind(GrantSource::Deputy.code())
            .bind(self.request.second())
            .fetch_optional(connection)
        })?;
        row.map(|_| ())
            .ok_or(CaseworkError::Refused("case-lead-only"))
    }
}

impl Casework {
    /// Names a deputy for the manager's absence: a social worker of the same institution, who may
    /// then do what the manager may, for at most 92 days.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `case-lead-only` for anybody but the
    /// manager, `deputy-invalid`, `grant-end-invalid`, `grant-denied`.
    #[boxed]
    pub async fn deputy_name(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (deputy, ends_at): (&str, Timestamp),
    ) -> Result<RecordId, CaseworkError> {
        let mut open = self.open_case(request, code, Need::EVERYTHING).await?;
        if request.worker.account() != open.case.manager {
            return Err(CaseworkError::Refused("case-lead-only"));
        }
        let ends_at = ends_at.as_second();
        if ends_at <= request.second() || ends_at > request.second() + LONGEST_ABSENCE_DAYS * DAY {
            return Err(CaseworkError::Invalid("grant-end-invalid"));
        }
        let (institution, profession) = give::worker_row(&mut open, deputy).await?;
        let is_fit = institution == open.case.institution
            && profession == Profession::SocialWorker
            && deputy != open.case.manager;
        if !is_fit {
            return Err(CaseworkError::Invalid("deputy-invalid"));
        }
        give::expect_not_denied(&mut open, deputy).await?;
        let row = GrantRow {
            holder: deputy,
            purpose: Purpose::CaseManagement,
            compartments: Compartment::ALL,
            source: GrantSource::Deputy,
            reason: "deputy of the case manager",
            ends_at,
        };
        let id = self.insert_grant(&mut open, &row).await?;
        let more = json!({"grant": id.as_str(), "holder": deputy});
        open.log("deputy-named", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Gives the case manager another year, also when the last one has passed: a date never locks a
    /// case. It opens nothing to anybody else.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the manager.
    #[boxed]
    pub async fn manager_renew(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<RecordId, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let case = case_row(&mut transaction, code).await?;
        let case = case
            .filter(|case| case.manager == request.worker.account())
            .ok_or(CaseworkError::NotFound("case"))?;
        let manager = case.manager.clone();
        let mut open = OpenCase {
            transaction,
            request,
            case,
            need: NeedToKnow::of_renewal(),
        };
        give::expect_not_denied(&mut open, &manager).await?;
        let row = GrantRow {
            holder: &manager,
            purpose: Purpose::CaseManagement,
            compartments: Compartment::ALL,
            source: GrantSource::Manager,
            reason: "case manager",
            ends_at: request.second() + give::LONGEST_DAYS * DAY,
        };
        let id = self.insert_grant(&mut open, &row).await?;
        open.log("manager-renewed", ("", &Value::Null)).await?;
        open.commit().await?;
        Ok(id)
    }
}

/// The longest absence that a deputy stands in for, in days.
const LONGEST_ABSENCE_DAYS: i64 = 92;
