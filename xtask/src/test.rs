//! Everything that must hold before a change lands, cheapest first.

use crate::{
    boundaries, boxed, browser,
    postgres::ThrowAwayServer,
    run::{cargo, run},
};

/// What to include.
pub struct Choice {
    /// PostgreSQL beside SQLite.
    pub postgres: bool,
    /// The tests in a real browser.
    pub browser: bool,
}

/// Runs all checks and stops at the first that fails.
///
/// # Errors
/// When a check fails, or something that it needs is not installed.
pub fn everything(choice: &Choice) -> anyhow::Result<()> {
    step("format");
    run(cargo().args(["fmt", "--all", "--check"]))?;
    step("boundaries between crates");
    boundaries::check()?;
    boxed::check()?;
    step("lints");
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))?;
    step("documentation examples and tests");
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    let server = if choice.postgres {
        Some(ThrowAwayServer::start()?)
    } else {
        None
    };
    if let Some(server) = &server {
        tests.env("BESA_TEST_POSTGRES_URL", server.url());
    }
    run(&mut tests)?;
    drop(server);
    if choice.browser {
        step("tests in a browser");
        browser::test(None)?;
    }
    Ok(())
}

fn step(name: &str) {
    eprintln!("== {name}");
}
