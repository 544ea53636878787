//! One alarm to be seen: a colleague who tries the codes of cases that are not theirs, and is refused
//! each time. The first of the staff and another colleague look at alarms.

use casework::{AlarmKind, Casework, CaseworkError, Request, Worker};
use jiff::{SignedDuration, Timestamp};

/// Plays it; two work beside the first of the staff.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    now: Timestamp,
) -> Result<(), CaseworkError> {
    let [manager, .., curious, second, _, _] = staff else {
        return Ok(());
    };
    let at = now
        .saturating_sub(SignedDuration::from_mins(20))
        .unwrap_or(now);
    let by = |worker| Request { worker, now: at };
    let watchers = [manager, second].map(|one| one.account().to_owned());
    let named = casework
        .alarm_watchers_propose(by(manager), &watchers)
        .await?;
    casework.alarm_watchers_confirm(by(second), &named).await?;
    let own = casework.cases_of(by(curious)).await?;
    let cases = casework.cases_of(by(manager)).await?;
    let strange = cases
        .iter()
        .filter(|case| own.iter().all(|one| one.code != case.code));
    let mut refused = 0;
    for case in strange {
        if refused == AlarmKind::REFUSALS_AN_HOUR {
            break;
        }
        // Not found is what is meant to happen here.
        match casework.case_view(by(curious), &case.code).await {
            Err(CaseworkError::NotFound(_)) => refused += 1,
            Err(other) => return Err(other),
            Ok(_) => {}
        }
    }
    Ok(())
}
