//! Changing a draft before it is sent: its help, urgency, fields and note, and, of those who have room
//! for the person now, whom they chose. What was sent is never changed, only called back.

use super::{ReferralState, Urgency};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, Service,
    codes::{joined_codes, stored},
    disclosures, fields,
    grants::{Need, OpenCase},
    providers,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

/// A draft in its new words.
#[derive(Debug)]
pub struct DraftRevision {
    /// Which draft.
    pub referral: RecordId,
    /// The version that was seen.
    pub version: i64,
    /// What is asked for.
    pub service: Service,
    /// How fast it must be answered.
    pub urgency: Urgency,
    /// What the recipient is told: within the basis.
    pub fields: Vec<Field>,
    /// What the recipient must know to help.
    pub note: SecretText,
}

/// A draft as it stands.
struct Draft {
    service: Service,
    recipient: String,
    basis: RecordId,
}

impl Casework {
    /// Puts a draft in other words; gives its next version. Whoever was chosen for another kind of help
    /// is chosen no longer.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for a referral of another case;
    /// `referral-step-not-allowed` once it was sent, `referral-changed-meanwhile`, and what
    /// [`Casework::referral_draft`] refuses.
    #[boxed]
    pub async fn referral_revise(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &DraftRevision,
    ) -> Result<i64, CaseworkError> {
        fields::check_text(&new.note)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let draft = seen(&mut open, (&new.referral, new.version)).await?;
        if !new.service.is_emergency() {
            open.expect_briefed("referral-before-briefing")?;
        }
        let to = (draft.recipient.as_str(), new.fields.as_slice());
        disclosures::usable(&mut open, &draft.basis, to).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE referral SET service = $1, urgency = $2, fields = $3,
                    version = version + 1,
                    provider = CASE WHEN service = $1 THEN provider END
                 WHERE id = $4",
            )
            .bind(new.service.code())
            .bind(new.urgency.code())
            .bind(joined_codes!(new.fields))
            .bind(new.referral.as_str())
        )?;
        let place = (new.referral.as_str(), Field::ReferralNote);
        fields::put(&mut open, place, &new.note, &*self.random).await?;
        let more = json!({"referral": new.referral.as_str(), "version": new.version + 1});
        open.log("referral-revised", (Field::ReferralNote.code(), &more))
            .await?;
        open.commit().await?;
        Ok(new.version + 1)
    }

    /// Keeps which of the recipient's offers with room the person chose; gives the draft's next version.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, for a referral of another case, or for no
    /// such provider; `referral-step-not-allowed` once it was sent, `referral-changed-meanwhile`,
    /// `provider-other-service` for another kind of help or another institution's.
    #[boxed]
    pub async fn referral_choose(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (referral, version, provider): (&RecordId, i64, &RecordId),
    ) -> Result<i64, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let draft = seen(&mut open, (referral, version)).await?;
        let offered = providers::offer_of(&mut open.transaction, provider).await?;
        if offered != (draft.service, draft.recipient) {
            return Err(CaseworkError::Refused("provider-other-service"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE referral SET provider = $1, version = version + 1 WHERE id = $2")
                .bind(provider.as_str())
                .bind(referral.as_str())
        )?;
        let more = json!({"referral": referral.as_str(), "provider": provider.as_str()});
        open.log("provider-chosen", ("", &more)).await?;
        open.commit().await?;
        Ok(version + 1)
    }
}

/// A draft of the open case, as long as nobody changed it since it was seen.
async fn seen(
    open: &mut OpenCase<'_>,
    (referral, version): (&RecordId, i64),
) -> Result<Draft, CaseworkError> {
    let row: Option<(String, String, String, String, i64)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT service, recipient, basis, state, version FROM referral
             WHERE id = $1 AND case_code = $2",
        )
        .bind(referral.as_str())
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let (service, recipient, basis, state, now) = row.ok_or(CaseworkError::NotFound("referral"))?;
    if stored(ReferralState::from_code, &state)? != ReferralState::Draft {
        return Err(CaseworkError::Refused("referral-step-not-allowed"));
    }
    if now != version {
        return Err(CaseworkError::Refused("referral-changed-meanwhile"));
    }
    Ok(Draft {
        service: stored(Service::from_code, &service)?,
        recipient,
        basis: RecordId::stored(basis),
    })
}
