//! Estimates from a capture-history file and prints the answer as JSON.
//!
//! Run with `cargo run --release --example estimate -- FILE.csv`. It must print nothing but the
//! answer.

use multiple_systems::{Options, Silent, estimate};
use std::error::Error;
use std::fs::File;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("name a capture-history file")?;
    let report = estimate::estimate(File::open(path)?, &Options::default(), &Silent)?;
    writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
    Ok(())
}
