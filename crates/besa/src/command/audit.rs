//! `besa audit verify`

use crate::{Place, open::open, output::line, table};
use anyhow::Context;
use clap::{Args, Subcommand};
use serde_json::json;
use std::process::ExitCode;

/// Check the audit log, offline.
#[derive(Args)]
pub struct Audit {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Verify(Verify),
}

/// Check every row of the log, and that it continues an earlier head.
///
/// Keep the head that it prints where nobody of the office can change it. Given later with --head, it
/// shows that nothing before it was changed, cut out or put in another order.
///
///   besa audit verify
///   besa audit verify --head 1204:HEAD --json
///   besa audit verify --table-wing
///
/// Ends with 1 when the log is not whole, and says where.
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Verify {
    #[command(flatten)]
    place: Place,
    /// A head that was kept earlier, as SIZE:ROOT.
    #[arg(long)]
    head: Option<String>,
    /// The table wing's log instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Audit {
    /// Runs the command.
    ///
    /// # Errors
    /// When the head is malformed or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let Verb::Verify(verify) = &self.verb;
        let kept = verify.head.as_deref().map(parse).transpose()?;
        let database = if verify.table_wing {
            table::open_database(&verify.place).await?
        } else {
            open(&verify.place).await?.database
        };
        match ledger::verify(&database, kept).await? {
            Ok(head) => {
                let root = head.root().to_string();
                line(&if verify.json {
                    json!({"whole": true, "size": head.size(), "root": root}).to_string()
                } else {
                    format!("The log is whole. Keep this head: {}:{root}", head.size())
                });
                Ok(ExitCode::SUCCESS)
            }
            Err(fault) => {
                line(&if verify.json {
                    json!({"whole": false, "fault": fault.to_string()}).to_string()
                } else {
                    format!("The log was tampered with: {fault}")
                });
                Ok(ExitCode::from(1))
            }
        }
    }
}

fn parse(text: &str) -> anyhow::Result<(u64, ledger::Hash)> {
    let (size, root) = text
        .split_once(':')
        .context("a head is written SIZE:ROOT")?;
    let root = ledger::Hash::parse(root).context("the root has 64 hexadecimal digits")?;
    Ok((size.parse().context("the size is a number")?, root))
}
