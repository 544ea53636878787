//! A throw-away PostgreSQL server for the tests of storage, from whatever the machine's package
//! installed. It listens on a free loopback port, keeps its data in a temporary folder, and is
//! stopped when the guard is dropped.

use crate::run::run;
use anyhow::{Context, bail};
use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// A running server.
pub struct ThrowAwayServer {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
    // Dropped last, after the server has stopped.
    _folder: tempfile::TempDir,
}

impl ThrowAwayServer {
    /// Creates a cluster and starts it.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> anyhow::Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new()
            .prefix("besa-postgres-")
            .tempdir()?;
        let data = folder.path().join("data");
        std::fs::create_dir(&data)?;
        if is_root()? {
            // The server refuses to run as root.
            std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
            run(Command::new("chown")
                .args(["-R", "postgres"])
                .arg(folder.path()))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self {
            programs,
            data,
            port,
            _folder: folder,
        };
        run(server
            .command("initdb")?
            .args([
                "--auth=trust",
                "--username=besa",
                "--encoding=UTF8",
                "--no-sync",
                "--locale=C",
                "-D",
            ])
            .arg(&server.data)
            .stdout(std::process::Stdio::null()))?;
        let settings = format!(
            "-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c full_page_writes=off -c max_connections=200"
        );
        run(server
            .command("pg_ctl")?
            .args(["start", "--wait", "--silent", "-D"])
            .arg(&server.data)
            .arg("-o")
            .arg(settings)
            .arg("-l")
            .arg(server.data.join("server.log")))?;
        Ok(server)
    }

    /// The address of its maintenance database.
    pub fn url(&self) -> String {
        format!("postgres://besa@127.0.0.1:{}/postgres", self.port)
    }

    fn command(&self, program: &str) -> anyhow::Result<Command> {
        let path = self.programs.join(program);
        let mut command = if is_root()? {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir("/");
        Ok(command)
    }
}

impl Drop for ThrowAwayServer {
    fn drop(&mut self) {
        let stopped = self.command("pg_ctl").and_then(|mut command| {
            run(command
                .args(["stop", "--silent", "--mode=immediate", "-D"])
                .arg(&self.data))
        });
        if let Err(error) = stopped {
            eprintln!("the throw-away PostgreSQL server did not stop: {error}");
        }
    }
}

fn is_root() -> anyhow::Result<bool> {
    Ok(crate::run::output(Command::new("id").arg("-u"))?.trim() == "0")
}

/// The folder of the newest installed server.
fn programs() -> anyhow::Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .context("PostgreSQL is not installed: install the package `postgresql`")?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            has_server(&path.join("bin")).then_some((version, path.join("bin")))
        })
        .collect();
    found.sort();
    match found.pop() {
        Some((_, programs)) => Ok(programs),
        None => bail!("no PostgreSQL server is installed: install the package `postgresql`"),
    }
}

fn has_server(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|program| folder.join(program).exists())
}
