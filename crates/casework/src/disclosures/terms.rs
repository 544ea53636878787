//! What a basis allows: to whom, for what, which fields, until when.

use super::{BasisKind, BasisState, DisclosurePurpose};
use crate::{
    CaseworkError, Field, RecordId, Request,
    casework::DAY,
    codes::{joined_codes, split_codes, stored},
    grants::OpenCase,
};
use jiff::Timestamp;
use vocabulary::InstitutionCode;

/// What is agreed, or demanded by law.
#[derive(Debug, Clone)]
pub struct DisclosureTerms {
    /// For what.
    pub purpose: DisclosurePurpose,
    /// To whom: one institution.
    pub recipient: InstitutionCode,
    /// Which fields, and no other.
    pub fields: Vec<Field>,
    /// Until when: within a year.
    pub expires_at: Timestamp,
}

/// The longest time that a basis holds, in days.
const LONGEST_DAYS: i64 = 366;

impl DisclosureTerms {
    pub(super) fn check(&self, request: Request<'_>) -> Result<(), CaseworkError> {
        let expires_at = self.expires_at.as_second();
        if expires_at <= request.second() || expires_at > request.second() + LONGEST_DAYS * DAY {
            return Err(CaseworkError::Invalid("disclosure-end-invalid"));
        }
        self.fields
            .iter()
            .try_for_each(|field| field.expect_of_person())
    }
}

/// How a basis is written.
pub(super) struct BasisRow<'a> {
    pub kind: BasisKind,
    pub state: BasisState,
    pub terms: &'a DisclosureTerms,
    pub refused: &'a [Field],
    /// Form and language of a consent; ground and article of a law.
    pub how: &'a str,
    pub where_from: &'a str,
    pub with_guardian: bool,
    pub person_told: bool,
}

pub(super) async fn insert(
    open: &mut OpenCase<'_>,
    id: &RecordId,
    row: &BasisRow<'_>,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO disclosure_basis (id, case_code, kind, state, purpose, recipient, fields,
                refused, how, where_from, guardian, person_told, proposed_by, begins_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(id.as_str())
        .bind(open.case.code.as_str())
        .bind(row.kind.code())
        .bind(row.state.code())
        .bind(row.terms.purpose.code())
        .bind(row.terms.recipient.as_str())
        .bind(joined_codes!(row.terms.fields))
        .bind(joined_codes!(row.refused))
        .bind(row.how)
        .bind(row.where_from)
        .bind(i64::from(row.with_guardian))
        .bind(i64::from(row.person_told))
        .bind(open.request.worker.account())
        .bind(open.request.second())
        .bind(row.terms.expires_at.as_second())
    )?;
    Ok(())
}

type BasisTerms = (String, String, String, i64, String, i64);

/// Lets a disclosure go on only within a basis of this case that is in force and in date.
pub(crate) async fn usable(
    open: &mut OpenCase<'_>,
    basis: &RecordId,
    (recipient, fields): (&str, &[Field]),
) -> Result<(), CaseworkError> {
    let row: Option<BasisTerms> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT state, recipient, fields, expires_at, kind, guardian FROM disclosure_basis
             WHERE id = $1 AND case_code = $2",
        )
        .bind(basis.as_str())
        .bind(open.case.code.as_str())
        .fetch_optional(connection)
    })?;
    let none = || CaseworkError::Refused("disclosure-no-basis");
    let (state, agreed_recipient, agreed, expires_at, kind, guardian) = row.ok_or_else(none)?;
    let state = stored(BasisState::from_code, &state)?;
    let is_in_date = expires_at > open.request.second();
    if state != BasisState::InForce || !is_in_date || agreed_recipient != recipient {
        return Err(none());
    }
    // Whoever was taken for an adult may turn out to be a child: then it is asked for anew.
    if stored(BasisKind::from_code, &kind)? == BasisKind::Consent {
        open.expect_guardian(guardian != 0, "consent-guardian-missing")
            .await?;
    }
    let agreed = split_codes(&agreed, Field::from_code)?;
    let is_within = fields.iter().all(|field| agreed.contains(field));
    is_within
        .then_some(())
        .ok_or(CaseworkError::Refused("disclosure-beyond-consent"))
}
