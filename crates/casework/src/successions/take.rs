//! Taking a case over, in one transaction: the old lead's grants end, every part is sealed under a new
//! key that the old lead cannot open, and open work goes along.

use super::{
    SuccessionState, SuccessionStep, SuccessionWay,
    deciders::has_left,
    row::{SuccessionRow, move_on, succession_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    grants::{GrantRow, GrantSource, Need, OpenCase, case_row, log_to_file, refuse, worker_row},
    justice,
    workers::{Compartment, Profession, Purpose},
};
use boxed::boxed;
use seal::DataKey;
use serde_json::json;
use store::Transaction;

/// The new lead's own grant, in days.
const LEAD_DAYS: i64 = 366;

impl Casework {
    /// Takes over a case that two others have named one the lead of. Where the institution's keepers
    /// opened it, what was sealed about proceedings is destroyed: nobody here can read it any more.
    /// Links to matters whose key nobody here holds end; the person may agree to new ones.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the new lead; `succession-too-late`,
    /// `succession-step-not-allowed`, `succession-changed`, `succession-lead-invalid`.
    #[boxed]
    pub async fn succession_take(
        &self,
        request: Request<'_>,
        (code, id): (&CaseCode, &RecordId),
    ) -> Result<(), CaseworkError> {
        let row = self.named(request, (code, id)).await?;
        if row.state != SuccessionState::SuccessionConfirmed {
            return Err(CaseworkError::Refused("succession-step-not-allowed"));
        }
        let need = Need {
            compartments: row.way.opens(),
            ..Need::MANAGE
        };
        let mut open = self.open_case(request, code, need).await?;
        let row = named_row(&mut open.transaction, request, (code, id)).await?;
        let row = row.ok_or(CaseworkError::NotFound("succession"))?;
        let now = request.second();
        if now >= row.ends_at {
            return Err(CaseworkError::Refused("succession-too-late"));
        }
        let case = open.case.clone();
        if case.manager != row.from || !has_left(&mut open.transaction, &case).await? {
            return Err(CaseworkError::Refused("succession-changed"));
        }
        let (institution, profession) = worker_row(&mut open, request.worker.account()).await?;
        if institution != case.institution || profession != Profession::SocialWorker {
            return Err(CaseworkError::Invalid("succession-lead-invalid"));
        }
        move_on(&mut open.transaction, (&row, SuccessionStep::TakeLead), now).await?;
        if row.way == SuccessionWay::InstitutionsKeepers {
            self.forget_justice(&mut open).await?;
        }
        self.lead_instead(&mut open, &row).await?;
        let lost = if row.way == SuccessionWay::InstitutionsKeepers {
            crate::Field::Participation.code()
        } else {
            ""
        };
        let more = json!({"succession": id.as_str(), "from": row.from, "way": row.way.code()});
        open.log("lead-taken-over", (lost, &more)).await?;
        open.commit().await
    }

    /// Says no to leading a case.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody but the new lead; `succession-step-not-allowed`.
    #[boxed]
    pub async fn succession_decline(
        &self,
        request: Request<'_>,
        (code, id): (&CaseCode, &RecordId),
    ) -> Result<(), CaseworkError> {
        let row = self.named(request, (code, id)).await?;
        let now = request.second();
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        move_on(&mut transaction, (&row, SuccessionStep::DeclineLead), now).await?;
        if let Some(case) = case_row(&mut transaction, code).await?
            && row.way != SuccessionWay::HeldGrant
        {
            super::take_back::take_back(&mut transaction, (&case, &row.to), now).await?;
        }
        let more = json!({"succession": id.as_str()});
        let on = (code, "lead-declined");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        Ok(transaction.commit().await?)
    }

    /// The succession of a case that names the asker.
    async fn named(
        &self,
        request: Request<'_>,
        (code, id): (&CaseCode, &RecordId),
    ) -> Result<SuccessionRow, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        match named_row(&mut transaction, request, (code, id)).await? {
            Some(row) => Ok(row),
            None => Err(refuse(transaction, request, (id.as_str(), "succession")).await?),
        }
    }

    /// The new lead's own grant and keys, in place of the old one's.
    async fn lead_instead(
        &self,
        open: &mut OpenCase<'_>,
        row: &SuccessionRow,
    ) -> Result<(), CaseworkError> {
        let now = open.request.second();
        let me = open.request.worker.account();
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE access_grant SET revoked_at = $1
                 WHERE case_code = $2 AND (holder = $3 OR (holder = $4 AND source IN ($5, $6)))
                   AND revoked_at IS NULL",
            )
            .bind(now)
            .bind(open.case.code.as_str())
            .bind(row.from.as_str())
            .bind(me)
            .bind(GrantSource::Succession.code())
            .bind(GrantSource::Deputy.code())
        )?;
        store::execute!(
            open.transaction,
            store::query("UPDATE case_file SET manager = $1 WHERE code = $2")
                .bind(me)
                .bind(open.case.code.as_str())
        )?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE case_code = $2 AND kind = 'name-lead' AND done_at IS NULL",
            )
            .bind(now)
            .bind(open.case.code.as_str())
        )?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE task SET worker = $1
                 WHERE case_code = $2 AND worker = $3 AND institution = $4 AND done_at IS NULL",
            )
            .bind(me)
            .bind(open.case.code.as_str())
            .bind(row.from.as_str())
            .bind(open.case.institution.as_str())
        )?;
        me.clone_into(&mut open.case.manager);
        let grant = GrantRow {
            holder: me,
            purpose: Purpose::CaseManagement,
            compartments: Compartment::ALL,
            source: GrantSource::Manager,
            reason: "case manager",
            ends_at: now + LEAD_DAYS * DAY,
        };
        self.insert_grant(open, &grant).await?;
        justice::hand_links_over(open, me, &*self.random).await?;
        justice::end_links_not_held(open, me).await?;
        for compartment in Compartment::ALL {
            self.seal_anew(open, *compartment).await?;
        }
        Ok(())
    }

    /// What nobody who is here can open is destroyed, and the part begins anew under a key of its own.
    async fn forget_justice(&self, open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
        store::execute!(
            open.transaction,
            store::query("DELETE FROM sealed_field WHERE subject = $1 AND compartment = $2")
                .bind(open.case.subject.as_str())
                .bind(Compartment::Justice.code())
        )?;
        let key = DataKey::fresh(&*self.random);
        open.need.begin(Compartment::Justice, key);
        Ok(())
    }
}

async fn named_row(
    transaction: &mut Transaction,
    request: Request<'_>,
    (code, id): (&CaseCode, &RecordId),
) -> Result<Option<SuccessionRow>, CaseworkError> {
    let row = succession_row(transaction, id).await?;
    let me = request.worker.account();
    Ok(row.filter(|row| row.case == *code && row.to == me))
}
