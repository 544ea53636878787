//! `besa audit key|checkpoint|verify|prove|check|witness|witnesses`

mod check;
mod checkpoint;
mod fetch;
mod key;
mod log;
mod prove;
mod verify;
mod witness;
mod witnesses;

use clap::{Args, Subcommand};
use std::process::ExitCode;

/// The audit log: sign its state for witnesses, and find out whether anybody rewrote it.
///
/// Each wing keeps a log of who did what, when. Its owner could rewrite all of it, so others hold
/// checkpoints: its size and root on a day, signed. Once: `besa audit key NAME`, and the public key goes
/// to the witnesses, such as the Office of the National Coordinator and one NPO. With the key there
/// `besa serve` signs a checkpoint each day; `besa audit witnesses add` gives each witness a token, and
/// `besa audit witness --from URL` fetches, checks and signs. Without a line between them:
/// `besa audit checkpoint`, and the short text goes by mail or on paper. Whenever anybody doubts:
/// `besa audit verify --checkpoint FILE` on the server or, with --copy, on a copy of the database
/// anywhere else. It names the first row that was deleted, changed, moved or cut off.
#[derive(Args)]
pub struct Audit {
    #[command(subcommand)]
    verb: Verb,
}

// The help of each verb stands at its own type.
#[derive(Subcommand)]
enum Verb {
    Key(key::Key),
    Checkpoint(checkpoint::SignCheckpoint),
    Verify(verify::Verify),
    Prove(prove::Prove),
    Check(check::Check),
    Witness(witness::Witness),
    Witnesses(witnesses::Witnesses),
}

impl Audit {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::Key(key) => key.run(),
            Verb::Checkpoint(checkpoint) => checkpoint.run().await,
            Verb::Verify(verify) => verify.run().await,
            Verb::Prove(prove) => prove.run().await,
            Verb::Check(check) => check.run(),
            Verb::Witness(witness) => witness.run(),
            Verb::Witnesses(witnesses) => witnesses.run().await,
        }
    }
}
