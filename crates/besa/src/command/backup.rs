//! `besa backup`

use crate::{Place, open::open, output::line, table};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Write a consistent copy of the embedded database, while it is in use.
///
/// The table wing's database is copied on its own; keep the newest erasures.txt of the folder beside its
/// copies, or whoever was erased since would come back with them. `besa restore` puts a copy back.
///
///   besa backup /mnt/safe/committee-2026-11-29.db
///   besa backup --table-wing /mnt/safe/cases-2026-11-29.db --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// Of the table wing's database instead of the committee's.
    #[arg(long)]
    table_wing: bool,
    /// The file to write; it must not exist.
    file: PathBuf,
    /// Say what was done as JSON.
    #[arg(long)]
    json: bool,
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
        if self.json {
            let bytes = std::fs::metadata(&self.file)?.len();
            let file = self.file.display().to_string();
            line(&json!({"file": file, "bytes": bytes}).to_string());
        } else {
            line(&format!("written: {}", self.file.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}
