//! Which log, and what stands around it: its key, checkpoints that others hold, and faults as text.

use crate::{Place, open::open, output::line, table};
use anyhow::Context;
use clap::Args;
use ledger::{Checkpoint, CheckpointVerifier, Fault};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use store::Database;

/// Which log.
#[derive(Args)]
pub(super) struct Log {
    #[command(flatten)]
    place: Place,
    /// The table wing's log instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// The log in a copy of an embedded database, as `besa backup` writes it. The copy is only read;
    /// nothing else of this program's data is needed.
    #[arg(long, value_name = "FILE", conflicts_with = "table_wing")]
    copy: Option<PathBuf>,
}

impl Log {
    /// Opens the database that the log is in.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub(super) async fn database(&self) -> anyhow::Result<Database> {
        if let Some(copy) = &self.copy {
            return Ok(Database::open_copy(copy).await?);
        }
        if self.table_wing {
            return table::open_database(&self.place).await;
        }
        Ok(open(&self.place).await?.database)
    }

    /// Where the key of this log lies where nothing else is said: in the folder of the data.
    pub(super) fn key_file(&self) -> PathBuf {
        key_file(&self.place, self.table_wing)
    }
}

/// Where the key of a log lies where nothing else is said.
pub(super) fn key_file(place: &Place, is_table_wing: bool) -> PathBuf {
    crate::witnesses::key_file(&place.directory, is_table_wing)
}

/// The public half beside a key.
pub(super) fn public_file(key: &Path) -> PathBuf {
    key.with_extension("pub")
}

/// Reads a public key: `NAME+HASH+KEY`, or a file that holds it.
///
/// # Errors
/// When it is none.
pub(super) fn verifier(given: &str) -> anyhow::Result<CheckpointVerifier> {
    if let Ok(verifier) = CheckpointVerifier::parse(given) {
        return Ok(verifier);
    }
    let text = read(Path::new(given)).context("not a public key, and not a file with one")?;
    CheckpointVerifier::parse(&text).with_context(|| format!("in {given}"))
}

/// Reads a checkpoint file and checks its signature.
///
/// # Errors
/// When it is none, of another log, changed, or not signed by that key.
pub(super) fn checkpoint(file: &Path, by: &CheckpointVerifier) -> anyhow::Result<Checkpoint> {
    let note = read(file)?;
    Checkpoint::open(&note, by).with_context(|| format!("in {}", file.display()))
}

/// Reads a text file.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Says what is wrong with a log, and where.
pub(super) fn report(fault: &Fault, is_json: bool) -> ExitCode {
    let text = fault.to_string();
    line(&if is_json {
        let row = fault.row();
        json!({"whole": false, "fault": fault.code(), "row": row, "message": text}).to_string()
    } else {
        format!("The log was tampered with: {text} (rows are counted from 0).")
    });
    ExitCode::from(1)
}
