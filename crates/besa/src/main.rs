//! The besa program: commands, configuration, wiring. It decides nothing and counts nothing; it
//! opens what the other crates need and hands it to them.

mod client;
mod command;
mod country;
mod erasures;
mod file;
#[cfg(test)]
mod help;
mod open;
mod output;
mod serve;
mod table;
mod witnesses;

use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// From what institutions report to a safe picture of the situation.
///
/// The first thing to try makes a country with invented cases on this machine and serves it:
///
///   besa demo
///
/// An office begins with its own data, and works with files and programs beside the pages:
///
///   besa serve --directory /srv/besa
///   besa import figures.csv --directory /srv/besa --preview
///   besa discrepancies --directory /srv/besa --region AL-07
///   besa report --directory /srv/besa --place AL-07 --period 2026Q3 -o kukes.pdf
///
/// Every command says with --help what it does and gives examples; --json writes for programs.
/// Ends with 0 when it is done, 1 when there is a finding, 2 for bad use or a faulty file.
#[derive(Parser)]
#[command(version, verbatim_doc_comment)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Where the data is.
#[derive(Args, Debug, Clone)]
pub struct Place {
    /// The folder of the embedded database; made when it is not there.
    #[arg(long, default_value = "besa-data", env = "BESA_DIRECTORY")]
    directory: PathBuf,
    /// A PostgreSQL database instead: postgres://USER@HOST/NAME
    #[arg(long, env = "BESA_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The table wing's own PostgreSQL database; otherwise casework.sqlite in the folder. It is never
    /// the committee's.
    #[arg(long, env = "BESA_CASEWORK_DATABASE_URL", hide_env_values = true)]
    casework_database_url: Option<String>,
    /// A country package instead of the built-in one: a folder as countries/albania.
    #[arg(long, env = "BESA_COUNTRY")]
    country: Option<PathBuf>,
}

// No comments on these: clap would show them in place of what each command says of itself.
#[derive(Subcommand)]
enum Command {
    Demo(command::demo::Demo),
    Serve(command::serve::Serve),
    Import(command::import::Import),
    Discrepancies(command::discrepancies::Discrepancies),
    Report(command::hand_out::Report),
    Export(command::hand_out::Export),
    Estimate(command::estimate::Estimate),
    Link(command::link::Link),
    Table(Box<command::table::Table>),
    Release(command::release::Release),
    Places(command::places::Places),
    Count(command::count::Count),
    Audit(command::audit::Audit),
    Backup(command::backup::Backup),
    Restore(command::restore::Restore),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("BESA_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("besa: {error}");
            return ExitCode::from(2);
        }
    };
    let outcome = runtime.block_on(async {
        match arguments.command {
            Command::Demo(command) => command.run().await,
            Command::Serve(command) => command.run().await,
            Command::Import(command) => command.run().await,
            Command::Discrepancies(command) => command.run().await,
            Command::Report(command) => command.run().await,
            Command::Export(command) => command.run().await,
            Command::Estimate(command) => command.run(),
            Command::Link(command) => command.run(),
            Command::Table(command) => command.run().await,
            Command::Release(command) => command.run().await,
            Command::Places(command) => command.run().await,
            Command::Count(command) => command.run().await,
            Command::Audit(command) => command.run().await,
            Command::Backup(command) => command.run().await,
            Command::Restore(command) => command.run().await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("besa: {error:#}");
            ExitCode::from(2)
        }
    }
}
