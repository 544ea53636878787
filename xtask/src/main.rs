//! The project's own verbs. `cargo xtask test` checks everything that must hold before a change
//! lands: format, lints, crate boundaries, and every test on both databases.
//!
//! It must never need anything that a fresh clone and a bare machine's packages do not give.

mod boundaries;
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
    /// Check everything: format, lints, boundaries, unit and property tests, both databases.
    Test {
        /// Leave out PostgreSQL: storage is then tested on SQLite alone.
        #[arg(long)]
        without_postgres: bool,
    },
    /// Compare the dependencies between our crates with the table in ARCHITECTURE.md.
    Boundaries,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().verb {
        Verb::Test { without_postgres } => test::everything(&test::Choice {
            postgres: !without_postgres,
        }),
        Verb::Boundaries => boundaries::check(),
    }
}
