//! One person in two seats: a social worker of the region's services who works for the NPO too. Each
//! seat has a case of its own, and neither shows the other's.

use crate::staff::{PASSPHRASE, STAFF};
use access::Actor;
use casework::{
    Age, Casework, CaseworkError, Channel, ConcernSource, Field, NewConcern, Profession, Request,
    SecretText, Worker,
};
use jiff::Timestamp;
use vocabulary::PlaceCode;

/// The institutions of the two seats: the one that most of the staff work for, and the NPO.
pub const TWO_BODIES: [&str; 2] = ["AL-07.SOCIAL", "AL-07.NPO"];

/// Registers one person at both institutions, each by a colleague there, and lets both seats take a
/// concern in. `staff` stands for [`STAFF`], `both` is the person acting for each of [`TWO_BODIES`].
///
/// # Errors
/// When an actor acts for another institution or nobody works there, the person works here already, or
/// the database fails; what was written until then stays.
pub async fn load_two_seats(
    casework: &Casework,
    (staff, both): (&[Actor], &[Actor; 2]),
    now: Timestamp,
) -> Result<(), CaseworkError> {
    for (actor, institution) in both.iter().zip(TWO_BODIES) {
        let mut there = staff.iter().zip(STAFF);
        let colleague = there.find(|(_, member)| member.institution == institution);
        let (colleague, _) = colleague.ok_or(CaseworkError::NotFound("worker"))?;
        let by = casework.enter(colleague, PASSPHRASE, now).await?;
        let profession = Profession::SocialWorker;
        casework
            .worker_register(&by, actor, profession, PASSPHRASE, now)
            .await?;
        let worker = casework.enter(actor, PASSPHRASE, now).await?;
        let new = concern(&worker)?;
        let request = Request {
            worker: &worker,
            now,
        };
        casework.concern_take_in(request, &new).await?;
    }
    Ok(())
}

fn concern(worker: &Worker) -> Result<NewConcern, CaseworkError> {
    let is_npo = worker.institution() == TWO_BODIES[1];
    let told = if is_npo {
        "Një grua telefonoi natën te OJF-ja; nuk do që bashkia ta dijë ende."
    } else {
        "Një shoqe thotë se një vajzë nuk vjen në shkollë prej dy javësh."
    };
    Ok(NewConcern {
        request: format!("demonstration-two-seats-{}", worker.institution()),
        source: if is_npo {
            ConcernSource::Hotline
        } else {
            ConcernSource::Friend
        },
        channel: Channel::Telephone,
        region: PlaceCode::parse("AL-07").map_err(|_| CaseworkError::Corrupt("region"))?,
        age: if is_npo { Age::Adult } else { Age::Child },
        danger_now: false,
        manager: worker.account().to_owned(),
        told: vec![(Field::Concern, SecretText::new(told))],
    })
}
