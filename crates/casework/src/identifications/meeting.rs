//! The day on which the joint team meets the person. It can be moved as often as the person needs.

use super::{FormalState, request::state_of};
use crate::{CaseCode, Casework, CaseworkError, RecordId, Request, casework::DAY, grants::Need};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

/// The furthest day, from now, in days.
const FURTHEST_DAYS: i64 = 366;

impl Casework {
    /// Sets the day of the meeting.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `formal-step-not-allowed` before the
    /// team is named and once it is decided, `formal-day-invalid` for a day that has passed or is
    /// more than a year away.
    #[boxed]
    pub async fn formal_meeting(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (formal, at): (&RecordId, Timestamp),
    ) -> Result<(), CaseworkError> {
        let second = at.as_second();
        let now = request.second();
        if second <= now || second > now + FURTHEST_DAYS * DAY {
            return Err(CaseworkError::Invalid("formal-day-invalid"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let state = state_of(&mut open, formal).await?;
        if !matches!(state, FormalState::Convened | FormalState::UnderReview) {
            return Err(CaseworkError::Refused("formal-step-not-allowed"));
        }
        store::execute!(
            open.transaction,
            store::query("UPDATE formal_identification SET meets_at = $1 WHERE id = $2")
                .bind(second)
                .bind(formal.as_str())
        )?;
        let more = json!({"formal": formal.as_str()});
        open.log("formal-meeting-set", ("", &more)).await?;
        open.commit().await
    }
}
