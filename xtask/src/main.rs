//! The project's own verbs. `cargo xtask test` checks everything that must hold before a change
//! lands: format, lints, crate boundaries, and every test on both databases.
//!
//! It must never need anything that a fresh clone and a bare machine's packages do not give.

mod boundaries;
mod boxed;
mod browser;
mod postgres;
mod run;
mod test;

use clap::{Parser, Subcommand};

/// The project's own verbs.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Check everything: format, lints, boundaries, unit and property tests, both databases, and
    /// every flow and page in a real browser.
    Test {
        /// Leave out PostgreSQL: storage is then tested on SQLite alone.
        #[arg(long)]
        without_postgres: bool,
        /// Leave out the tests in a browser.
        #[arg(long)]
        without_browser: bool,
    },
    /// Run the tests in a browser alone, or those of them whose name contains the filter.
    Browser {
        /// A part of the names of the tests to run.
        filter: Option<String>,
    },
    /// Compare the dependencies between our crates with the table in ARCHITECTURE.md, and look whether
    /// their asynchronous functions are built once.
    Boundaries,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().verb {
        Verb::Test {
            without_postgres,
            without_browser,
        } => test::everything(&test::Choice {
            postgres: !without_postgres,
            browser: !without_browser,
        }),
        Verb::Browser { filter } => browser::test(filter.as_deref()),
        Verb::Boundaries => {
            boundaries::check()?;
            boxed::check()
        }
    }
}
