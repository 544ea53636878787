//! `besa audit witnesses`

use super::log::{Log, read};
use crate::output::line;
use access::OperatingSystemRandom;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use ledger::{WitnessToken, WitnessVerifier};
use serde_json::json;
use std::{path::Path, process::ExitCode};
use vocabulary::{Clock as _, SystemClock};

/// Who may fetch the daily checkpoints of a log, and whether they do.
///
/// `besa serve` signs a checkpoint each day and offers it to the witnesses entered here. Each has a
/// token of its own that opens nothing else; it is shown once. A witness learns the number of rows.
///
///   besa audit witnesses add --key npo.pub
///   besa audit witnesses list --table-wing --json
///   besa audit witnesses remove npo.example.org
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Witnesses {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Args)]
struct Options {
    #[command(flatten)]
    log: Log,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

// No comments on these: clap would show them in place of what each command says of itself.
#[derive(Subcommand)]
enum Verb {
    Add(Add),
    List(List),
    Remove(Remove),
}

/// Enter a witness; prints its token once. The same name again gets a new token, and the old one opens
/// nothing any more.
///
///   besa audit witnesses add --key npo.pub
///   besa audit witnesses add --key npo.pub --table-wing --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Add {
    #[command(flatten)]
    options: Options,
    /// The witness' public key, or a file with it.
    #[arg(long, value_name = "KEY")]
    key: String,
}

/// List the witnesses: when each last fetched and signed. Ends with 1 when somebody is late, nothing is
/// signed, or the daily check found a fault.
///
///   besa audit witnesses list --table-wing
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct List {
    #[command(flatten)]
    options: Options,
}

/// Take a witness off the list.
///
///   besa audit witnesses remove npo.example.org
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Remove {
    #[command(flatten)]
    options: Options,
    /// Its name.
    name: String,
}

impl Witnesses {
    /// Runs the command.
    ///
    /// # Errors
    /// When a key is none or the database fails.
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::Add(add) => add.run().await,
            Verb::List(list) => list.run().await,
            Verb::Remove(remove) => remove.run().await,
        }
    }
}

impl Add {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let key = match WitnessVerifier::parse(&self.key) {
            Ok(key) => key,
            Err(_) => {
                let text = read(Path::new(&self.key));
                let text = text.context("not a witness' key, and not a file with one")?;
                WitnessVerifier::parse(&text).with_context(|| format!("in {}", self.key))?
            }
        };
        let token = WitnessToken::fresh(&OperatingSystemRandom);
        let database = self.options.log.database().await?;
        let entry = (&*key.to_string(), &token);
        ledger::witness_add(&database, entry, SystemClock.now()).await?;
        line(&if self.options.json {
            json!({"name": key.name(), "token": token.reveal()}).to_string()
        } else {
            format!(
                "Entered: {}\nIts token, shown this once; hand it over in person: {}",
                key.name(),
                token.reveal()
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}

impl List {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let database = self.options.log.database().await?;
        let seen = ledger::witness_overview(&database).await?;
        let now = SystemClock.now();
        let told =
            |at: Option<Timestamp>| at.map_or_else(|| "never".to_owned(), |at| at.to_string());
        if self.options.json {
            let witnesses = seen.witnesses.iter().map(|one| {
                json!({"name": one.name, "key": one.verifier.to_string(),
                    "fetched": one.fetched_at, "signed": one.cosigned.map(|(at, _)| at),
                    "size": one.cosigned.map(|(_, size)| size),
                    "late": seen.is_late(one, now)})
            });
            let witnesses: Vec<_> = witnesses.collect();
            let said = json!({"witnesses": witnesses, "signed": seen.signed.map(|(at, _)| at),
                "size": seen.signed.map(|(_, size)| size),
                "fault": seen.fault.as_ref().map(|(_, fault)| fault)});
            line(&said.to_string());
        } else {
            match seen.signed {
                Some((at, size)) => line(&format!("Signed here last: {at}, {size} rows")),
                None => line("Nothing was signed here yet: besa audit key, then besa serve"),
            }
            if let Some((at, fault)) = &seen.fault {
                line(&format!("The check of {at} found: {fault}"));
            }
            for one in &seen.witnesses {
                let late = if seen.is_late(one, now) { "  LATE" } else { "" };
                let signed = told(one.cosigned.map(|(at, _)| at));
                let fetched = told(one.fetched_at);
                line(&format!(
                    "{}: fetched {fetched}, signed {signed}{late}",
                    one.name
                ));
            }
        }
        Ok(ExitCode::from(u8::from(seen.is_amiss(now))))
    }
}

impl Remove {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let database = self.options.log.database().await?;
        if !ledger::witness_remove(&database, &self.name).await? {
            bail!(
                "there is no witness {}: besa audit witnesses list",
                self.name
            );
        }
        line(&if self.options.json {
            json!({"removed": self.name}).to_string()
        } else {
            format!("Removed: {}", self.name)
        });
        Ok(ExitCode::SUCCESS)
    }
}
