//! Meetings: the committee after each quarter, the technical table every second month.

use crate::{
    DemonstrationError, Stage,
    calendar::{after, day, name},
};
use access::{HoldMeeting, Scope};
use committee::meetings::{MeetingKind, NewMeeting, meeting_record};
use jiff::{Timestamp, tz::Offset};
use vocabulary::{Period, PeriodKind, PlaceCode};

/// Days from the end of a quarter to the committee's meeting on it.
pub(crate) const COMMITTEE_AFTER: i32 = 32;

/// Records the tables that a region held in a quarter: one in each even month.
pub(crate) async fn tables(
    stage: &mut Stage<'_>,
    region: &PlaceCode,
    quarter: Period,
) -> Result<(), DemonstrationError> {
    for month in quarter.parts(PeriodKind::Month) {
        if month.part() % 2 == 0 {
            let on = month.first_day().saturating_add(jiff::Span::new().days(19));
            let at = Offset::constant(1)
                .to_timestamp(on.at(10, 0, 0, 0))
                .unwrap_or(Timestamp::UNIX_EPOCH);
            let title = format!("Tryeza teknike, {} (sintetike)", name(month));
            let decisions = "U shqyrtuan raportet dhe mospërputhjet. (sintetike)";
            let words = (title, format!("TTAT-{month}"), decisions);
            record(stage, region, MeetingKind::TechnicalTable, words, at).await?;
        }
    }
    Ok(())
}

/// Records the committee's meeting on a quarter; `None` where it has not come yet.
pub(crate) async fn committee(
    stage: &mut Stage<'_>,
    region: &PlaceCode,
    quarter: Period,
) -> Result<Option<i64>, DemonstrationError> {
    let title = format!("Mbledhja e komitetit, {} (sintetike)", name(quarter));
    let decisions = "U miratuan raportet dhe shifrat e tremujorit. (sintetike)";
    let words = (title, format!("KRAT-{quarter}"), decisions);
    let at = after(quarter, COMMITTEE_AFTER, 0);
    record(stage, region, MeetingKind::Committee, words, at).await
}

async fn record(
    stage: &mut Stage<'_>,
    region: &PlaceCode,
    kind: MeetingKind,
    (title, reference, decisions): (String, String, &str),
    at: Timestamp,
) -> Result<Option<i64>, DemonstrationError> {
    if at > stage.now {
        return Ok(None);
    }
    let meeting = NewMeeting {
        place: region.clone(),
        kind,
        held_on: day(at),
        title,
        reference,
        decisions: decisions.to_owned(),
    };
    let actor = stage.cast.secretariat(region)?;
    let permit = actor.permit::<HoldMeeting>(Scope::regional(region.clone()))?;
    let when = (at, day(at));
    let id = meeting_record(stage.database, stage.catalogue, &permit, &meeting, when).await?;
    stage.summary.meetings += 1;
    Ok(Some(id))
}
