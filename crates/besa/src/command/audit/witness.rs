//! `besa audit witness`

use super::{
    check,
    log::{checkpoint, read, verifier, write_new},
};
use crate::output::line;
use anyhow::{Context, bail, ensure};
use clap::Args;
use ledger::{Checkpoint, CheckpointVerifier, WitnessKey};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vocabulary::{Clock as _, SystemClock};
use zeroize::Zeroizing;

/// As a witness: sign a checkpoint too, once a proof shows that it continues the one held so far.
///
/// Make a key of your own once: `besa audit key NAME --witness --key FILE`. The log's keeper sends each
/// new checkpoint with a proof (`besa audit prove consistency OLD NEW`). You keep what this command
/// writes, and give a copy back. It needs no database.
///
///   besa audit witness first.checkpoint --first --signed-by kukes.pub --key witness.key -o held.checkpoint
///   besa audit witness new.checkpoint --held held.checkpoint --proof week.json --signed-by kukes.pub --key witness.key -o next.checkpoint
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Witness {
    /// The new checkpoint.
    checkpoint: PathBuf,
    /// The public key of the log, or a file with it.
    #[arg(long, value_name = "KEY")]
    signed_by: String,
    /// The witness' own key.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The checkpoint that the witness has held so far.
    #[arg(
        long,
        value_name = "CHECKPOINT",
        requires = "proof",
        required_unless_present = "first"
    )]
    held: Option<PathBuf>,
    /// The proof that the new one continues it.
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
    /// It is the first checkpoint of this log that the witness gets.
    #[arg(long, conflicts_with_all = ["held", "proof"])]
    first: bool,
    /// The file to write; it must not exist.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Witness {
    /// Runs the command.
    ///
    /// # Errors
    /// When a checkpoint or key is malformed or the proof is of other checkpoints.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let by = verifier(&self.signed_by)?;
        let secret = Zeroizing::new(read(&self.key)?);
        let key = WitnessKey::parse(&secret).context("make a key: besa audit key --witness")?;
        let new = checkpoint(&self.checkpoint, &by)?;
        if let Some(held) = &self.held {
            let proof = self.proof.as_deref().context("give --proof")?;
            let held = checkpoint(held, &by)?;
            if !is_continued(proof, &by, (held, new))? {
                return Ok(self.refuse(held, new));
            }
        }
        let signed = key.sign(&read(&self.checkpoint)?, SystemClock.now())?;
        write_new(&self.output, &signed, false)?;
        let file = self.output.display();
        line(&if self.json {
            json!({"signed": true, "size": new.size, "file": self.output}).to_string()
        } else {
            format!("Signed: {file}. Keep it, and give a copy back.")
        });
        Ok(ExitCode::SUCCESS)
    }

    fn refuse(&self, held: Checkpoint, new: Checkpoint) -> ExitCode {
        line(&if self.json {
            json!({"signed": false, "held": held.size, "size": new.size}).to_string()
        } else {
            format!(
                "Not signed: nothing proves that the log of {} rows continues the one of {} rows. \
                 Keep both checkpoints and ask its keeper.",
                new.size, held.size
            )
        });
        ExitCode::from(1)
    }
}

/// Whether the new checkpoint continues the held one: the proof is about exactly these two and holds.
fn is_continued(
    proof: &Path,
    by: &CheckpointVerifier,
    (held, new): (Checkpoint, Checkpoint),
) -> anyhow::Result<bool> {
    let checked = check::open(&read(proof)?, by)?;
    let Some(earlier) = checked.earlier else {
        bail!("this proof is about a row: `besa audit prove consistency` writes the other kind");
    };
    ensure!(
        earlier == held && checked.later == new,
        "this proof is about other checkpoints"
    );
    Ok(checked.holds)
}
