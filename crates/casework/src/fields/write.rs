//! Writing a sealed field.

use super::Field;
use crate::{
    CaseCode, Casework, CaseworkError, Request, duplicates,
    grants::{Need, OpenCase},
    workers::Purpose,
};
use boxed::boxed;
use seal::{Sealed, SecretText};
use serde_json::Value;
use store::Transaction;
use vocabulary::RandomSource;

/// The longest text of a field, in bytes.
const MOST_BYTES: usize = 32 * 1024;

impl Casework {
    /// Writes a field of the person. What was there before is replaced, and cannot be brought back.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on its compartment; `field-invalid` for an empty
    /// or too long text, or a field that another function writes.
    #[boxed]
    pub async fn field_write(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (field, text): (Field, &SecretText),
    ) -> Result<(), CaseworkError> {
        field.expect_of_person()?;
        check_text(text)?;
        let need = Need {
            compartments: &[field.compartment()],
            purposes: Purpose::WORKING,
        };
        let mut open = self.open_case(request, code, need).await?;
        let subject = open.case.subject.clone();
        put(&mut open, (&subject, field), text, &*self.random).await?;
        duplicates::index(&mut open, (field, text), &self.settings.dialling_code).await?;
        open.log("field-written", (field.code(), &Value::Null))
            .await?;
        open.commit().await
    }
}

pub(crate) fn check_text(text: &SecretText) -> Result<(), CaseworkError> {
    let text = text.expose();
    if text.trim().is_empty() || text.len() > MOST_BYTES {
        return Err(CaseworkError::Invalid("field-invalid"));
    }
    Ok(())
}

/// Seals and stores; the caller logs.
pub(crate) async fn put(
    open: &mut OpenCase<'_>,
    (record, field): (&str, Field),
    text: &SecretText,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let sealed = open.need.seal((record, field), text, random)?;
    let subject = open.case.subject.clone();
    insert(&mut open.transaction, (&subject, record, field), &sealed).await
}

/// Stores a sealed value of a subject: a person, or a package.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    (subject, record, field): (&str, &str, Field),
    sealed: &Sealed<SecretText>,
) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO sealed_field (record, field, subject, compartment, sealed)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (record, field) DO UPDATE SET sealed = excluded.sealed",
        )
        .bind(record)
        .bind(field.code())
        .bind(subject)
        .bind(field.compartment().code())
        .bind(sealed.to_bytes())
    )?;
    Ok(())
}
