//! Three keepers of emergencies, and one opening that was asked for, opened, and waits for its review.

use casework::{Casework, CaseworkError, DangerKind, Request, Worker};
use jiff::Timestamp;

/// Plays it; the first of the staff manages, two work beside her and keep the key with her.
pub(crate) async fn play(
    casework: &Casework,
    staff: &[Worker],
    (began, now): (Timestamp, Timestamp),
) -> Result<(), CaseworkError> {
    let [manager, .., second, third, _, _] = staff else {
        return Ok(());
    };
    let by = |worker| Request { worker, now };
    let keepers = [manager, second, third].map(|one| one.account().to_owned());
    let then = |worker| Request { worker, now: began };
    let proposed = casework.emergency_keepers_propose(then(manager), &keepers);
    let proposed = proposed.await?;
    casework
        .emergency_keepers_confirm(then(second), &proposed)
        .await?;
    casework.emergency_cover(by(manager)).await?;
    let cases = casework.cases_of(by(manager)).await?;
    // The newest is the one in danger now.
    let own = cases.iter().find(|one| one.manager == manager.account());
    let Some(case) = own else {
        return Ok(());
    };
    let what = (
        "demonstration-emergency",
        DangerKind::Violence,
        "E ndjekin tani; drejtuesja nuk përgjigjet.",
    );
    let opening = casework.emergency_ask(by(second), &case.code, what).await?;
    casework.emergency_confirm(by(third), &opening).await
}
