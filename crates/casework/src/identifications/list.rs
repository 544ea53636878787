//! Formal identifications as the team sees them.

use super::FormalState;
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, casework::time, codes::stored,
    fields, grants::Need,
};
use boxed::boxed;
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
    /// Whether a psychologist takes part.
    pub with_psychologist: bool,
    /// Whether an interpreter takes part.
    pub with_interpreter: bool,
    /// Whether a guardian takes part.
    pub with_guardian: bool,
    /// When the team meets the person.
    pub meets_at: Option<Timestamp>,
    /// When it was last decided.
    pub decided_at: Option<Timestamp>,
    /// When the person was told.
    pub noticed_at: Option<Timestamp>,
}

store::row! {
    struct Row {
        id: String,
        state: String,
        requested_at: i64,
        police: Option<String>,
        social_services: Option<String>,
        psychologist: Option<i64>,
        interpreter: Option<i64>,
        guardian: Option<i64>,
        meets_at: Option<i64>,
        decided_at: Option<i64>,
        noticed_at: Option<i64>,
    }
}

impl Casework {
    /// The formal identifications of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn formal_identifications(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<FormalIdentification>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, state, requested_at, police, social_services, psychologist,
                    interpreter, guardian, meets_at, decided_at, noticed_at
                 FROM formal_identification WHERE case_code = $1 ORDER BY requested_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter().map(formal).collect()
    }

    /// The reasons of the last outcome.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or when nothing was decided.
    #[boxed]
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

fn formal(row: Row) -> Result<FormalIdentification, CaseworkError> {
    let takes_part = |stored: Option<i64>| stored.is_some_and(|one| one != 0);
    Ok(FormalIdentification {
        id: RecordId::stored(row.id),
        state: stored(FormalState::from_code, &row.state)?,
        requested_at: time(row.requested_at)?,
        police: row.police,
        social_services: row.social_services,
        with_psychologist: takes_part(row.psychologist),
        with_interpreter: takes_part(row.interpreter),
        with_guardian: takes_part(row.guardian),
        meets_at: row.meets_at.map(time).transpose()?,
        decided_at: row.decided_at.map(time).transpose()?,
        noticed_at: row.noticed_at.map(time).transpose()?,
    })
}
