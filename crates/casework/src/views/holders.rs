//! Who may know what of a case, for whoever leads it.

use crate::{
    CaseCode, Casework, CaseworkError, Compartment, GrantSource, Purpose, Request,
    casework::time,
    codes::{split_codes, stored},
    grants::Need,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::Value;

/// A grant that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The worker's account.
    pub holder: String,
    /// What the knowledge is needed for.
    pub purpose: Purpose,
    /// What it opens.
    pub compartments: Vec<Compartment>,
    /// Where it comes from.
    pub source: GrantSource,
    /// Why it was given.
    pub reason: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Everybody with a grant, and everybody who was shut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHolders {
    /// Grants that hold now, by account.
    pub grants: Vec<Holder>,
    /// Accounts that were shut out for good.
    pub denied: Vec<String>,
}

type Row = (String, String, String, String, String, i64);

impl Casework {
    /// Who holds what on a case now.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant.
    #[boxed]
    pub async fn case_holders(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<CaseHolders, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT holder, purpose, compartments, source, reason, ends_at FROM access_grant
                 WHERE case_code = $1 AND revoked_at IS NULL AND ends_at > $2
                 ORDER BY holder, id",
            )
            .bind(code.as_str())
            .bind(request.second())
            .fetch_all(connection)
        })?;
        let denied: Vec<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT holder FROM access_denial WHERE case_code = $1 ORDER BY holder")
                .bind(code.as_str())
                .fetch_all(connection)
        })?;
        open.log("holders-viewed", ("", &Value::Null)).await?;
        open.commit().await?;
        let grants: Result<_, CaseworkError> = rows.into_iter().map(holder).collect();
        Ok(CaseHolders {
            grants: grants?,
            denied: denied.into_iter().map(|(holder,)| holder).collect(),
        })
    }
}

fn holder((holder, purpose, opens, source, reason, ends_at): Row) -> Result<Holder, CaseworkError> {
    Ok(Holder {
        holder,
        purpose: stored(Purpose::from_code, &purpose)?,
        compartments: split_codes(&opens, Compartment::from_code)?,
        source: stored(GrantSource::from_code, &source)?,
        reason,
        ends_at: time(ends_at)?,
    })
}
