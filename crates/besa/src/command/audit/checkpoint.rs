//! `besa audit checkpoint`

use super::log::{Log, checkpoint, read, report};
use crate::{
    file::{Readers, write_new},
    output::line,
};
use anyhow::Context;
use clap::Args;
use ledger::{Checkpoint, CheckpointKey};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};
use zeroize::Zeroizing;

/// Check the whole log, then sign its size and root for witnesses.
///
/// A log that was tampered with is not signed; the command says where and ends with 1. The text is a
/// C2SP checkpoint in a signed note, which the tools of other transparency logs read too. It tells
/// nothing but the number of rows.
///
///   besa audit checkpoint -o 2026-11-29.checkpoint
///   besa audit checkpoint --since 2026-11-22.checkpoint --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct SignCheckpoint {
    #[command(flatten)]
    log: Log,
    /// The key to sign with, made by `besa audit key`.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Earlier checkpoints of the same key, which the log must continue.
    #[arg(long, value_name = "CHECKPOINT")]
    since: Vec<PathBuf>,
    /// The file to write; it must not exist. Otherwise the checkpoint is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl SignCheckpoint {
    /// Runs the command.
    ///
    /// # Errors
    /// When the key or an earlier checkpoint cannot be read, or the database fails.
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        let file = match &self.key {
            Some(file) => file.clone(),
            None => self.log.key_file(),
        };
        let secret =
            Zeroizing::new(read(&file).context("make the key first: besa audit key NAME")?);
        let key =
            CheckpointKey::parse(&secret).with_context(|| format!("in {}", file.display()))?;
        let mut kept = Vec::with_capacity(self.since.len());
        for earlier in &self.since {
            kept.push(checkpoint(earlier, &key.verifier())?.into());
        }
        let head = match ledger::verify(&self.log.database().await?, kept).await? {
            Ok(head) => head,
            Err(fault) => return Ok(report(&fault, self.json)),
        };
        let note = Checkpoint::sign(&head, &key);
        if let Some(output) = &self.output {
            write_new(output, note.as_bytes(), Readers::Anybody)?;
        }
        match (&self.output, self.json) {
            (_, true) => {
                let root = head.root().to_string();
                let said = json!({"size": head.size(), "root": root, "checkpoint": note});
                line(&said.to_string());
            }
            (Some(output), false) => line(&format!("Written: {}", output.display())),
            (None, false) => line(note.trim_end()),
        }
        Ok(ExitCode::SUCCESS)
    }
}
