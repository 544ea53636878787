//! Custodians of keys, and one colleague who lost the passphrase: the request waits for two of them, and
//! the code that they are told by voice stands at the colleague's own inner door.

use crate::staff::PASSPHRASE;
use access::Actor;
use casework::{Casework, CaseworkError, Request, Worker};
use jiff::{SignedDuration, Timestamp};

/// How long ago the colleague asked.
const ASKED: SignedDuration = SignedDuration::from_hours(3);
/// The mark of the form.
const FORM: &str = "demonstration-recovery";

/// Plays it: the first of the staff and the two keepers beside her are custodians of the last's
/// key, and the three beside her of hers.
pub(crate) async fn play(
    casework: &Casework,
    (actors, staff): (&[Actor], &[Worker]),
    (began, now): (Timestamp, Timestamp),
) -> Result<(), CaseworkError> {
    let ([first, .., second, third, fourth, last], [.., lost]) = (staff, actors) else {
        return Ok(());
    };
    let named = [
        (last, [first, second, third]),
        (first, [second, third, fourth]),
    ];
    for (worker, three) in named {
        let request = Request { worker, now: began };
        let three = three.map(|one| one.account().to_owned());
        casework.custodians_name(request, &three).await?;
    }
    let asked = now.saturating_sub(ASKED).unwrap_or(now);
    casework.recovery_ask(lost, (PASSPHRASE, FORM), asked).await
}
