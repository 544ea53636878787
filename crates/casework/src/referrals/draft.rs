//! Drafting a referral: what is asked of whom, on which basis, with which fields.

use super::{ReferralKind, ReferralState, ReferralStep, Urgency, send::move_referral};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, Service,
    codes::joined_codes,
    disclosures, fields,
    grants::{Need, OpenCase},
    tasks::TaskKind,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use vocabulary::InstitutionCode;

/// A referral to draft.
#[derive(Debug)]
pub struct NewReferral {
    /// Made once for the form that was shown.
    pub request: String,
    /// What is asked for.
    pub service: Service,
    /// How far it goes.
    pub kind: ReferralKind,
    /// How fast it must be answered.
    pub urgency: Urgency,
    /// Of whom.
    pub recipient: InstitutionCode,
    /// The consent or legal basis that names the recipient.
    pub basis: RecordId,
    /// What the recipient is told: within the basis.
    pub fields: Vec<Field>,
    /// What the recipient must know to help, in a few words.
    pub note: SecretText,
    /// The rejected or recalled referral that this one follows.
    pub follows: Option<RecordId>,
}

impl Casework {
    /// Drafts a referral.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for a referral to follow that is
    /// not the case's; `referral-before-briefing` (emergency care and shelter excepted),
    /// `referral-kind-invalid`, `referral-not-over`, `disclosure-no-basis`,
    /// `disclosure-beyond-consent`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn referral_draft(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewReferral,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.note)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("referral", &new.request)).await? {
            return Ok(id);
        }
        if !new.service.is_emergency() {
            open.expect_briefed("referral-before-briefing")?;
        }
        let is_own = new.recipient.as_str() == request.worker.institution();
        if is_own != (new.kind == ReferralKind::Internal) {
            return Err(CaseworkError::Invalid("referral-kind-invalid"));
        }
        disclosures::usable(&mut open, &new.basis, (new.recipient.as_str(), &new.fields)).await?;
        if let Some(before) = &new.follows {
            expect_over(&mut open, before).await?;
            let done = (TaskKind::ReferAgain, before.as_str());
            self.task_done(&mut open, done).await?;
        }
        let id = RecordId::fresh(&*self.random);
        let shown = CaseCode::fresh(&*self.random);
        insert(&mut open, (&id, &shown), new).await?;
        let place = (id.as_str(), Field::ReferralNote);
        fields::put(&mut open, place, &new.note, &*self.random).await?;
        open.remember(("referral", &new.request), id.as_str())
            .await?;
        let more = json!({"referral": id.as_str(), "service": new.service.code(),
            "recipient": new.recipient.as_str()});
        open.log("referral-drafted", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// What a referral says beside the fields, for the sender's side.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for a referral of another case.
    #[boxed]
    pub async fn referral_note(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        referral: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let place = (referral.as_str(), Field::ReferralNote);
        let note = fields::get(&mut open, place).await?;
        let note = note.ok_or(CaseworkError::NotFound("referral"))?;
        let more = json!({"referral": referral.as_str()});
        open.log("referral-read", (Field::ReferralNote.code(), &more))
            .await?;
        open.commit().await?;
        Ok(note)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `referral-step-not-allowed`.
    #[boxed]
    pub async fn referral_discard(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        referral: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        move_referral(&mut open, (referral.as_str(), ReferralStep::Discard)).await?;
        let more = json!({"referral": referral.as_str()});
        open.log("referral-discarded", ("", &more)).await?;
        open.commit().await
    }
}

async fn expect_over(open: &mut OpenCase<'_>, before: &RecordId) -> Result<(), CaseworkError> {
    let row: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT state FROM referral WHERE id = $1 AND case_code = $2")
            .bind(before.as_str())
            .bind(open.case.code.as_str())
            .fetch_optional(connection)
    })?;
    let (state,) = row.ok_or(CaseworkError::NotFound("referral"))?;
    let state = crate::codes::stored(ReferralState::from_code, &state)?;
    matches!(state, ReferralState::Rejected | ReferralState::Recalled)
        .then_some(())
        .ok_or(CaseworkError::Refused("referral-not-over"))
}

async fn insert(
    open: &mut OpenCase<'_>,
    (id, shown): (&RecordId, &CaseCode),
    new: &NewReferral,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO referral (id, code, case_code, kind, service, urgency, recipient, basis,
                fields, state, follows, sender, sender_institution, drafted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(id.as_str())
        .bind(shown.as_str())
        .bind(open.case.code.as_str())
        .bind(new.kind.code())
        .bind(new.service.code())
        .bind(new.urgency.code())
        .bind(new.recipient.as_str())
        .bind(new.basis.as_str())
        .bind(joined_codes!(new.fields))
        .bind(ReferralState::Draft.code())
        .bind(new.follows.as_ref().map(RecordId::as_str))
        .bind(open.request.worker.account())
        .bind(open.request.worker.institution())
        .bind(open.request.second())
    )?;
    Ok(())
}
