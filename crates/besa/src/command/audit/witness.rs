//! `besa audit witness`

use super::{
    check,
    fetch::Source,
    log::{checkpoint, read, verifier},
};
use crate::{
    file::{Readers, replace, write_new},
    output::line,
};
use anyhow::{Context, bail, ensure};
use clap::Args;
use ledger::{Checkpoint, CheckpointVerifier, Hash, WitnessKey};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vocabulary::{Clock as _, SystemClock};
use zeroize::Zeroizing;

/// As a witness: sign a checkpoint too, once a proof shows that it continues the one held so far.
///
/// Make a key of your own once: `besa audit key NAME --witness --key FILE`. Give its public half to the
/// log's keeper, who gives you a token. From then on one command a day fetches, checks, signs, keeps what
/// it signed in place of what was held, and gives the signature back. It needs no database.
///
///   besa audit witness --from https://besa.example.al/witness/table --token token.txt --held held.checkpoint --signed-by kukes.pub --key witness.key
///
/// Without a line to the server the keeper sends each new checkpoint with a proof (`besa audit prove
/// consistency OLD NEW`), and you give a copy of what this command writes back:
///
///   besa audit witness first.checkpoint --first --signed-by kukes.pub --key witness.key -o held.checkpoint
///   besa audit witness new.checkpoint --held held.checkpoint --proof week.json --signed-by kukes.pub --key witness.key -o next.checkpoint
///
/// Ends with 1 when nothing proves that the log continues: then keep both checkpoints.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Witness {
    /// The new checkpoint.
    #[arg(required_unless_present = "from", requires = "output")]
    checkpoint: Option<PathBuf>,
    /// Where the server offers it: https://HOST/witness/committee or …/witness/table.
    #[arg(long, value_name = "URL", requires_all = ["token", "held"],
        conflicts_with_all = ["checkpoint", "proof", "first", "output"])]
    from: Option<String>,
    /// The file with the token that the log's keeper gave.
    #[arg(long, value_name = "FILE", requires = "from")]
    token: Option<PathBuf>,
    /// The public key of the log, or a file with it.
    #[arg(long, value_name = "KEY")]
    signed_by: String,
    /// The witness' own key.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The checkpoint that the witness has held so far. With --from it is made at the first time and
    /// replaced each time.
    #[arg(long, value_name = "CHECKPOINT", required_unless_present = "first")]
    held: Option<PathBuf>,
    /// The proof that the new one continues it.
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
    /// It is the first checkpoint of this log that the witness gets.
    #[arg(long, conflicts_with_all = ["held", "proof"])]
    first: bool,
    /// The file to write; it must not exist.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Witness {
    /// Runs the command.
    ///
    /// # Errors
    /// When a checkpoint or key is malformed, the proof is of other checkpoints, or the server does not
    /// answer.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let by = verifier(&self.signed_by)?;
        let secret = Zeroizing::new(read(&self.key)?);
        let key = WitnessKey::parse(&secret).context("make a key: besa audit key --witness")?;
        if let Some(from) = &self.from {
            return self.fetch(&Source::parse(from)?, (&by, &key));
        }
        let file = self.checkpoint.as_deref().context("give a checkpoint")?;
        let output = self.output.as_deref().context("give --output")?;
        let new = checkpoint(file, &by)?;
        if let Some(held) = &self.held {
            let proof = self.proof.as_deref().context("give --proof")?;
            let held = checkpoint(held, &by)?;
            if !is_continued(proof, &by, (held, new))? {
                return Ok(self.refuse(held, new));
            }
        }
        let signed = key.sign(&read(file)?, SystemClock.now())?;
        write_new(output, signed.as_bytes(), Readers::Anybody)?;
        self.done(new, output);
        Ok(ExitCode::SUCCESS)
    }

    /// Fetches the newest checkpoint, signs it when it continues what is held, and gives it back.
    fn fetch(
        &self,
        source: &Source,
        (by, key): (&CheckpointVerifier, &WitnessKey),
    ) -> anyhow::Result<ExitCode> {
        let held_file = self.held.as_deref().context("give --held")?;
        let token = self.token.as_deref().context("give --token")?;
        let token = Zeroizing::new(read(token)?);
        let held = held_file.exists().then(|| checkpoint(held_file, by));
        let held = held.transpose()?;
        let below = held.map_or_else(
            || "/checkpoint".to_owned(),
            |held| format!("/checkpoint?since={}", held.size),
        );
        let answer = source.ask(("GET", &below), (token.trim(), ""))?;
        if answer.status != 200 {
            bail!("the server said {}: {}", answer.status, said(&answer.text));
        }
        let (note, path) = offered(&answer.text)?;
        let new = Checkpoint::open(&note, by).context("what the server offers")?;
        if let Some(held) = held
            && !continues(held, new, &path)
        {
            let refused = held_file.with_extension("refused");
            replace(&refused, note.as_bytes(), Readers::Anybody)?;
            return Ok(self.refuse(held, new));
        }
        let signed = key.sign(&note, SystemClock.now())?;
        replace(held_file, signed.as_bytes(), Readers::Anybody)?;
        let answer = source.ask(("POST", "/cosigned"), (token.trim(), &signed))?;
        if answer.status != 200 {
            bail!(
                "signed and kept, but the server did not take it back, {}: {}",
                answer.status,
                said(&answer.text)
            );
        }
        self.done(new, held_file);
        Ok(ExitCode::SUCCESS)
    }

    fn done(&self, new: Checkpoint, file: &Path) {
        line(&if self.json {
            json!({"signed": true, "size": new.size, "file": file}).to_string()
        } else if self.from.is_some() {
            let file = file.display();
            format!("Signed and given back: {} rows. Kept: {file}", new.size)
        } else {
            format!("Signed: {}. Keep it, and give a copy back.", file.display())
        });
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

/// Whether a log continues another by a path of hashes; of one size they must be the same.
fn continues(held: Checkpoint, new: Checkpoint, path: &[Hash]) -> bool {
    if held.size == new.size {
        return held == new;
    }
    held.size < new.size && ledger::continues(held.into(), new.into(), path)
}

/// Checkpoint and path of an answer.
fn offered(text: &str) -> anyhow::Result<(String, Vec<Hash>)> {
    let what = "the server answers with no checkpoint: is the address right?";
    let answer: Value = serde_json::from_str(text).context(what)?;
    let note = answer["checkpoint"].as_str().context(what)?.to_owned();
    let path = answer["path"].as_array().context(what)?.iter();
    let path: Option<Vec<Hash>> = path
        .map(|hash| hash.as_str().and_then(Hash::parse))
        .collect();
    Ok((note, path.context(what)?))
}

/// What a server said of a refusal, as far as it can be shown.
fn said(text: &str) -> String {
    let answer: Result<Value, _> = serde_json::from_str(text);
    let message = answer
        .ok()
        .and_then(|answer| answer["message"].as_str().map(str::to_owned));
    let message = message.unwrap_or_else(|| "is the address right?".to_owned());
    message
        .chars()
        .filter(|letter| !letter.is_control())
        .take(300)
        .collect()
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
