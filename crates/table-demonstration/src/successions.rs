//! A social worker who left: a colleague suspended them yesterday, and the case that they led waits for two
//! people to name another lead. A deputy holds the whole case, and may be named.

use casework::{
    Age, Casework, CaseworkError, Channel, ConcernSource, Field, FirstHelp, HelpAnswer, NewConcern,
    Request, SecretText, Worker,
};
use jiff::{SignedDuration, Timestamp};
use vocabulary::PlaceCode;

/// Who of the staff suspends, and who stands in.
const COLLEAGUE: usize = 7;
const DEPUTY: usize = 8;

/// Plays it, where somebody leaves.
pub(crate) async fn play(
    casework: &Casework,
    (staff, leaving): (&[Worker], &[Worker]),
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let ([leaver, ..], Some(colleague), Some(deputy)) =
        (leaving, staff.get(COLLEAGUE), staff.get(DEPUTY))
    else {
        return Ok(());
    };
    let before = |hours| {
        now.saturating_sub(SignedDuration::from_hours(hours))
            .unwrap_or(now)
    };
    let leading = |hours| Request {
        worker: leaver,
        now: before(hours),
    };
    let region = PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Invalid("region"))?;
    let new = NewConcern {
        request: "demo-left".to_owned(),
        source: ConcernSource::Hotline,
        channel: Channel::Telephone,
        region,
        age: Age::Adult,
        danger_now: false,
        manager: leaver.account().to_owned(),
        told: vec![(Field::Name, SecretText::new("Sintetike Njëzetekatër"))],
    };
    let code = casework.concern_take_in(leading(60), &new).await?;
    let offered = FirstHelp::AT_ONCE.map(|item| (item, HelpAnswer::HelpAccepted));
    let kept = casework.first_help_record(leading(58), &code, &offered);
    kept.await?;
    let until = now
        .saturating_add(SignedDuration::from_hours(24 * 30))
        .unwrap_or(now);
    let what = (deputy.account(), until);
    casework.deputy_name(leading(50), &code, what).await?;
    casework
        .worker_suspend(colleague, leaver.account(), before(20))
        .await?;
    Ok(())
}
