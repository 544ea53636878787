//! `besa audit key`

use super::log::{key_file, public_file};
use crate::{
    Place,
    file::{Readers, write_new},
    output::line,
};
use access::OperatingSystemRandom;
use anyhow::Context;
use clap::Args;
use ledger::{CheckpointKey, WitnessKey};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};
use zeroize::Zeroizing;

/// Make the key that signs the checkpoints of a log, once.
///
/// The secret half stays in a file that its owner alone may read, in the folder of the data or, better,
/// on a stick that is not always in the machine (--key). The public half is printed and written beside
/// it: give it to the witnesses in person. Whoever steals the secret half can sign a false checkpoint,
/// and cannot make it fit those that witnesses hold already. `besa backup` never copies it.
///
///   besa audit key kukes.example.al
///   besa audit key kukes.example.al --table-wing --key /mnt/stick/table.key --json
///   besa audit key npo.example.org --witness --key witness.key
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Key {
    #[command(flatten)]
    place: Place,
    /// The name that stands in every checkpoint, such as kukes.example.al; no blanks, no `+`.
    name: String,
    /// Of the table wing's log instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// Of a witness, who signs checkpoints of somebody else's log.
    #[arg(long, conflicts_with = "table_wing", requires = "key")]
    witness: bool,
    /// The file of the secret half; it must not exist.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Key {
    /// Runs the command.
    ///
    /// # Errors
    /// When the name is none or a file exists.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let (secret, public) = self.fresh()?;
        let file = match &self.key {
            Some(file) => file.clone(),
            None => key_file(&self.place, self.table_wing),
        };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        write_new(&file, secret.as_bytes(), Readers::Owner)?;
        write_new(
            &public_file(&file),
            format!("{public}\n").as_bytes(),
            Readers::Anybody,
        )?;
        line(&if self.json {
            json!({"public": public, "file": file}).to_string()
        } else {
            format!(
                "Written: {}\nPublic key, for everybody who checks: {public}",
                file.display()
            )
        });
        Ok(ExitCode::SUCCESS)
    }

    /// The secret half as it is written, and the public one.
    fn fresh(&self) -> anyhow::Result<(Zeroizing<String>, String)> {
        let random = &OperatingSystemRandom;
        if self.witness {
            let key = WitnessKey::fresh(&self.name, random)?;
            return Ok((
                Zeroizing::new(key.reveal() + "\n"),
                key.verifier().to_string(),
            ));
        }
        // Each log has a name of its own: a checkpoint of one must not pass for one of the other.
        let wing = if self.table_wing {
            "table"
        } else {
            "committee"
        };
        let key = CheckpointKey::fresh(&format!("{}/{wing}", self.name), random)?;
        Ok((
            Zeroizing::new(key.reveal() + "\n"),
            key.verifier().to_string(),
        ))
    }
}
