//! `besa audit prove inclusion|consistency`

use super::log::{Log, checkpoint, public_file, read, verifier};
use crate::{
    file::{Readers, write_new},
    output::line,
};
use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use ledger::{CheckpointVerifier, Hash, leaf_hash};
use serde_json::{Value, json};
use std::{path::PathBuf, process::ExitCode};

/// What a proof that a row is in the log says it is.
pub(super) const INCLUSION: &str = "besa-audit-inclusion-1";
/// What a proof that a log continues an earlier one says it is.
pub(super) const CONSISTENCY: &str = "besa-audit-consistency-1";

/// Write a proof for somebody who holds a checkpoint and not the log.
///
/// A proof is a small JSON file with the checkpoints that it is about. `besa audit check` checks it
/// anywhere, with the public key and nothing else.
#[derive(Args)]
pub(super) struct Prove {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Inclusion(Inclusion),
    Consistency(Consistency),
}

#[derive(Args)]
struct Options {
    #[command(flatten)]
    log: Log,
    /// The public key of the checkpoints, or a file with it; otherwise the one in the folder of the
    /// data.
    #[arg(long, value_name = "KEY")]
    signed_by: Option<String>,
    /// The file to write; it must not exist. Otherwise the proof is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prove that a row, with all that it says, is in the log of a checkpoint.
///
/// For a person who asks who saw their file, or a court: it shows one row and nothing of the others.
///
///   besa audit prove inclusion 1204 --checkpoint 2026-11-29.checkpoint -o row.json
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Inclusion {
    #[command(flatten)]
    options: Options,
    /// The row, counted from 0.
    row: u64,
    /// The checkpoint of the log that it is in.
    #[arg(long, value_name = "FILE")]
    checkpoint: PathBuf,
}

/// Prove that the log of a later checkpoint continues the log of an earlier one, row by row.
///
/// For a witness, with each new checkpoint.
///
///   besa audit prove consistency 2026-11-22.checkpoint 2026-11-29.checkpoint -o week.json
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Consistency {
    #[command(flatten)]
    options: Options,
    /// The earlier checkpoint.
    earlier: PathBuf,
    /// The later checkpoint.
    later: PathBuf,
}

impl Prove {
    /// Runs the command.
    ///
    /// # Errors
    /// When a checkpoint is malformed, the log is not what the checkpoints were taken of, or the
    /// database fails.
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.what {
            What::Inclusion(inclusion) => inclusion.run().await,
            What::Consistency(consistency) => consistency.run().await,
        }
    }
}

impl Options {
    fn verifier(&self) -> anyhow::Result<CheckpointVerifier> {
        let by = match &self.signed_by {
            Some(given) => given.clone(),
            None => public_file(&self.log.key_file()).display().to_string(),
        };
        verifier(&by).context("name the public key of the checkpoints: --signed-by")
    }

    fn write(&self, proof: &Value) -> anyhow::Result<ExitCode> {
        let text = serde_json::to_string_pretty(proof)?;
        match &self.output {
            Some(file) => {
                write_new(file, format!("{text}\n").as_bytes(), Readers::Anybody)?;
                line(&format!("Written: {}", file.display()));
            }
            None => line(&text),
        }
        Ok(ExitCode::SUCCESS)
    }
}

const OTHER: &str =
    "the log here is not what the checkpoint was taken of: `besa audit verify` tells where";

impl Inclusion {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let by = self.options.verifier()?;
        let known = checkpoint(&self.checkpoint, &by)?;
        ensure!(
            self.row < known.size,
            "the checkpoint is of {} rows: the last is row {}",
            known.size,
            known.size.saturating_sub(1)
        );
        let database = self.options.log.database().await?;
        let next = i64::try_from(self.row).context("no such row")? + 1;
        let mut rows = ledger::event_list(&database, next, 1).await?;
        let row = rows.pop().context(OTHER)?;
        let proof = ledger::inclusion_proof(&database, self.row, known.size)
            .await
            .context(OTHER)?;
        let leaf = leaf_hash(&row.canonical_bytes());
        let is_proved = ledger::includes(known.into(), (self.row, leaf), &proof);
        ensure!(is_proved, OTHER);
        self.options.write(&json!({
            "proves": INCLUSION,
            "row": row,
            "path": hexadecimal(&proof),
            "checkpoint": read(&self.checkpoint)?,
        }))
    }
}

impl Consistency {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let by = self.options.verifier()?;
        let (earlier, later) = (
            checkpoint(&self.earlier, &by)?,
            checkpoint(&self.later, &by)?,
        );
        ensure!(
            0 < earlier.size && earlier.size <= later.size,
            "the earlier checkpoint has rows, and no more than the later one"
        );
        let database = self.options.log.database().await?;
        let proof = ledger::consistency_proof(&database, earlier.size, later.size)
            .await
            .context(OTHER)?;
        let is_proved = ledger::continues(earlier.into(), later.into(), &proof);
        ensure!(is_proved, OTHER);
        self.options.write(&json!({
            "proves": CONSISTENCY,
            "path": hexadecimal(&proof),
            "earlier": read(&self.earlier)?,
            "later": read(&self.later)?,
        }))
    }
}

fn hexadecimal(proof: &[Hash]) -> Vec<String> {
    proof.iter().map(Hash::to_string).collect()
}
