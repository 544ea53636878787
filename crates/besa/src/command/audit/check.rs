//! `besa audit check`

use super::{
    log::{read, verifier},
    prove::{CONSISTENCY, INCLUSION},
};
use crate::output::line;
use anyhow::{Context, bail};
use clap::Args;
use ledger::{Checkpoint, CheckpointVerifier, Event, Hash, leaf_hash};
use serde_json::{Value, json};
use std::{path::PathBuf, process::ExitCode};

/// Check a proof of `besa audit prove`, with the public key of the log and nothing else.
///
/// Of a row it prints what the row says. Ends with 1 when the proof does not hold.
///
///   besa audit check row.json --signed-by kukes.pub
///   besa audit check week.json --signed-by kukes.pub --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// The proof.
    proof: PathBuf,
    /// The public key of the checkpoints in it, or a file with it.
    #[arg(long, value_name = "KEY")]
    signed_by: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// A checked proof: whether it holds, and the later of its checkpoints.
pub(super) struct Checked {
    /// Whether it holds.
    pub holds: bool,
    /// The row that it is about.
    pub row: Option<Event>,
    /// The earlier checkpoint of two.
    pub earlier: Option<Checkpoint>,
    /// The checkpoint that it leads to.
    pub later: Checkpoint,
}

impl Check {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file is no proof, or its checkpoints are not signed by that key.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let by = verifier(&self.signed_by)?;
        let checked = open(&read(&self.proof)?, &by)
            .with_context(|| format!("in {}", self.proof.display()))?;
        let size = checked.later.size;
        let text = match (&checked.row, &checked.earlier) {
            _ if !checked.holds => "The proof does not hold.".to_owned(),
            (Some(row), _) => {
                let row = serde_json::to_string(row)?;
                format!("The row is in the log of {size} rows: {row}")
            }
            (None, Some(earlier)) => format!(
                "The log of {size} rows continues the log of {} rows.",
                earlier.size
            ),
            (None, None) => bail!("the proof is about nothing"),
        };
        line(&if self.json {
            json!({"holds": checked.holds, "size": size, "row": checked.row,
                "earlier": checked.earlier.map(|earlier| earlier.size)})
            .to_string()
        } else {
            text
        });
        Ok(ExitCode::from(u8::from(!checked.holds)))
    }
}

/// Reads a proof and checks it.
///
/// # Errors
/// When it is none, or a checkpoint in it is not signed by that key.
pub(super) fn open(text: &str, by: &CheckpointVerifier) -> anyhow::Result<Checked> {
    let proof: Value = serde_json::from_str(text).context("this is no proof")?;
    let note = |name: &str| {
        let text = proof[name].as_str();
        let text = text.with_context(|| format!("this is no proof: `{name}` is missing"))?;
        anyhow::Ok(Checkpoint::open(text, by)?)
    };
    let path = proof["path"].as_array();
    let path = path.context("this is no proof: `path` is missing")?;
    let hash = |value: &Value| value.as_str().and_then(Hash::parse);
    let path: Option<Vec<Hash>> = path.iter().map(hash).collect();
    let path = path.context("the path is made of hashes of 64 hexadecimal digits")?;
    match proof["proves"].as_str() {
        Some(INCLUSION) => {
            let row: Event =
                serde_json::from_value(proof["row"].clone()).context("the row is none")?;
            let later = note("checkpoint")?;
            let place = u64::try_from(row.sequence).context("the row has no place")?;
            let leaf = leaf_hash(&row.canonical_bytes());
            Ok(Checked {
                holds: ledger::includes(later.into(), (place, leaf), &path),
                row: Some(row),
                earlier: None,
                later,
            })
        }
        Some(CONSISTENCY) => {
            let (earlier, later) = (note("earlier")?, note("later")?);
            Ok(Checked {
                holds: ledger::continues(earlier.into(), later.into(), &path),
                row: None,
                earlier: Some(earlier),
                later,
            })
        }
        _ => bail!("this is no proof that this program knows"),
    }
}
