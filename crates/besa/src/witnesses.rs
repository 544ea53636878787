//! Both audit logs and their witnesses while the server runs: a checkpoint a day of each log whose key
//! lies in the folder of the data, and the door where witnesses fetch it.

use crate::{Place, open::Office, table};
use ledger::{CheckpointKey, Daily};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use store::Database;
use vocabulary::Clock;
use web_witness::WitnessDoor;
use zeroize::Zeroizing;

/// One log: its name in addresses, its database, and the file of its key.
struct Log {
    name: &'static str,
    database: Database,
    key: PathBuf,
}

/// The logs of an office.
pub struct Logs([Log; 2]);

/// The file of the key that signs the checkpoints of a log, where nothing else is said.
#[must_use]
pub fn key_file(directory: &Path, is_table_wing: bool) -> PathBuf {
    directory.join(if is_table_wing {
        "audit-table.key"
    } else {
        "audit-committee.key"
    })
}

impl Logs {
    /// Opens them.
    ///
    /// # Errors
    /// When the table wing's database cannot be opened.
    pub async fn open(place: &Place, office: &Office) -> anyhow::Result<Self> {
        Ok(Self([
            Log {
                name: "committee",
                database: office.database.clone(),
                key: key_file(&place.directory, false),
            },
            Log {
                name: "table",
                database: table::open_database(place).await?,
                key: key_file(&place.directory, true),
            },
        ]))
    }

    /// Where witnesses fetch checkpoints.
    #[must_use]
    pub fn door(&self, clock: Arc<dyn Clock>) -> WitnessDoor {
        let logs = self.0.iter();
        WitnessDoor::new(logs.map(|log| (log.name, log.database.clone())), clock)
    }

    /// Signs the checkpoint of the day of each log that has a key here. What fails is tried again.
    pub async fn sign_daily(&self, clock: &dyn Clock) {
        for log in &self.0 {
            match log.sign(clock).await {
                Ok(None | Some(Daily::AlreadySigned)) => {}
                Ok(Some(Daily::Signed(rows))) => {
                    tracing::info!(log = log.name, rows, "signed the checkpoint of the day");
                }
                Ok(Some(Daily::Tampered(fault))) => {
                    tracing::error!(log = log.name, "the audit log was tampered with: {fault}");
                }
                Err(error) => {
                    tracing::error!(log = log.name, "no checkpoint was signed: {error:#}");
                }
            }
        }
    }
}

impl Log {
    async fn sign(&self, clock: &dyn Clock) -> anyhow::Result<Option<Daily>> {
        if !self.key.exists() {
            return Ok(None);
        }
        let secret = Zeroizing::new(std::fs::read_to_string(&self.key)?);
        let key = CheckpointKey::parse(&secret)?;
        Ok(Some(
            ledger::sign_daily(&self.database, &key, clock.now()).await?,
        ))
    }
}
