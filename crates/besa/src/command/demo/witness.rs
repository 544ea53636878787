//! The logs of the demonstration, signed and witnessed.

use crate::{
    Place,
    file::{Readers, replace},
    witnesses::key_file,
};
use access::OperatingSystemRandom;
use ledger::{CheckpointKey, WitnessKey, WitnessToken};
use store::Database;
use vocabulary::{Clock as _, SystemClock};
use zeroize::Zeroizing;

/// The key of a wing's log, its first checkpoint, and a witness who has signed that.
pub(super) async fn sign_and_witness(
    place: &Place,
    (database, is_table_wing): (&Database, bool),
) -> anyhow::Result<()> {
    let random = &OperatingSystemRandom;
    let wing = if is_table_wing { "table" } else { "committee" };
    let key = CheckpointKey::fresh(&format!("besa.example/{wing}"), random)?;
    let file = key_file(&place.directory, is_table_wing);
    let secret = Zeroizing::new(key.reveal());
    replace(&file, secret.as_bytes(), Readers::Owner)?;
    let public = key.verifier().to_string();
    replace(
        &file.with_extension("pub"),
        public.as_bytes(),
        Readers::Anybody,
    )?;
    let now = SystemClock.now();
    ledger::sign_daily(database, &key, now).await?;
    let witness = WitnessKey::fresh("npo.example", random)?;
    let entry = (
        &*witness.verifier().to_string(),
        &WitnessToken::fresh(random),
    );
    let entered = ledger::witness_add(database, entry, now).await?;
    if let Some(offer) = ledger::offer(database, (&entered, None), now).await? {
        let note = witness.sign(&offer.note, now)?;
        ledger::cosigned(database, (&entered, &note), now).await?;
    }
    Ok(())
}
