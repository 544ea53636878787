//! Consent: given for one recipient, one purpose, exact fields, a time; refused in parts; taken back
//! at any moment, without a reason and without a form.

use super::{
    BASIS_TABLE, BasisKind, BasisState, BasisStep, ConsentForm, DisclosureTerms, recall,
    terms::{self, BasisRow},
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    codes::{joined_codes, stored},
    grants::{Need, OpenCase},
    justice,
    machine::next,
};
use boxed::boxed;
use serde_json::json;

/// A consent as it was given.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// Made once for the form that was shown.
    pub request: String,
    /// What was agreed to. No fields: everything was refused, and that is kept.
    pub terms: DisclosureTerms,
    /// What was refused by name.
    pub refused: Vec<Field>,
    /// How it was given.
    pub form: ConsentForm,
    /// The language in which it was explained, as an ISO 639 code.
    pub language: String,
    /// Whether a guardian agreed: needed for a child and for unknown age.
    pub guardian_agrees: bool,
    /// Whether the person agreed: a child too.
    pub person_agrees: bool,
}

impl Casework {
    /// Records a consent, or a refusal of everything.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `consent-before-briefing`,
    /// `consent-person-missing`, `consent-guardian-missing`, `guardian-unsuitable`,
    /// `consent-field-both`,
    /// `disclosure-end-invalid`, `field-invalid`, `briefing-language-invalid`, `request-missing`.
    #[boxed]
    pub async fn consent_give(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewConsent,
    ) -> Result<RecordId, CaseworkError> {
        new.terms.check(request)?;
        crate::briefing::check_language(&new.language)?;
        let both = |field: &Field| new.terms.fields.contains(field);
        if new.refused.iter().any(both) {
            return Err(CaseworkError::Invalid("consent-field-both"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("consent", &new.request)).await? {
            return Ok(id);
        }
        open.expect_briefed("consent-before-briefing")?;
        let is_agreed = !new.terms.fields.is_empty();
        if is_agreed && !new.person_agrees {
            return Err(CaseworkError::Refused("consent-person-missing"));
        }
        if is_agreed {
            let refusal = "consent-guardian-missing";
            open.expect_guardian(new.guardian_agrees, refusal).await?;
        }
        let id = RecordId::fresh(&*self.random);
        let row = BasisRow {
            kind: BasisKind::Consent,
            state: if is_agreed {
                BasisState::InForce
            } else {
                BasisState::Refused
            },
            terms: &new.terms,
            refused: &new.refused,
            how: new.form.code(),
            where_from: &new.language,
            with_guardian: new.guardian_agrees,
            person_told: true,
        };
        terms::insert(&mut open, &id, &row).await?;
        open.remember(("consent", &new.request), id.as_str())
            .await?;
        let kind = if is_agreed {
            "consent-given"
        } else {
            "consent-refused"
        };
        let more = json!({"basis": id.as_str(), "recipient": new.terms.recipient.as_str()});
        open.log(kind, (&joined_codes!(new.terms.fields), &more))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Takes a consent or a legal basis back. Use stops in the same moment, and every recipient is
    /// asked to destroy what it was told, until it says so.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `disclosure-basis-over`.
    #[boxed]
    pub async fn basis_withdraw(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        basis: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        move_basis(&mut open, (basis, BasisStep::Withdraw)).await?;
        let sent: Vec<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT id FROM disclosure WHERE basis = $1 AND state = 'sent' ORDER BY id")
                .bind(basis.as_str())
                .fetch_all(connection)
        })?;
        for (disclosure,) in &sent {
            recall(self, &mut open, disclosure).await?;
        }
        justice::end_links_of_basis(&mut open, basis).await?;
        let more = json!({"basis": basis.as_str(), "recalled": sent.len()});
        open.log("basis-withdrawn", ("", &more)).await?;
        open.commit().await
    }
}

/// Moves a basis of the open case by the table.
pub(super) async fn move_basis(
    open: &mut OpenCase<'_>,
    (basis, step): (&RecordId, BasisStep),
) -> Result<String, CaseworkError> {
    let row: Option<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT state, proposed_by FROM disclosure_basis WHERE id = $1 AND case_code = $2",
        )
        .bind(basis.as_str())
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let (state, proposed_by) = row.ok_or(CaseworkError::NotFound("basis"))?;
    let state = stored(BasisState::from_code, &state)?;
    let after = next(BASIS_TABLE, state, step);
    let after = after.ok_or(CaseworkError::Refused("disclosure-basis-over"))?;
    store::execute!(
        open.transaction,
        store::query("UPDATE disclosure_basis SET state = $1, ended_at = $2 WHERE id = $3")
            .bind(after.code())
            .bind((after != BasisState::InForce).then(|| open.request.second()))
            .bind(basis.as_str())
    )?;
    Ok(proposed_by)
}
