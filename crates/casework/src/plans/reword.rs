//! Putting a goal in other words. It is the person's own, so nobody is asked anew; what stood before is
//! kept, and whoever has not seen the last words changes nothing.

use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, fields,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

/// A goal in its new words.
#[derive(Debug)]
pub struct GoalRevision {
    /// Which goal.
    pub goal: RecordId,
    /// The version that was seen.
    pub version: i64,
    /// What the person wants to reach.
    pub text: SecretText,
}

impl Casework {
    /// Puts a goal in other words; gives its next version.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's goal;
    /// `plan-changed-meanwhile`, `field-invalid`.
    #[boxed]
    pub async fn goal_revise(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &GoalRevision,
    ) -> Result<i64, CaseworkError> {
        fields::check_text(&new.text)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let goal = new.goal.as_str();
        let row: Option<(i64,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT version FROM goal WHERE id = $1 AND case_code = $2")
                .bind(goal)
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        let (version,) = row.ok_or(CaseworkError::NotFound("goal"))?;
        let touched = store::execute!(
            open.transaction,
            store::query("UPDATE goal SET version = version + 1 WHERE id = $1 AND version = $2")
                .bind(goal)
                .bind(new.version)
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("plan-changed-meanwhile"));
        }
        let before = super::text::text(&mut open, (goal, Field::Goal)).await?;
        let old = record(goal, version);
        fields::put(&mut open, (&old, Field::Goal), &before, &*self.random).await?;
        fields::put(&mut open, (goal, Field::Goal), &new.text, &*self.random).await?;
        let more = json!({"goal": goal, "version": version + 1});
        open.log("goal-revised", ("goal", &more)).await?;
        open.commit().await?;
        Ok(version + 1)
    }
}

/// The record under which the words of an earlier version are sealed.
fn record(goal: &str, version: i64) -> String {
    format!("{goal}-{version}")
}

/// What a goal said before, the latest first.
pub(super) async fn earlier(
    open: &mut OpenCase<'_>,
    (goal, version): (&str, i64),
) -> Result<Vec<SecretText>, CaseworkError> {
    let mut texts = Vec::new();
    for number in (1..version).rev() {
        let place = record(goal, number);
        texts.extend(fields::get(open, (&place, Field::Goal)).await?);
    }
    Ok(texts)
}
