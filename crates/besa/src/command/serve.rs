//! `besa serve`

use crate::{Place, open::open, output::line, serve, table};
use clap::Args;
use std::{net::SocketAddr, process::ExitCode};

/// Serve an office's own data.
#[derive(Args)]
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
        serve::serve(&office, door, listener, self.behind_tls).await?;
        Ok(ExitCode::SUCCESS)
    }
}
