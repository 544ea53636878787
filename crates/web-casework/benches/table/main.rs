//! The table wing under load: what 200 workers wait for over 5,000 open and 100,000 closed cases, each
//! reading through the real router, with sealed texts opened. Prints percentiles, and ends with a
//! failure when a target is missed.
//!
//! `BESA_BENCH_OPEN`, `BESA_BENCH_CLOSED`, `BESA_BENCH_WORKERS`, `BESA_BENCH_SECONDS` and
//! `BESA_BENCH_PAUSE_MS` change the size; the targets are meant for the sizes that stand here.

mod fill;
mod measure;
mod world;

use std::{env, io::Write as _, process::ExitCode, sync::Arc};

/// How large the wing is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Open cases.
    pub open: usize,
    /// Closed cases.
    pub closed: usize,
    /// Social workers, each with an equal part.
    pub workers: usize,
    /// How long to measure.
    pub seconds: u64,
    /// How long each worker looks at a page before the next, in milliseconds.
    pub pause: u64,
}

fn number(name: &str, default: usize) -> usize {
    let given = env::var(name).ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn main() -> ExitCode {
    let size = Size {
        open: number("BESA_BENCH_OPEN", 5_000),
        closed: number("BESA_BENCH_CLOSED", 100_000),
        workers: number("BESA_BENCH_WORKERS", 200),
        seconds: number("BESA_BENCH_SECONDS", 30) as u64,
        pause: number("BESA_BENCH_PAUSE_MS", 5_000) as u64,
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let is_held = runtime.block_on(async {
        let world = Arc::new(fill::fill(size).await);
        line(&format!("{} MB on the disk", world.megabytes()));
        measure::measure(&world, size).await
    });
    ExitCode::from(u8::from(!is_held))
}

/// Prints a line.
pub fn line(text: &str) {
    drop(writeln!(std::io::stdout(), "{text}"));
}
