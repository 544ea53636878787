//! What the command line prints: text for people, JSON for programs, always on standard output.

use std::io::Write as _;

/// Prints a line. A reader that has gone away is no failure.
pub fn line(text: &str) {
    drop(writeln!(std::io::stdout(), "{text}"));
}
