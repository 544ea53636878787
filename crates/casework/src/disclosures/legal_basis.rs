//! The only way without consent: a named ground with its article, which a second person stands for.

use super::{
    BasisKind, BasisState, BasisStep, DisclosureTerms, LegalGround,
    consent::move_basis,
    terms::{self, BasisRow},
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, codes::joined_codes, fields,
    grants::Need, workers::is_same_person,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

/// A legal basis to propose.
#[derive(Debug)]
pub struct NewLegalBasis {
    /// Made once for the form that was shown.
    pub request: String,
    /// What it allows.
    pub terms: DisclosureTerms,
    /// The ground.
    pub ground: LegalGround,
    /// The article, such as `Law 124/2024, art. 8(1)(d)`: at most 60 characters, with its number.
    pub article: String,
    /// Whether the person was told.
    pub person_told: bool,
    /// Why it is needed, and why the person was not told.
    pub reason: SecretText,
}

const LONGEST_ARTICLE: usize = 60;

impl Casework {
    /// Proposes a legal basis. Nothing may be told on it before somebody else approves.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `basis-article-invalid`,
    /// `disclosure-field-missing`, `disclosure-end-invalid`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn legal_basis_propose(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewLegalBasis,
    ) -> Result<RecordId, CaseworkError> {
        new.terms.check(request)?;
        fields::check_text(&new.reason)?;
        if new.terms.fields.is_empty() {
            return Err(CaseworkError::Invalid("disclosure-field-missing"));
        }
        let article = new.article.trim();
        let has_number = article.chars().any(|letter| letter.is_ascii_digit());
        if !has_number || article.chars().count() > LONGEST_ARTICLE {
            return Err(CaseworkError::Invalid("basis-article-invalid"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("legal-basis", &new.request)).await? {
            return Ok(id);
        }
        let id = RecordId::fresh(&*self.random);
        let row = BasisRow {
            kind: BasisKind::Law,
            state: BasisState::Proposed,
            terms: &new.terms,
            refused: &[],
            how: new.ground.code(),
            where_from: article,
            with_guardian: false,
            person_told: new.person_told,
        };
        terms::insert(&mut open, &id, &row).await?;
        let place = (id.as_str(), Field::BasisReason);
        fields::put(&mut open, place, &new.reason, &*self.random).await?;
        open.remember(("legal-basis", &new.request), id.as_str())
            .await?;
        let more = json!({"basis": id.as_str(), "ground": new.ground.code(), "article": article,
            "recipient": new.terms.recipient.as_str()});
        open.log("basis-proposed", (&joined_codes!(new.terms.fields), &more))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Why a legal basis is needed, for whoever decides on it.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for a basis of another case or one
    /// that is a consent.
    #[boxed]
    pub async fn legal_basis_reason(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        basis: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let place = (basis.as_str(), Field::BasisReason);
        let reason = fields::get(&mut open, place).await?;
        let reason = reason.ok_or(CaseworkError::NotFound("basis"))?;
        let more = json!({"basis": basis.as_str()});
        open.log("basis-read", (Field::BasisReason.code(), &more))
            .await?;
        open.commit().await?;
        Ok(reason)
    }

    /// Approves or declines a proposed legal basis: somebody else than who proposed it, with a grant
    /// to manage the case.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `basis-two-people`,
    /// `disclosure-basis-over`.
    #[boxed]
    pub async fn legal_basis_decide(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (basis, approve): (&RecordId, bool),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let step = if approve {
            BasisStep::Approve
        } else {
            BasisStep::Decline
        };
        let proposed_by = move_basis(&mut open, (basis, step)).await?;
        if is_same_person(&proposed_by, request.worker.account()) {
            return Err(CaseworkError::Refused("basis-two-people"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE disclosure_basis SET approved_by = $1 WHERE id = $2")
                .bind(request.worker.account())
                .bind(basis.as_str())
        )?;
        let more = json!({"basis": basis.as_str(), "approved": approve});
        open.log("basis-decided", ("", &more)).await?;
        open.commit().await
    }
}
