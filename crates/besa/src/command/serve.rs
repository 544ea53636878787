//! `besa serve`

use crate::{Place, open::open, output::line, serve, table, witnesses::Logs};
use clap::Args;
use std::{net::SocketAddr, process::ExitCode};

/// Serve an office's own data; the first visit sets up the first administrator.
///
/// The data lies in a folder, or in PostgreSQL; the table wing's database is always another one.
/// In front of other machines stands a reverse proxy that speaks TLS.
///
///   besa serve --directory /srv/besa
///   besa serve --directory /srv/besa --listen 127.0.0.1:8081 --behind-tls
///   besa serve --database-url postgres://besa@db/committee --casework-database-url postgres://table@db/cases
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// A reverse proxy in front speaks TLS: cookies are sent over it alone.
    #[arg(long)]
    behind_tls: bool,
}

impl Serve {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database or the address cannot be opened.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let office = open(&self.place).await?;
        let listener = serve::listen(self.listen).await?;
        let casework = table::open_table(&self.place).await?;
        let door = table::door(&office, casework, self.behind_tls);
        line(&format!("besa is ready: http://{}", listener.local_addr()?));
        if let Some(code) = door.set_up_code().await? {
            line(&format!(
                "nobody works at the table wing yet; the first comes in with this code: {code}"
            ));
        }
        let logs = Logs::open(&self.place, &office).await?;
        serve::serve(&office, (door, logs), listener, self.behind_tls).await?;
        Ok(ExitCode::SUCCESS)
    }
}
