//! The besa program: commands, configuration, wiring. It decides nothing and counts nothing; it
//! opens what the other crates need and hands it to them.

mod command;
mod country;
mod erasures;
mod open;
mod output;
mod serve;
mod table;

use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Besa: from what institutions report to a safe picture of the situation.
#[derive(Parser)]
#[command(version, about, long_about = None)]
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

#[derive(Subcommand)]
enum Command {
    /// Make the demonstration country and serve it on this machine alone.
    Demo(command::demo::Demo),
    /// Serve an office's own data; the first visit sets up the first administrator.
    Serve(command::serve::Serve),
    /// Import a file of figures in long format as reported figures.
    Import(command::import::Import),
    /// List the discrepancies that are open.
    Discrepancies(command::discrepancies::Discrepancies),
    /// Freeze a picture of a place and write it as a report.
    Report(command::hand_out::Report),
    /// Freeze a picture of a place and write its figures for other programs.
    Export(command::hand_out::Export),
    /// Estimate how many people are on no list, from capture histories.
    Estimate(command::estimate::Estimate),
    /// Count the different people on several lists without showing a name.
    Link(command::link::Link),
    /// Find out what a published table gives away, and prove that it does not.
    Table(Box<command::table::Table>),
    /// List what was published, and check that it gives nobody away.
    Release(command::release::Release),
    /// Bring in the surveyed outlines of municipalities or units.
    Places(command::places::Places),
    /// Count the cases of the table wing by the committee's rules: numbers, and what is not in them.
    Count(command::count::Count),
    // Explains itself at its own type.
    Audit(command::audit::Audit),
    /// Write a consistent copy of the embedded database.
    Backup(command::backup::Backup),
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
            Command::Table(command) => command.run(),
            Command::Release(command) => command.run().await,
            Command::Places(command) => command.run().await,
            Command::Count(command) => command.run().await,
            Command::Audit(command) => command.run().await,
            Command::Backup(command) => command.run().await,
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
