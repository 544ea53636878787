//! The register as the place where a budget is kept and what left is put on record. A file is handed
//! over only after that.

use crate::{
    Place,
    open::{Office, open},
};
use access::{Actor, OperateSystem, OperatingSystemRandom, Permit, Scope};
use anyhow::{Context as _, bail};
use clap::Args;
use release::{Budget, ReleaseError};
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use vocabulary::RandomSource as _;

/// Where what leaves is put on record.
#[derive(Args)]
pub(super) struct Register {
    /// Puts what leaves on record in the register of this folder's embedded database.
    #[arg(long, value_name = "FOLDER", requires = "people")]
    directory: Option<PathBuf>,
    /// Puts it on record in the register of a PostgreSQL database: postgres://USER@HOST/NAME
    #[arg(long, value_name = "ADDRESS", requires = "people")]
    database_url: Option<String>,
    /// The people that the file is about; one name for each group, kept for good. Where neither place
    /// is named, BESA_DATABASE_URL or BESA_DIRECTORY say where the register is.
    #[arg(long, value_name = "NAME")]
    people: Option<String>,
}

/// The register, open.
pub(super) struct Opened<'a> {
    office: Office,
    permit: Permit<OperateSystem>,
    /// Where a file of this process may lie for a moment.
    aside: PathBuf,
    people: &'a str,
}

/// A folder of this process alone, gone with this value.
pub(super) struct Aside(PathBuf);

impl Aside {
    fn new(within: &Path) -> anyhow::Result<Self> {
        let mut name = [0; 8];
        OperatingSystemRandom.fill(&mut name);
        let name = format!("noise-ledger-{:016x}", u64::from_be_bytes(name));
        let folder = within.join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        // Fails where it is there already: nobody else put something into it.
        builder
            .create(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self(folder))
    }

    /// The ledger for the engine to spend from.
    pub(super) fn ledger(&self) -> PathBuf {
        self.0.join("ledger.json")
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

impl Register {
    /// Opens the register; `None` where none was named.
    pub(super) async fn open(&self) -> anyhow::Result<Option<Opened<'_>>> {
        let Some(people) = &self.people else {
            return Ok(None);
        };
        let place = self.place()?;
        let aside = match &place.database_url {
            Some(_) => env::temp_dir(),
            None => place.directory.clone(),
        };
        let office = open(&place).await?;
        let country = office.catalogue.country().code().clone();
        let permit = Actor::operator().permit(Scope::national(country))?;
        Ok(Some(Opened {
            office,
            permit,
            aside,
            people,
        }))
    }

    /// Where the register is: as was said, otherwise as the surroundings say to every command.
    fn place(&self) -> anyhow::Result<Place> {
        let is_said = self.directory.is_some() || self.database_url.is_some();
        let around = |name| env::var(name).ok().filter(|_| !is_said);
        let database_url = self.database_url.clone();
        let database_url = database_url.or_else(|| around("BESA_DATABASE_URL"));
        let directory = self.directory.clone();
        let directory = directory.or_else(|| around("BESA_DIRECTORY").map(PathBuf::from));
        if database_url.is_none() && directory.is_none() {
            bail!("say where the register is, with --directory or --database-url");
        }
        Ok(Place {
            directory: directory.unwrap_or_default(),
            database_url,
            casework_database_url: None,
            country: None,
        })
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
    /// The budget as it stands, and a folder of this process alone with it, for the engine to spend
    /// from.
    pub(super) async fn budget(&self) -> anyhow::Result<(Option<Budget>, Aside)> {
        let database = &self.office.database;
        let budget = release::budget_read(database, &self.permit, self.people).await?;
        let aside = Aside::new(&self.aside)?;
        if let Some(budget) = &budget {
            fs::write(aside.ledger(), &budget.ledger)?;
        }
        Ok((budget, aside))
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
