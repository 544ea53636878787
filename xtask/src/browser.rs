//! The browser tests and what they need running: the demonstration in a temporary folder, and the
//! driver of Debian's Chromium. Both listen on free loopback ports and are ended when the guards are
//! dropped; the driver takes its browsers along.

use crate::run::{cargo, output, run};
use anyhow::{Context, bail};
use serde_json::Value;
use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const AXE: &str = "node_modules/axe-core/axe.min.js";

/// Runs the browser tests; with a filter only those whose name contains it.
///
/// # Errors
/// When something that they need is missing, or a test fails.
pub fn test(filter: Option<&str>) -> anyhow::Result<()> {
    find_program("chromedriver").context("install the packages `chromium chromium-driver`")?;
    if !Path::new(AXE).exists() {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]))
            .context("install the package `npm`")?;
    }
    // With the features of the whole workspace, so that nothing is built a second time after the other
    // tests; a test of the commands is named because it is what has the program itself built.
    run(cargo().args([
        "test",
        "--quiet",
        "--no-run",
        "--workspace",
        "--test",
        "commands",
        "--test",
        "browser",
    ]))?;
    let program = program()?;
    let folder = tempfile::Builder::new().prefix("besa-demo-").tempdir()?;
    let demonstration = Service::start(
        Command::new(&program)
            .arg("demo")
            .arg("--directory")
            .arg(folder.path().join("demo"))
            .arg("--listen"),
        "/healthz",
    )?;
    let driver = Service::start(&mut Command::new("chromedriver"), "/status")?;
    let mut tests = cargo();
    tests
        .args(["test", "--workspace", "--test", "browser"])
        .env("BESA_TEST_DEMONSTRATION", demonstration.url())
        .env("BESA_TEST_BROWSER_DRIVER", driver.url())
        .env("BESA_TEST_PROGRAM", &program)
        .env("BESA_TEST_AXE", Path::new(AXE).canonicalize()?);
    if let Some(filter) = filter {
        tests.arg("--").arg(filter);
    }
    run(&mut tests)
}

/// A process that listens; ended when dropped.
struct Service {
    process: Child,
    address: SocketAddr,
}

impl Service {
    /// Starts it on a free port and waits until `ready` answers 200.
    fn start(command: &mut Command, ready: &str) -> anyhow::Result<Self> {
        const SECONDS: u32 = 300;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        if command.get_args().next().is_some() {
            command.arg(address.to_string());
        } else {
            command.arg(format!("--port={}", address.port()));
        }
        let shown = format!("{command:?}");
        let process = command
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {shown}"))?;
        let mut service = Self { process, address };
        for _ in 0..SECONDS * 10 {
            if let Some(status) = service.process.try_wait()? {
                bail!("{shown} ended with {status}");
            }
            if answers(address, ready).unwrap_or(false) {
                return Ok(service);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("{shown} was not ready within {SECONDS} seconds")
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended {
            eprintln!("process {} did not end: {error}", self.process.id());
        }
    }
}

fn answers(address: SocketAddr, path: &str) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"
    )?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(&start == b"HTTP/1.1 200")
}

/// The program that was just built.
fn program() -> anyhow::Result<PathBuf> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let target = metadata["target_directory"].as_str().context("no target")?;
    Ok(Path::new(target).join("debug").join("besa"))
}

fn find_program(name: &str) -> anyhow::Result<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .with_context(|| format!("{name} is not installed"))
}
