//! `besa audit verify`

use super::log::{Log, checkpoint, public_file, read, report, verifier};
use crate::output::line;
use anyhow::{Context, ensure};
use clap::Args;
use ledger::WitnessVerifier;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Check every row of a log, and that it continues what witnesses hold.
///
/// Without a checkpoint nobody can tell whether rows were cut off the end or everything was written
/// anew: give one that somebody else kept. Ends with 1 when anything is wrong, and says what and where:
/// rows deleted, a row changed, rows reordered, rows forged with their hashes, the end cut off, or
/// everything written anew.
///
///   besa audit verify
///   besa audit verify --checkpoint 2026-11-22.checkpoint --signed-by kukes.pub
///   besa audit verify --copy committee.db --checkpoint 2026-11-22.checkpoint --signed-by kukes.pub --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Verify {
    #[command(flatten)]
    log: Log,
    /// A checkpoint that somebody kept; may be given more than once.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// The public key of the checkpoints, or a file with it; otherwise the one in the folder of the
    /// data, which a forger of the log could have changed.
    #[arg(long, value_name = "KEY")]
    signed_by: Option<String>,
    /// The public key of a witness, or a file with it: each checkpoint must carry that witness' signature.
    #[arg(long, value_name = "KEY", requires = "checkpoint")]
    witnessed_by: Vec<String>,
    /// A head that was kept earlier, as SIZE:ROOT.
    #[arg(long)]
    head: Vec<String>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Runs the command.
    ///
    /// # Errors
    /// When a checkpoint, a key or a head is malformed, or the database fails.
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        let mut kept = Vec::new();
        for head in &self.head {
            kept.push(parse(head)?);
        }
        if !self.checkpoint.is_empty() {
            let by = match &self.signed_by {
                Some(given) => given.clone(),
                None => public_file(&self.log.key_file()).display().to_string(),
            };
            let by =
                verifier(&by).context("name the public key of the checkpoints: --signed-by")?;
            for file in &self.checkpoint {
                kept.push(checkpoint(file, &by)?.into());
                for key in &self.witnessed_by {
                    witnessed(file, key)?;
                }
            }
        }
        let held = kept.len();
        match ledger::verify(&self.log.database().await?, kept).await? {
            Ok(head) => {
                let root = head.root().to_string();
                line(&if self.json {
                    json!({"whole": true, "size": head.size(), "root": root, "continues": held})
                        .to_string()
                } else if held == 0 {
                    format!("The log is whole. Keep this head: {}:{root}", head.size())
                } else {
                    format!(
                        "The log is whole and continues what was kept ({held}). Its head: {}:{root}",
                        head.size()
                    )
                });
                Ok(ExitCode::SUCCESS)
            }
            Err(fault) => Ok(report(&fault, self.json)),
        }
    }
}

/// Refuses a checkpoint that a witness did not sign.
fn witnessed(file: &Path, key: &str) -> anyhow::Result<()> {
    let witness = WitnessVerifier::parse(key).or_else(|_| {
        let text = read(Path::new(key)).context("not a witness' key, and not a file with one")?;
        WitnessVerifier::parse(&text).with_context(|| format!("in {key}"))
    })?;
    ensure!(
        witness.witnessed(&read(file)?).is_some(),
        "{} is not signed by {}",
        file.display(),
        witness.name()
    );
    Ok(())
}

fn parse(text: &str) -> anyhow::Result<(u64, ledger::Hash)> {
    let (size, root) = text
        .split_once(':')
        .context("a head is written SIZE:ROOT")?;
    let root = ledger::Hash::parse(root).context("the root has 64 hexadecimal digits")?;
    Ok((size.parse().context("the size is a number")?, root))
}
