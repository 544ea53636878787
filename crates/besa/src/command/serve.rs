//! `besa serve`

use crate::{Place, client::Proxy, open::open, output::line, serve, table, witnesses::Logs};
use clap::Args;
use std::{
    net::{IpAddr, SocketAddr},
    process::ExitCode,
};

/// Serve an office's own data; the first visit sets up the first administrator.
///
/// The data lies in a folder, or in PostgreSQL; the table wing's database is always another one.
/// In front of other machines stands a reverse proxy that speaks TLS.
///
///   besa serve --directory /srv/besa
///   besa serve --directory /srv/besa --listen 127.0.0.1:8081 --behind-tls
///   besa serve --directory /srv/besa --listen 10.0.0.2:8081 --behind-tls --proxy 10.0.0.1
///   besa serve --database-url postgres://besa@db/committee --casework-database-url postgres://table@db/cases
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// A reverse proxy in front speaks TLS: cookies are sent over it alone, browsers are told to come over
    /// it alone, and what it appends to X-Forwarded-For is from where somebody comes.
    #[arg(long)]
    behind_tls: bool,
    /// The proxy's address, where it is another machine. What others say in X-Forwarded-For is not believed.
    #[arg(long, value_name = "ADDRESS", requires = "behind_tls")]
    proxy: Option<IpAddr>,
}

impl Serve {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database or the address cannot be opened.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let office = open(&self.place).await?;
        let listener = serve::listen(self.listen).await?;
        let casework = table::open_table(&self.place, office.catalogue.country()).await?;
        let door = table::door(&office, casework, self.behind_tls);
        line(&format!("besa is ready: http://{}", listener.local_addr()?));
        if let Some(code) = door.set_up_code().await? {
            line(&format!(
                "nobody works at the table wing yet; the first comes in with this code: {code}"
            ));
        }
        let logs = Logs::open(&self.place, &office).await?;
        let proxy = match self.proxy {
            Some(address) => Proxy::At(address),
            None if self.behind_tls => Proxy::Here,
            None => Proxy::None,
        };
        serve::serve(&office, (door, logs), listener, proxy).await?;
        Ok(ExitCode::SUCCESS)
    }
}
