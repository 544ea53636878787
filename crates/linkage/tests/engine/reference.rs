//! Finds reference data that lives outside the repository.
//!
//! The crate must pass its tests without it.

use std::path::PathBuf;

/// The text of a reference file, or nothing (with a line on the screen) where there is none.
pub fn reference(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/golden/pprl")
        .join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: no reference data {name}");
    }
    text
}
