//! Formal identifications as the team sees them.

use super::FormalState;
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, casework::time, codes::stored,
    fields, grants::Need,
};
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// A formal identification, without its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormalIdentification {
    /// Its id.
    pub id: RecordId,
    /// Where it stands.
    pub state: FormalState,
    /// When the person asked.
    pub requested_at: Timestamp,
    /// The officer of the joint team.
    pub police: Option<String>,
    /// The social worker of the joint team.
    pub social_services: Option<String>,
    /// When it was last decided.
    pub decided_at: Option<Timestamp>,
    /// When the person was told.
    pub noticed_at: Option<Timestamp>,
}

type Row = (
    String,
    String,
    i64,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

impl Casework {
    /// The formal identifications of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    pub async fn formal_identifications(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<FormalIdentification>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            sqlx::query_as(
                "SELECT id, state, requested_at, police, social_services, decided_at, noticed_at
                 FROM formal_identification WHERE case_code = $1 ORDER BY requested_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(
                |(id, state, requested_at, police, social_services, decided_at, noticed_at)| {
                    Ok(FormalIdentification {
                        id: RecordId::stored(id),
                        state: stored(FormalState::from_code, &state)?,
                        requested_at: time(requested_at)?,
                        police,
                        social_services,
                        decided_at: decided_at.map(time).transpose()?,
                        noticed_at: noticed_at.map(time).transpose()?,
                    })
                },
            )
            .collect()
    }

    /// The reasons of the last outcome.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or when nothing was decided.
    pub async fn formal_reasons(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        formal: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let reasons = fields::get(&mut open, (formal.as_str(), Field::FormalReasons)).await?;
        let more = json!({"formal": formal.as_str()});
        open.log("formal-reasons-read", ("formal-reasons", &more))
            .await?;
        open.commit().await?;
        reasons.ok_or(CaseworkError::NotFound("formal"))
    }
}
