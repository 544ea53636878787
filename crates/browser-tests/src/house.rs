//! What the tests visit: the demonstration that `cargo xtask browser` started, and offices of their
//! own for what needs an empty database.

use crate::Outcome;
use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Where everything is that a visit needs.
#[derive(Debug, Clone)]
pub struct House {
    /// The demonstration, as `http://127.0.0.1:PORT`.
    pub demonstration: String,
    /// The browser's driver, as `http://127.0.0.1:PORT`.
    pub(crate) driver: String,
    /// The program itself.
    program: PathBuf,
    /// The file `axe.min.js`.
    pub(crate) axe: PathBuf,
}

impl House {
    /// What `cargo xtask browser` started; nothing when it did not.
    #[must_use]
    pub fn find() -> Option<Self> {
        let named = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
        Some(Self {
            demonstration: named("BESA_TEST_DEMONSTRATION")?,
            driver: named("BESA_TEST_BROWSER_DRIVER")?,
            program: named("BESA_TEST_PROGRAM")?.into(),
            axe: named("BESA_TEST_AXE")?.into(),
        })
    }

    /// Starts `besa serve` on an empty database.
    ///
    /// # Errors
    /// When it does not answer in time.
    pub fn empty_office(&self) -> Outcome<EmptyOffice> {
        let folder = tempfile::Builder::new().prefix("besa-office-").tempdir()?;
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = Command::new(&self.program)
            .arg("serve")
            .arg("--directory")
            .arg(folder.path())
            .arg("--listen")
            .arg(listen.to_string())
            .stdout(Stdio::null())
            .spawn()?;
        let office = EmptyOffice {
            address: format!("http://{listen}"),
            process,
            _folder: folder,
        };
        wait_until_ready(listen)?;
        Ok(office)
    }
}

/// A running `besa serve`; ended and removed when dropped.
#[derive(Debug)]
pub struct EmptyOffice {
    /// Where it is served, as `http://127.0.0.1:PORT`.
    pub address: String,
    process: Child,
    // Dropped last, after the process has ended.
    _folder: tempfile::TempDir,
}

impl Drop for EmptyOffice {
    fn drop(&mut self) {
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended {
            eprintln!("the office of a test did not end: {error}");
        }
    }
}

fn wait_until_ready(address: SocketAddr) -> Outcome {
    const TRIES: u32 = 300;
    for _ in 0..TRIES {
        if is_ready(address).unwrap_or(false) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("nothing answers at {address}").into())
}

fn is_ready(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: besa\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}
