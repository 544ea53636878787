//! Running a command and stopping at its first failure.

use anyhow::{Context, bail};
use std::process::Command;

/// Runs a command with its output shown.
///
/// # Errors
/// When it cannot be started or does not end with success.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("cannot start {shown}"))?;
    if status.success() {
        Ok(())
    } else {
        bail!("{shown} ended with {status}")
    }
}

/// Runs a command and gives back what it printed.
///
/// # Errors
/// When it cannot be started, does not end with success, or prints no UTF-8.
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = format!("{command:?}");
    let output = command
        .output()
        .with_context(|| format!("cannot start {shown}"))?;
    if !output.status.success() {
        bail!(
            "{shown} ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The same cargo that runs us, without what the tests of storage look for.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.env_remove("BESA_TEST_POSTGRES_URL");
    command
}
