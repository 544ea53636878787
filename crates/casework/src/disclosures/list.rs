//! What was agreed to and what was told, for the team and for the person: codes, never contents.

use super::{BasisKind, BasisState, DisclosurePurpose, DisclosureState};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::time,
    codes::{split_codes, stored},
    grants::Need,
};
use boxed::boxed;
use jiff::Timestamp;

/// A consent or a legal basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureBasis {
    /// Its id.
    pub id: RecordId,
    /// Consent or law.
    pub kind: BasisKind,
    /// Where it stands.
    pub state: BasisState,
    /// For what.
    pub purpose: DisclosurePurpose,
    /// To which institution.
    pub recipient: String,
    /// What it allows.
    pub fields: Vec<Field>,
    /// What was refused by name.
    pub refused: Vec<Field>,
    /// The form of a consent, or the ground of a legal basis, by its code.
    pub how: String,
    /// The language of a consent, or the article of a legal basis.
    pub detail: String,
    /// Whether a guardian agreed.
    pub with_guardian: bool,
    /// Whether the person was told of a legal basis.
    pub person_told: bool,
    /// The account of who recorded or proposed it.
    pub proposed_by: String,
    /// Who decided on a legal basis.
    pub approved_by: Option<String>,
    /// Since when.
    pub begins_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// Whether something may be told on it now: a child's consent wants a guardian's, also where the
    /// person was taken for an adult when it was given.
    pub is_usable: bool,
    /// Whether a guardian's yes is missing.
    pub wants_guardian: bool,
}

/// Something that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its id.
    pub id: RecordId,
    /// Its code, as the recipient knows it.
    pub code: String,
    /// On which basis.
    pub basis: RecordId,
    /// To which institution.
    pub recipient: String,
    /// What it held.
    pub fields: Vec<Field>,
    /// Where it stands.
    pub state: DisclosureState,
    /// When it was sent.
    pub sent_at: Timestamp,
}

store::row! {
    struct BasisRow {
        id: String,
        kind: String,
        state: String,
        purpose: String,
        recipient: String,
        fields: String,
        refused: String,
        how: String,
        where_from: String,
        guardian: i64,
        person_told: i64,
        proposed_by: String,
        approved_by: Option<String>,
        begins_at: i64,
        expires_at: i64,
    }
}

type Row = (String, String, String, String, String, String, i64);

impl Casework {
    /// Every consent, refusal and legal basis of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn disclosure_bases(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<DisclosureBasis>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<BasisRow> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, kind, state, purpose, recipient, fields, refused, how, where_from,
                    guardian, person_told, proposed_by, approved_by, begins_at, expires_at
                 FROM disclosure_basis WHERE case_code = $1 ORDER BY begins_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        let as_child = open.case.age.is_protected_as_child();
        rows.into_iter()
            .map(|row| {
                let state = stored(BasisState::from_code, &row.state)?;
                let kind = stored(BasisKind::from_code, &row.kind)?;
                let wants_guardian = kind == BasisKind::Consent && as_child && row.guardian == 0;
                Ok(DisclosureBasis {
                    id: RecordId::stored(row.id),
                    kind,
                    state,
                    purpose: stored(DisclosurePurpose::from_code, &row.purpose)?,
                    recipient: row.recipient,
                    fields: split_codes(&row.fields, Field::from_code)?,
                    refused: split_codes(&row.refused, Field::from_code)?,
                    how: row.how,
                    detail: row.where_from,
                    with_guardian: row.guardian != 0,
                    person_told: row.person_told != 0,
                    proposed_by: row.proposed_by,
                    approved_by: row.approved_by,
                    begins_at: time(row.begins_at)?,
                    expires_at: time(row.expires_at)?,
                    is_usable: state == BasisState::InForce
                        && row.expires_at > request.second()
                        && !wants_guardian,
                    wants_guardian,
                })
            })
            .collect()
    }

    /// Everything that was told about a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn disclosures(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Disclosure>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, code, basis, recipient, fields, state, sent_at FROM disclosure
                 WHERE case_code = $1 ORDER BY sent_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, code, basis, recipient, fields, state, sent_at)| {
                Ok(Disclosure {
                    id: RecordId::stored(id),
                    code,
                    basis: RecordId::stored(basis),
                    recipient,
                    fields: split_codes(&fields, Field::from_code)?,
                    state: stored(DisclosureState::from_code, &state)?,
                    sent_at: time(sent_at)?,
                })
            })
            .collect()
    }
}
