//! Who works in the demonstration: a profession of each kind, at the institutions of one region, and
//! a social worker of another.

use access::Actor;
use casework::{Casework, CaseworkError, Profession, Worker};
use jiff::Timestamp;

/// Everybody's passphrase at the inner door. It guards nothing but invented people.
pub const PASSPHRASE: &str = "gjashte zogj ne dege";
/// The secret of everybody's second factor, to type into an authenticator app.
pub const SECRET: &str = "BESA DEMO BESA DEMO BESA DEMO BESA DEMO";
/// A recovery code of everybody's, good once for each.
pub const RECOVERY_CODE: &str = "DEMA-DEMA-DEM1";

/// A worker of the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct StaffMember {
    /// The institution, as the country package names it.
    pub institution: &'static str,
    /// What they are.
    pub profession: Profession,
}

const fn member(institution: &'static str, profession: Profession) -> StaffMember {
    StaffMember {
        institution,
        profession,
    }
}

/// Everybody; the first leads most cases, the seventh works in another region. The last five work beside
/// the first: two keep the emergency key with her, and one of them is the second person of a transfer;
/// the next has lost the passphrase, and the first is one of the custodians who bring it back; the last was
/// suspended, and a case waits for another lead.
pub const STAFF: [StaffMember; 12] = [
    member("AL-07.SOCIAL", Profession::SocialWorker),
    member("AL-07.POLICE", Profession::Police),
    member("AL-07.HEALTH", Profession::Clinician),
    member("AL-07.NPO", Profession::ShelterWorker),
    member("AL-07.PROSECUTOR", Profession::Prosecutor),
    member("AL-07.EDUCATION", Profession::OtherProfession),
    member("AL-06.SOCIAL", Profession::SocialWorker),
    member("AL-07.SOCIAL", Profession::SocialWorker),
    member("AL-07.SOCIAL", Profession::SocialWorker),
    member("AL-07.SOCIAL", Profession::OtherProfession),
    member("AL-07.SOCIAL", Profession::SocialWorker),
    member("AL-07.SOCIAL", Profession::SocialWorker),
];

/// How many of them stay; whoever comes after has left a case without a lead.
pub(crate) const STAYING: usize = 11;

/// Everybody inside, in the order of [`STAFF`].
pub(crate) async fn register(
    casework: &Casework,
    actors: &[Actor],
    at: Timestamp,
) -> Result<Vec<Worker>, CaseworkError> {
    let mut workers: Vec<Worker> = Vec::with_capacity(STAFF.len());
    for (actor, member) in actors.iter().zip(STAFF) {
        let profession = member.profession;
        match workers.first() {
            None => {
                casework
                    .worker_register_first(actor, profession, PASSPHRASE, at)
                    .await?;
            }
            Some(first) => {
                casework
                    .worker_register(first, actor, profession, PASSPHRASE, at)
                    .await?;
            }
        }
        workers.push(casework.enter(actor, PASSPHRASE, at).await?);
    }
    Ok(workers)
}
