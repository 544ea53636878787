//! The register as the place where a budget is kept and what left is put on record. A file is handed
//! over only after that.

use crate::{
    Place,
    open::{Office, open},
};
use access::{Actor, OperateSystem, Permit, Scope};
use anyhow::bail;
use clap::Args;
use release::{Budget, ReleaseError};
use std::path::{Path, PathBuf};

/// Where what leaves is put on record.
#[derive(Args)]
pub(super) struct Register {
    /// Puts what leaves on record in this folder's register.
    #[arg(long, value_name = "FOLDER", requires = "people")]
    directory: Option<PathBuf>,
    /// With --directory: the people that the file is about; one name for each group, kept for good.
    #[arg(long, value_name = "NAME", requires = "directory")]
    people: Option<String>,
}

/// The register, open.
pub(super) struct Opened<'a> {
    office: Office,
    permit: Permit<OperateSystem>,
    folder: &'a Path,
    people: &'a str,
}

impl Register {
    /// Opens the register; `None` where none was named.
    pub(super) async fn open(&self) -> anyhow::Result<Option<Opened<'_>>> {
        let (Some(folder), Some(people)) = (&self.directory, &self.people) else {
            return Ok(None);
        };
        let place = Place {
            directory: folder.clone(),
            database_url: None,
            casework_database_url: None,
            country: None,
        };
        let office = open(&place).await?;
        let country = office.catalogue.country().code().clone();
        let permit = Actor::operator().permit(Scope::national(country))?;
        Ok(Some(Opened {
            office,
            permit,
            folder,
            people,
        }))
    }
}

/// What was refused, in words for the command line.
fn told(outcome: Result<(), ReleaseError>) -> anyhow::Result<()> {
    match outcome {
        Ok(()) => Ok(()),
        Err(ReleaseError::Refused("release-try-again")) => {
            bail!("another release was paid for meanwhile; nothing was handed over, try again")
        }
        Err(error) => Err(error.into()),
    }
}

impl Opened<'_> {
    /// The budget as it stands, and a file of this process alone for the engine to spend from.
    pub(super) async fn budget(&self) -> anyhow::Result<(Option<Budget>, PathBuf)> {
        let database = &self.office.database;
        let budget = release::budget_read(database, &self.permit, self.people).await?;
        let name = format!("noise-ledger-{}.json", std::process::id());
        let file = self.folder.join(name);
        match &budget {
            Some(budget) => std::fs::write(&file, &budget.ledger)?,
            None if file.exists() => std::fs::remove_file(&file)?,
            None => {}
        }
        Ok((budget, file))
    }

    /// Keeps what was spent, before the counts are handed over.
    pub(super) async fn spend(
        &self,
        before: Option<&Budget>,
        ledger: &str,
        csv: &str,
    ) -> anyhow::Result<()> {
        let (database, now) = (&self.office.database, self.office.clock.now());
        let asked = (self.people, before, ledger);
        let spent = release::budget_spend(database, &self.permit, asked, csv.as_bytes(), now);
        told(spent.await)
    }

    /// Puts records on record, before they are handed over.
    pub(super) async fn keep(&self, what: &str, csv: &str) -> anyhow::Result<()> {
        let (database, now) = (&self.office.database, self.office.clock.now());
        let about = (self.people, what);
        told(release::records_keep(database, &self.permit, about, csv.as_bytes(), now).await)
    }
}
