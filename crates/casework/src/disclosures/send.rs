//! Sending: checks the basis, opens exactly the fields told, and seals them for the recipient.

use super::{DisclosureState, package, terms};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    codes::joined_codes,
    fields,
    grants::{Need, OpenCase},
    workers::Purpose,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use vocabulary::InstitutionCode;

/// Something to tell.
#[derive(Debug, Clone)]
pub struct NewDisclosure {
    /// Made once for the form that was shown: a second click tells nothing twice.
    pub request: String,
    /// The consent or legal basis that names the recipient.
    pub basis: RecordId,
    /// To which institution.
    pub recipient: InstitutionCode,
    /// What is told: within the basis.
    pub fields: Vec<Field>,
}

/// What is told to whom.
pub(crate) struct Parcel<'a> {
    pub basis: &'a RecordId,
    pub recipient: &'a str,
    pub fields: &'a [Field],
    pub note: Option<SecretText>,
}

impl Casework {
    /// Tells the recipient of a basis some of the fields that it allows. Fields that were never
    /// written are left out.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on all those fields; `disclosure-no-basis`,
    /// `disclosure-beyond-consent`, `disclosure-no-receiver`, `disclosure-field-missing`,
    /// `request-missing`.
    #[boxed]
    pub async fn disclosure_send(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewDisclosure,
    ) -> Result<RecordId, CaseworkError> {
        if new.fields.is_empty() {
            return Err(CaseworkError::Invalid("disclosure-field-missing"));
        }
        let need = Need {
            compartments: &package::compartments_of(&new.fields),
            purposes: &[Purpose::CaseManagement, Purpose::Service],
        };
        let mut open = self.open_case(request, code, need).await?;
        if let Some(id) = open.made_before(("disclosure", &new.request)).await? {
            return Ok(id);
        }
        let parcel = Parcel {
            basis: &new.basis,
            recipient: new.recipient.as_str(),
            fields: &new.fields,
            note: None,
        };
        let id = send(self, &mut open, parcel).await?;
        open.remember(("disclosure", &new.request), id.as_str())
            .await?;
        open.commit().await?;
        Ok(id)
    }
}

/// Sends within an open case, whose need must cover the fields; the caller commits.
pub(crate) async fn send(
    wing: &Casework,
    open: &mut OpenCase<'_>,
    parcel: Parcel<'_>,
) -> Result<RecordId, CaseworkError> {
    terms::usable(open, parcel.basis, (parcel.recipient, parcel.fields)).await?;
    let subject = open.case.subject.clone();
    let mut texts = Vec::with_capacity(parcel.fields.len() + 1);
    for field in parcel.fields {
        if let Some(text) = fields::get(open, (&subject, *field)).await? {
            texts.push((*field, text));
        }
    }
    let told: Vec<Field> = texts.iter().map(|(field, _)| *field).collect();
    texts.extend(parcel.note.map(|note| (Field::ReferralNote, note)));
    let parts: Vec<Field> = texts.iter().map(|(field, _)| *field).collect();
    let able = (parcel.recipient, package::compartments_of(&parts));
    let able = package::receivers(open, (able.0, &able.1)).await?;
    let id = RecordId::fresh(&*wing.random);
    package::pack(open, (id.as_str(), &able), &texts, &*wing.random).await?;
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO disclosure (id, code, case_code, basis, recipient, fields, state, sent_by,
                sent_from, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id.as_str())
        .bind(CaseCode::fresh(&*wing.random).as_str())
        .bind(open.case.code.as_str())
        .bind(parcel.basis.as_str())
        .bind(parcel.recipient)
        .bind(joined_codes!(told))
        .bind(DisclosureState::Sent.code())
        .bind(open.request.worker.account())
        .bind(open.request.worker.institution())
        .bind(open.request.second())
    )?;
    let more = json!({"disclosure": id.as_str(), "recipient": parcel.recipient,
        "basis": parcel.basis.as_str()});
    open.log("disclosed", (&joined_codes!(told), &more)).await?;
    Ok(id)
}
