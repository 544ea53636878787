//! `besa backup`

use crate::{Place, open::open, output::line};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Write a consistent copy of the embedded database, while it is in use.
#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// The file to write; it must not exist.
    file: PathBuf,
}

impl Backup {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file exists or cannot be written, or the database is PostgreSQL.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let office = open(&self.place).await?;
        office.database.back_up(&self.file).await?;
        line(&format!("written: {}", self.file.display()));
        Ok(ExitCode::SUCCESS)
    }
}
