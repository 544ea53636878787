//! Public asynchronous functions below the doors are built once (decision 0028): each carries
//! `#[boxed]`, or takes something generic and cannot.

use anyhow::{Context, bail};
use std::{fs, path::Path};

/// Reads the sources of every crate that uses `boxed`.
///
/// # Errors
/// When a function lacks the attribute; the error names each.
pub fn check() -> anyhow::Result<()> {
    let mut missing = Vec::new();
    for entry in fs::read_dir("crates").context("cannot read crates")? {
        let folder = entry?.path();
        let manifest = folder.join("Cargo.toml");
        let manifest = fs::read_to_string(&manifest)
            .with_context(|| format!("cannot read {}", manifest.display()))?;
        if manifest.contains("boxed.workspace") {
            look_through(&folder.join("src"), &mut missing)?;
        }
    }
    missing.sort_unstable();
    if missing.is_empty() {
        Ok(())
    } else {
        bail!(
            "these lack #[boxed] (docs/decisions/0028):\n{}",
            missing.join("\n")
        )
    }
}

fn look_through(folder: &Path, missing: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            look_through(&path, missing)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            let names = unboxed(&text);
            missing.extend(names.map(|name| format!("- {}: {name}", path.display())));
        }
    }
    Ok(())
}

/// The names of the public asynchronous functions that could carry the attribute and do not.
fn unboxed(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("pub async fn ")
        .filter_map(|(at, start)| {
            let line = text[..at].rfind('\n').unwrap_or(0);
            let is_boxed = text[..line].trim_end().ends_with("#[boxed]");
            let signature = &text[at + start.len()..];
            let signature = &signature[..signature.find(" {").unwrap_or(signature.len())];
            let name = &signature[..signature.find(['(', '<'])?];
            let is_generic =
                signature[name.len()..].starts_with('<') || signature.contains("impl ");
            (!is_boxed && !is_generic).then_some(name)
        })
}

#[cfg(test)]
mod tests {
    use super::unboxed;

    #[test]
    fn only_functions_that_could_be_boxed_are_named() {
        let text = "
    /// Yes.
    #[boxed]
    pub async fn one(&self) -> u8 {
    }
    pub async fn two(&self, (a, b): (u8, u8)) -> u8 {
    }
    pub async fn three<A: Action>(action: A) {
    }
    pub async fn four(stop: impl Future<Output = ()>) {
    }
    async fn five() {
    }
";
        assert_eq!(unboxed(text).collect::<Vec<_>>(), ["two"]);
    }
}
