//! Checks that every crate's words and templates have to pass; run from this crate's own test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What is wrong with the words of all crates; empty when nothing is.
///
/// `crates` is the folder of all crates. A key counts as used when it stands as a literal in a
/// source or template, or in a comment line `words: key key-*` beside code that puts keys together.
#[must_use]
pub fn word_problems(crates: &Path) -> Vec<String> {
    let albanian = messages(&crates.join("page/words/sq"));
    let english = messages(&crates.join("page/words/en"));
    let mut problems = Vec::new();
    for (key, values) in &albanian {
        match english.get(key) {
            None => problems.push(format!("`{key}` has no English text")),
            Some(other) if other != values => {
                problems.push(format!("`{key}` takes other values in English"));
            }
            Some(_) => {}
        }
    }
    for key in english.keys().filter(|key| !albanian.contains_key(*key)) {
        problems.push(format!("`{key}` has no Albanian text"));
    }
    let used = used(crates);
    for key in albanian.keys().filter(|key| !used.covers(key)) {
        problems.push(format!("`{key}` is not used"));
    }
    for (key, file) in &used.required {
        if !albanian.contains_key(key) {
            problems.push(format!("`{key}` is used in {file} and does not exist"));
        }
    }
    problems
}

/// Keys with the values that their texts take.
fn messages(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(folder, &["ftl"]) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with(' ')) {
                current = key.trim().to_owned();
                found.entry(current.clone()).or_default();
            }
            let values = found.entry(current.clone()).or_default();
            values.extend(line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .collect()
            }));
        }
    }
    found.remove("");
    found
}

#[derive(Default)]
struct Used {
    literals: BTreeSet<String>,
    families: BTreeSet<String>,
    required: BTreeMap<String, String>,
}

impl Used {
    fn covers(&self, key: &str) -> bool {
        self.literals.contains(key) || self.families.iter().any(|family| key.starts_with(family))
    }
}

fn used(crates: &Path) -> Used {
    let mut used = Used::default();
    for path in files(crates, &["rs", "html"]) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for line in text.lines() {
            let declared = line.trim_start().trim_start_matches("{#").trim_start();
            let declared = declared.trim_start_matches("//").trim_start();
            if let Some(keys) = declared.strip_prefix("words: ") {
                for key in keys.trim_end_matches("#}").split_whitespace() {
                    match key.strip_suffix('*') {
                        Some(family) => used.families.insert(family.to_owned()),
                        None => used.literals.insert(key.to_owned()),
                    };
                }
            }
            for part in line.split('"').skip(1).step_by(2) {
                used.literals.insert(part.to_owned());
            }
        }
        for call in [
            ".text(\"",
            ".with(\"",
            "words.text(\"",
            "Refused(\"",
            "refused(\"",
        ] {
            for rest in text.split(call).skip(1) {
                if let Some((key, _)) = rest.split_once('"') {
                    used.required.insert(key.to_owned(), shown.clone());
                }
            }
        }
    }
    used
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path
            .extension()
            .is_some_and(|end| endings.iter().any(|one| end == *one))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What in any crate's templates would break the strict content policy; empty when nothing does.
#[must_use]
pub fn template_problems(crates: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    for path in files(crates, &["html"]) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for forbidden in [
            " style=",
            "<style",
            " onclick=",
            " onload=",
            " onchange=",
            "javascript:",
            "http://",
            "https://",
            "|safe",
        ] {
            let allowed = forbidden == "|safe" && text.contains("{# drawn by press #}");
            if text.contains(forbidden) && !allowed {
                problems.push(format!("{} contains `{forbidden}`", path.display()));
            }
        }
        if text.contains("<script>") {
            problems.push(format!("{} contains a script", path.display()));
        }
    }
    problems
}
