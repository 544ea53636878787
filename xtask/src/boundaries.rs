//! The boundaries between our crates, held against the table in ARCHITECTURE.md.
//!
//! The table is what people read; this check is why they can believe it. Every crate of ours has
//! to stand in it, and may depend on nothing of ours that its row does not name. Dependencies of
//! tests count too: a test that reaches across a wall is a hole in it.

use crate::run::{cargo, output};
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Table = BTreeMap<String, BTreeSet<String>>;

/// Compares the crates' manifests with the table.
///
/// # Errors
/// When a crate is missing from the table, or a dependency is not allowed by it.
pub fn check() -> anyhow::Result<()> {
    let text = std::fs::read_to_string("ARCHITECTURE.md").context("cannot read ARCHITECTURE.md")?;
    let allowed = allowed(&text)?;
    let actual = actual()?;
    let mut problems = problems(&allowed, &actual);
    problems.extend(holes(&actual));
    if problems.is_empty() {
        Ok(())
    } else {
        bail!(
            "the crates do not keep to ARCHITECTURE.md:\n{}",
            problems.join("\n")
        )
    }
}

/// Who holds, works on, shows or plays cases, and the program that puts everything together. From no
/// other crate can a type be named that holds an identity, over however many crates.
const MAY_REACH_CASES: [&str; 6] = [
    "besa",
    "casework",
    "gate",
    "seal",
    "table-demonstration",
    "web-casework",
];
/// Who may depend on both wings.
const MAY_SEE_BOTH: [&str; 2] = ["besa", "gate"];

/// The wall between the wings, whatever the table says: a hole in it is a hole in both.
fn holes(actual: &Table) -> Vec<String> {
    let mut holes = Vec::new();
    for name in actual.keys() {
        let reached = reached(actual, name);
        for wall in ["casework", "seal"] {
            if reached.contains(wall) && !MAY_REACH_CASES.contains(&name.as_str()) {
                holes.push(format!("- `{name}` reaches `{wall}` through the wall"));
            }
        }
        let sees_both = ["casework", "committee"]
            .iter()
            .all(|wing| reached.contains(*wing));
        if sees_both && !MAY_SEE_BOTH.contains(&name.as_str()) {
            holes.push(format!("- `{name}` sees both wings"));
        }
    }
    holes
}

/// Every crate of ours that one reaches, over however many others.
fn reached(actual: &Table, name: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut next = vec![name.to_owned()];
    while let Some(one) = next.pop() {
        for used in actual.get(&one).into_iter().flatten() {
            if reached.insert(used.clone()) {
                next.push(used.clone());
            }
        }
    }
    reached
}

fn problems(allowed: &Table, actual: &Table) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, dependencies) in actual {
        let Some(row) = allowed.get(name) else {
            problems.push(format!("- `{name}` is not in the table"));
            continue;
        };
        if row.contains("everything") {
            continue;
        }
        for dependency in dependencies.difference(row) {
            problems.push(format!("- `{name}` may not use `{dependency}`"));
        }
    }
    for name in allowed.keys().filter(|name| !actual.contains_key(*name)) {
        problems.push(format!("- the table names `{name}`, which does not exist"));
    }
    problems
}

/// Rows of the form ``| `name` | what | `a` `b` |`` under the heading "Who may use whom".
fn allowed(text: &str) -> anyhow::Result<Table> {
    let section = text
        .split("## Who may use whom")
        .nth(1)
        .context("ARCHITECTURE.md has no section \"Who may use whom\"")?;
    let section = section.split("\n## ").next().unwrap_or(section);
    let quoted = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let mut table = Table::new();
    for line in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let [names, _, users] = cells[..] else {
            bail!("a row of the table does not have three cells: {line}");
        };
        let users: BTreeSet<String> = quoted(users).into_iter().collect();
        for name in quoted(names) {
            table.insert(name, users.clone());
        }
    }
    Ok(table)
}

fn actual() -> anyhow::Result<Table> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    Ok(packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array();
            let used = dependencies
                .into_iter()
                .flatten()
                .map(name)
                .filter(|dependency| ours.contains(dependency) && *dependency != name(package))
                .collect();
            (name(package), used)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "## Who may use whom\n| crate | holds | may use |\n| --- | --- | --- |\n\
        | `a` | x | – |\n| `b` `c` | y | `a` |\n| `d` | z | `everything` |\n## Next\n| `e` | n | – |\n";

    fn table(rows: &[(&str, &[&str])]) -> Table {
        rows.iter()
            .map(|(name, used)| {
                (
                    (*name).to_owned(),
                    used.iter().map(|used| (*used).to_owned()).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn no_crate_reaches_an_identity_through_the_wall() {
        let actual = actual().unwrap();
        assert!(actual.contains_key("gate"));
        assert_eq!(holes(&actual), Vec::<String>::new());
        // The check finds what it is for, over a third crate and from a test's dependencies too.
        let mut holed = actual.clone();
        let press = holed.get_mut("press").unwrap();
        press.insert("table-demonstration".to_owned());
        let found = holes(&holed).join("\n");
        for hole in [
            "`press` reaches `casework`",
            "`press` reaches `seal`",
            "`web-committee` sees both wings",
        ] {
            assert!(found.contains(hole), "{hole}: {found}");
        }
    }

    #[test]
    fn a_forbidden_arrow_and_a_missing_crate_are_named() {
        let allowed = allowed(TABLE).unwrap();
        assert_eq!(allowed.len(), 4);
        let good = table(&[("a", &[]), ("b", &["a"]), ("c", &[]), ("d", &["a", "b"])]);
        assert!(problems(&allowed, &good).is_empty());
        let bad = table(&[
            ("a", &["b"]),
            ("b", &["a"]),
            ("c", &[]),
            ("d", &[]),
            ("e", &[]),
        ]);
        let found = problems(&allowed, &bad).join("\n");
        assert!(found.contains("`a` may not use `b`"));
        assert!(found.contains("`e` is not in the table"));
    }
}
