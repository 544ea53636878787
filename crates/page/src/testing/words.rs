//! Whether every text exists, in both languages, and none is idle.
//!
//! How a key counts as used, in `src` and `templates` of any crate:
//! - as a literal `"key"`;
//! - in a comment `// words: key` or `{# words: key #}` beside code that puts keys together, where
//!   `kind-{a,b}` stands for `kind-a` and `kind-b`, and `kind-*` for any key that begins so.
//!
//! How a key counts as required: in `text("…")`, `with("…")`, `of("…", "…")`, `Refused("…")` and
//! `refused("…")`, in the body of a `const fn key`, and in such a comment.

use super::sources::{Source, crates_with_pages, files, folders};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use vocabulary::Language;

/// What is wrong with the words of all crates; empty when nothing is. `crates` is their folder.
#[must_use]
pub fn word_problems(crates: &Path) -> Vec<String> {
    let mut problems: Vec<String> = Language::ALL
        .into_iter()
        .flat_map(crate::words::faults)
        .collect();
    let albanian = messages(&crates.join("page/words/sq"));
    let english = messages(&crates.join("page/words/en"));
    problems.extend(differences(&albanian, &english));
    let mut used = Used::default();
    for folder in folders(crates) {
        for source in files(&folder.join("src"), &["rs"]) {
            used.read(&source, Calls::Refusals);
        }
    }
    for folder in crates_with_pages(crates) {
        for source in files(&folder.join("src"), &["rs"]) {
            used.read(&source, Calls::Words);
        }
        for source in files(&folder.join("templates"), &["html"]) {
            used.read(&source, Calls::Words);
        }
    }
    problems.extend(used.problems(&albanian));
    problems
}

/// Keys with the values that their texts take.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(folder: &Path) -> Messages {
    let mut found = Messages::new();
    for source in files(folder, &["ftl"]) {
        let mut current = String::new();
        for line in source.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with(' ')) {
                current = key.trim().to_owned();
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

fn differences(albanian: &Messages, english: &Messages) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, values) in albanian {
        match english.get(key) {
            None => problems.push(format!("`{key}` has no English text")),
            Some(other) if other != values => {
                problems.push(format!("`{key}` takes other values in English"));
            }
            Some(_) => {}
        }
    }
    let only_english = english.keys().filter(|key| !albanian.contains_key(*key));
    problems.extend(only_english.map(|key| format!("`{key}` has no Albanian text")));
    problems
}

/// Which calls of a source name a key that has to exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Calls {
    /// Those of a crate that knows no words, and names keys for the crate that shows its refusals.
    Refusals,
    /// Those of a crate with pages.
    Words,
}

#[derive(Default)]
struct Used {
    literals: BTreeSet<String>,
    /// Beginnings of keys, with where they are declared.
    families: BTreeMap<String, String>,
    /// Keys that have to exist, with where they are named.
    required: BTreeMap<String, String>,
}

impl Used {
    fn read(&mut self, source: &Source, calls: Calls) {
        let literals = source.text.split('"').filter(|part| is_key(part));
        self.literals.extend(literals.map(str::to_owned));
        let mut named = after(&source.text, &["Refused(", "refused("]);
        named.extend(keys_of_refusals(&source.text));
        if calls == Calls::Words {
            named.extend(after(&source.text, &[".text(", ".with("]));
            for (family, code) in families(&source.text) {
                match code {
                    Some(code) => named.push(format!("{family}-{code}")),
                    None => self.declare(&format!("{family}-*"), source),
                }
            }
            for line in source.text.lines() {
                for key in declared(line) {
                    self.declare(&key, source);
                }
            }
        }
        for key in named {
            self.declare(&key, source);
        }
    }

    fn declare(&mut self, key: &str, source: &Source) {
        let place = source.shown.clone();
        match key.strip_suffix('*') {
            Some(family) => self.families.insert(family.to_owned(), place),
            None => self.required.insert(key.to_owned(), place),
        };
    }

    fn problems(&self, messages: &Messages) -> Vec<String> {
        let mut problems = Vec::new();
        for key in messages.keys() {
            let is_used = self.literals.contains(key)
                || self.required.contains_key(key)
                || self.families.keys().any(|family| key.starts_with(family));
            if !is_used {
                problems.push(format!("`{key}` is not used"));
            }
        }
        for (key, place) in &self.required {
            if !messages.contains_key(key) {
                problems.push(format!("`{key}` is used in {place} and does not exist"));
            }
        }
        for (family, place) in &self.families {
            if !messages.keys().any(|key| key.starts_with(family)) {
                problems.push(format!("`{family}*` of {place} has no key"));
            }
        }
        problems
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A literal key at the very beginning of a text, and what follows it.
fn leading_key(text: &str) -> Option<(&str, &str)> {
    text.trim_start()
        .strip_prefix('"')?
        .split_once('"')
        .filter(|(key, _)| is_key(key))
}

/// The keys that stand as the first argument of these calls.
fn after(text: &str, calls: &[&str]) -> Vec<String> {
    calls
        .iter()
        .flat_map(|call| text.split(call).skip(1))
        .filter_map(|rest| leading_key(rest).map(|(key, _)| key.to_owned()))
        .collect()
}

/// The families of `of("family", …)`, with the code where it is a literal.
fn families(text: &str) -> Vec<(String, Option<String>)> {
    text.split(".of(")
        .skip(1)
        .filter_map(|rest| {
            let (family, rest) = leading_key(rest)?;
            let code = rest.trim_start().strip_prefix(',').and_then(leading_key);
            Some((family.to_owned(), code.map(|(code, _)| code.to_owned())))
        })
        .collect()
}

/// The keys that `const fn key(…) -> &'static str` of an error returns.
fn keys_of_refusals(text: &str) -> Vec<String> {
    text.split("const fn key(")
        .skip(1)
        .flat_map(|rest| {
            let body = rest.split("\n    }\n").next().unwrap_or_default();
            body.split('"')
                .skip(1)
                .step_by(2)
                .filter(|key| is_key(key))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The keys of a comment `words: …`, with `{a,b}` spelled out.
fn declared(line: &str) -> Vec<String> {
    let line = line.trim_start();
    let comment = line.strip_prefix("//").or_else(|| line.strip_prefix("{#"));
    let Some(keys) = comment.and_then(|text| text.trim_start().strip_prefix("words: ")) else {
        return Vec::new();
    };
    keys.trim_end_matches("#}")
        .split_whitespace()
        .flat_map(spelled_out)
        .collect()
}

/// `kind-{a,b}-title` as `kind-a-title` and `kind-b-title`.
fn spelled_out(key: &str) -> Vec<String> {
    let Some((head, (codes, tail))) = key
        .split_once('{')
        .and_then(|(head, rest)| Some((head, rest.split_once('}')?)))
    else {
        return vec![key.to_owned()];
    };
    codes
        .split(',')
        .map(|code| format!("{head}{code}{tail}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(source: &str, keys: &[&str]) -> Vec<String> {
        let mut used = Used::default();
        let source = Source {
            shown: "here".to_owned(),
            text: source.to_owned(),
        };
        used.read(&source, Calls::Words);
        used.problems(
            &keys
                .iter()
                .map(|key| ((*key).to_owned(), BTreeSet::new()))
                .collect(),
        )
    }

    #[test]
    fn a_key_that_is_named_has_to_exist_and_one_that_exists_to_be_named() {
        assert!(problems("words.text(\n  \"help\")", &["help"]).is_empty());
        assert_eq!(problems("words.text(\"help\")", &[]).len(), 1);
        assert_eq!(problems("", &["help"]), ["`help` is not used"]);
        assert!(problems("title=\"{{ frame.text(\"help\") }}\"", &["help"]).is_empty());
    }

    #[test]
    fn keys_that_are_put_together_are_declared() {
        assert!(problems("// words: day-{one,two}", &["day-one", "day-two"]).is_empty());
        assert_eq!(problems("// words: day-{one,two}", &["day-one"]).len(), 1);
        assert!(problems("// words: day-{1,2}-name", &["day-1-name", "day-2-name"]).is_empty());
        assert!(problems("words.of(\"day\", code)", &["day-one"]).is_empty());
        assert_eq!(problems("words.of(\"day\", code)", &["night"]).len(), 2);
        assert_eq!(
            problems("words.of(\"day\", \"one\")", &["day-two"]).len(),
            2
        );
    }

    #[test]
    fn the_keys_of_refusals_have_to_exist() {
        let code = "const fn key(&self) -> &str {\n match self { A => \"too-late\" }\n    }\n";
        assert!(problems(code, &["too-late"]).is_empty());
        assert_eq!(problems(code, &[]).len(), 1);
        assert_eq!(problems("Error::Refused(\"too-late\")", &[]).len(), 1);
    }
}
