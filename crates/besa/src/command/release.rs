//! `besa release list|check`

use crate::{
    Place,
    open::{Office, open},
    output::line,
};
use access::{Actor, Permit, ReadSnapshot, Scope};
use clap::{Args, Subcommand};
use release::{
    Fault, Finding, Release as Row, ReleasedFile, register_check, release_list, released_files,
};
use serde_json::{Value, json};
use std::process::ExitCode;

/// The register of what was published: list it, or check it.
#[derive(Args)]
pub struct Release {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// List the releases, the latest first.
    ///
    ///   besa release list --json
    #[command(verbatim_doc_comment)]
    List(Options),
    /// Check hashes and certificates, and audit each year's releases together.
    ///
    /// Ends with 1 when anything is wrong.
    ///
    ///   besa release check
    ///   besa release check --directory /srv/besa --json
    #[command(verbatim_doc_comment)]
    Check(Options),
}

#[derive(Args)]
struct Options {
    #[command(flatten)]
    place: Place,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Release {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::List(options) => list(options).await,
            Verb::Check(options) => check(options).await,
        }
    }
}

fn permit(office: &Office) -> anyhow::Result<Permit<ReadSnapshot>> {
    let country = office.catalogue.country().code().clone();
    Ok(Actor::operator().permit(Scope::national(country))?)
}

/// Everything that the register holds, page by page.
async fn all(office: &Office) -> anyhow::Result<Vec<Row>> {
    let permit = permit(office)?;
    let mut all: Vec<Row> = Vec::new();
    loop {
        let before = all.last().map(|one| one.id);
        let page = release_list(&office.database, &office.catalogue, &permit, before).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

async fn list(options: &Options) -> anyhow::Result<ExitCode> {
    let office = open(&options.place).await?;
    let found = all(&office).await?;
    let country = office.catalogue.country().code().clone();
    let operating = Actor::operator().permit(Scope::national(country))?;
    let files = released_files(&office.database, &operating).await?;
    if options.json {
        let rows: Vec<Value> = found.iter().map(as_json).collect();
        let files: Vec<Value> = files.iter().map(file_as_json).collect();
        line(&serde_json::to_string_pretty(
            &json!({ "releases": rows, "files": files }),
        )?);
    } else {
        for one in &files {
            line(&format!(
                "{} {}: {}, {}",
                one.at, one.people, one.what, one.hash
            ));
        }
        for one in &found {
            let place = one.place.as_str();
            line(&format!(
                "{:<44} {:<6} {:<8} {:<10} {}",
                one.code,
                place,
                one.period.to_string(),
                one.state.code(),
                one.hash
            ));
        }
        line(&format!("{} releases", found.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn file_as_json(one: &ReleasedFile) -> Value {
    json!({
        "kind": one.kind,
        "people": one.people,
        "what": one.what,
        "hash": one.hash,
        "released_at": one.at.to_string(),
        "released_by": one.by,
    })
}

fn as_json(one: &Row) -> Value {
    json!({
        "code": one.code,
        "table": one.table,
        "place": one.place.as_str(),
        "audience": one.audience.code(),
        "period": one.period.to_string(),
        "state": one.state.code(),
        "visible_from": one.visible_from.to_string(),
        "proposed_by": one.proposed.0,
        "decided_by": one.decided.as_ref().map(|(name, _)| name),
        "correction": one.reason,
        "engine": one.engine,
        "hash": one.hash,
        "narrowest": one.verdict.narrowest,
    })
}

async fn check(options: &Options) -> anyhow::Result<ExitCode> {
    let office = open(&options.place).await?;
    let reading = permit(&office)?;
    let (number, faults) = register_check(&office.database, &office.catalogue, &reading).await?;
    if options.json {
        let rows: Vec<Value> = faults.iter().map(fault_as_json).collect();
        line(&serde_json::to_string_pretty(
            &json!({ "releases": number, "faults": rows }),
        )?);
    } else {
        for fault in &faults {
            line(&fault_as_text(fault));
        }
        line(&format!("{number} releases, {} faults", faults.len()));
    }
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn cell(finding: &Finding) -> String {
    let key = &finding.cell;
    format!(
        "{}/{}/{}/{}",
        key.indicator, key.place, key.period, key.breakdown
    )
}

fn fault_as_text(fault: &Fault) -> String {
    match fault {
        Fault::Altered { code } => format!("{code}: what is kept is not what was approved"),
        Fault::Certificate { code, reason } => format!("{code}: the certificate fails: {reason}"),
        Fault::Narrow { year, finding } => {
            format!("{year}: {} can be told too closely", cell(finding))
        }
        Fault::Contradiction { year, reason } => format!("{year}: {reason}"),
    }
}

fn fault_as_json(fault: &Fault) -> Value {
    match fault {
        Fault::Altered { code } => json!({ "kind": "altered", "release": code }),
        Fault::Certificate { code, reason } => {
            json!({ "kind": "certificate", "release": code, "reason": reason })
        }
        Fault::Narrow { year, finding } => {
            json!({ "kind": "narrow", "year": year, "cell": cell(finding), "width": finding.width })
        }
        Fault::Contradiction { year, reason } => {
            json!({ "kind": "contradiction", "year": year, "reason": reason })
        }
    }
}
