//! A country package, parsed: everything that is true of one country and of no other.
//!
//! A package is a folder of CSV and TOML files (`countries/albania` documents them). Parsing
//! checks every cross-reference, so that the rest of the program can rely on it. It reads no
//! files itself: the caller hands over the texts.

/// A country package.
#[derive(Debug)]
pub struct Country {}
