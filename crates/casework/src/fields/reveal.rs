//! Opening a sealed field: with a grant, for a reason, and never unlogged.

use super::Field;
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    grants::{Need, OpenCase},
    open_reason::open_reason,
    workers::Purpose,
};
use boxed::boxed;
use seal::{Sealed, SecretText};
use serde_json::json;

impl Casework {
    /// Opens one field of the person; `None` when it was never written. The text leaves only after
    /// the log's event is lasting.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on its compartment (logged); `reveal-reason-missing`, `text-holds-identifier`.
    #[boxed]
    pub async fn reveal(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (field, reason): (Field, &str),
    ) -> Result<Option<SecretText>, CaseworkError> {
        let reason = open_reason(reason, "reveal-reason-missing")?;
        let need = Need {
            compartments: &[field.compartment()],
            purposes: Purpose::ALL,
        };
        let mut open = self.open_case(request, code, need).await?;
        let record = open.case.subject.clone();
        let text = get(&mut open, (&record, field)).await?;
        let more = json!({"reason": reason, "found": text.is_some()});
        open.log("revealed", (field.code(), &more)).await?;
        open.commit().await?;
        Ok(text)
    }
}

/// Reads and opens; the caller logs and commits before anybody sees it.
pub(crate) async fn get(
    open: &mut OpenCase<'_>,
    (record, field): (&str, Field),
) -> Result<Option<SecretText>, CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT sealed FROM sealed_field WHERE record = $1 AND field = $2 AND subject = $3",
        )
        .bind(record)
        .bind(field.code())
        .bind(open.case.subject.as_str())
        .fetch_optional(connection)
    })?;
    row.map(|(bytes,)| {
        let sealed = Sealed::from_bytes(&bytes)?;
        open.need.open((record, field), &sealed)
    })
    .transpose()
}
