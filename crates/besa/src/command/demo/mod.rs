//! `besa demo`

mod cases;
mod country;
mod greet;
mod people;
mod witness;

use crate::{Place, client::Proxy, open::open, output::line, serve, table, witnesses::Logs};
use anyhow::{Context, bail};
use clap::Args;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Make the demonstration country and serve it on this machine alone.
///
/// National figures are as published; everything below the country, and every case, is invented.
/// It prints the address and one login for each kind of person. A folder that it made before is
/// served again as it is.
///
///   besa demo
///   besa demo --directory /tmp/country --listen 127.0.0.1:8090
///   besa demo --directory /tmp/country --seed 7 --only-make
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Demo {
    /// The folder for the demonstration; made when it is not there.
    #[arg(long, default_value = "besa-demo")]
    directory: PathBuf,
    /// The address to listen on; only this machine's own.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// From which number the synthetic figures are drawn: the same number gives the same figures.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Make the data and stop without serving.
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    /// Runs the command.
    ///
    /// # Errors
    /// When the folder holds something else, the address is not this machine's own or taken, or the
    /// database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        if !self.listen.ip().is_loopback() {
            bail!("the demonstration listens on this machine alone: use 127.0.0.1");
        }
        let listener = serve::listen(self.listen).await?;
        let finished = self.directory.join("demonstration-complete");
        if self.directory.join("committee.db").exists() && !finished.exists() {
            bail!(
                "{} holds a database that is not a finished demonstration: name another --directory, or remove this one",
                self.directory.display()
            );
        }
        let place = Place {
            directory: self.directory.clone(),
            database_url: None,
            casework_database_url: None,
            country: None,
        };
        if self.only_make {
            self.make_missing(&place, &finished).await?;
            line(&format!("made in {}", self.directory.display()));
            return Ok(ExitCode::SUCCESS);
        }
        let country = crate::country::country(None)?;
        if !finished.exists() || cases::is_without_cases(&place, &country).await? {
            self.make_aside().await?;
        }
        let office = open(&place).await?;
        let casework = table::open_table(&place, office.catalogue.country()).await?;
        greet::greet(&self.directory, listener.local_addr()?);
        let door =
            table::door(&office, casework, false).demonstrating(cases::demonstration_of_table()?);
        let logs = Logs::open(&place, &office).await?;
        serve::serve(&office, (door, logs), listener, Proxy::None).await?;
        Ok(ExitCode::SUCCESS)
    }

    /// Makes the data in a process of its own: what making needs in memory, the server does not keep.
    async fn make_aside(&self) -> anyhow::Result<()> {
        let program = std::env::current_exe().context("the program does not find itself")?;
        let status = tokio::process::Command::new(program)
            .args(["demo", "--only-make", "--listen", "127.0.0.1:0", "--seed"])
            .arg(self.seed.to_string())
            .arg("--directory")
            .arg(&self.directory)
            .kill_on_drop(true)
            .status()
            .await
            .context("the demonstration could not be made")?;
        if !status.success() {
            bail!("the demonstration was not made");
        }
        Ok(())
    }

    async fn make_missing(&self, place: &Place, finished: &Path) -> anyhow::Result<()> {
        let office = open(place).await?;
        if !finished.exists() {
            line("Making the demonstration country …");
            country::make(&office, self.seed).await?;
            std::fs::write(finished, format!("seed {}\n", self.seed))?;
        }
        if cases::is_without_cases(place, office.catalogue.country()).await? {
            line("Making the cases of the table wing …");
            let database = table::open_database(place).await?;
            let making =
                table::with_public_passphrase(database.clone(), office.catalogue.country());
            cases::make(&office, &making).await?;
            witness::sign_and_witness(place, (&database, true)).await?;
            witness::sign_and_witness(place, (&office.database, false)).await?;
            database.close().await;
        }
        Ok(())
    }
}
