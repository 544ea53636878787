//! Finding and reading source files for the checks.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file and where it lies, seen from the folder of all crates.
pub(super) struct Source {
    /// The path to show in a message.
    pub(super) shown: String,
    /// The text.
    pub(super) text: String,
}

/// The folders of all crates that depend on this one, and this one, in order.
pub(super) fn crates_with_pages(crates: &Path) -> Vec<PathBuf> {
    folders(crates)
        .into_iter()
        .filter(|folder| {
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
            folder.ends_with("page") || manifest.lines().any(|line| line.starts_with("page"))
        })
        .collect()
}

/// The folders directly inside a folder, in order.
pub(super) fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

/// All files with one of these endings, at any depth, in order; not the checks themselves, whose
/// tests are full of bad examples.
pub(super) fn files(folder: &Path, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(folder, endings, &mut found);
    found.retain(|path| !path.iter().any(|part| part == "testing"));
    found.sort();
    found
        .into_iter()
        .filter_map(|path| {
            Some(Source {
                text: fs::read_to_string(&path).ok()?,
                shown: shown(&path),
            })
        })
        .collect()
}

/// A path from the crate's name on.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let start = parts
        .iter()
        .rposition(|part| part == "crates" || part == "..");
    parts[start.map_or(0, |index| index + 1)..].join("/")
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, endings, found);
        } else if path
            .extension()
            .is_some_and(|end| endings.iter().any(|one| end == *one))
        {
            found.push(path);
        }
    }
}
