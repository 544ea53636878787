//! `besa backup`

use crate::{Place, open::open, output::line, table};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Write a consistent copy of the embedded database, while it is in use.
#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// Of the table wing's database instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// The file to write; it must not exist.
    file: PathBuf,
}

impl Backup {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file exists or cannot be written, or the database is PostgreSQL.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let database = if self.table_wing {
            table::open_database(&self.place).await?
        } else {
            open(&self.place).await?.database
        };
        database.back_up(&self.file).await?;
        line(&format!("written: {}", self.file.display()));
        Ok(ExitCode::SUCCESS)
    }
}
