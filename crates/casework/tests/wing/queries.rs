//! No query of the wing walks through a long table: every statement in its source is shown to the
//! engine, and each walk that is meant is named here with its reason.

use crate::setup::TABLES;
use std::{fs, path::Path};
use store::testing::each_engine;

/// What stays short, however long the wing is used: workers, providers, what is kept for a day; and the
/// names of groups that a statement has made itself. Some stand under the name that statements give them.
const SHORT: [&str; 8] = [
    "worker",
    "w",
    "provider",
    "p",
    "draft",
    "refusal",
    "agreements",
    "days",
];

/// Walks that are meant: a part of the statement, and why.
const MEANT: [(&str, &str); 2] = [
    (
        "FROM emergency_opening e JOIN",
        "emergencies are few by nature",
    ),
    (
        "ended_by, ended_at FROM recovery",
        "a part: what follows names one worker or institution",
    ),
];

/// What reads everything, once a quarter, for the gate.
const COUNTING: [&str; 2] = ["src/counting", "src/justice/facts.rs"];

/// The texts between quotes in a file of code that begin as statements do.
fn statements(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let text = &rest[start + 1..];
        let mut end = 0;
        let bytes = text.as_bytes();
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = end.min(text.len());
        let literal = &text[..end];
        let is_statement = ["SELECT ", "UPDATE ", "DELETE FROM "]
            .iter()
            .any(|verb| literal.starts_with(verb));
        // What ends in a blank goes on elsewhere.
        if is_statement && !literal.ends_with(' ') {
            found.push(literal.to_owned());
        }
        rest = text.get(end + 1..).unwrap_or_default();
    }
    found
}

fn code(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if COUNTING.iter().any(|part| path.ends_with(part)) {
            continue;
        }
        if path.is_dir() {
            code(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.extend(statements(&fs::read_to_string(path).unwrap()));
        }
    }
}

/// The tables that a plan walks through from end to end.
fn walked(plan: &str) -> Vec<&str> {
    let lines = plan
        .lines()
        .filter_map(|line| line.trim().strip_prefix("SCAN "));
    let names = lines.filter_map(|rest| rest.split(' ').next());
    let named = names.filter(|name| !matches!(*name, "CONSTANT" | "SUBQUERY"));
    named.filter(|name| !SHORT.contains(name)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_walks_through_a_long_table() {
    each_engine(&TABLES, |database| async move {
        let mut all = Vec::new();
        code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        let mut looked_at = 0;
        let mut slow = Vec::new();
        for statement in &all {
            // Statements that are put together of parts are looked at where they are whole.
            let text: &'static str = Box::leak(statement.clone().into_boxed_str());
            let Ok(plan) = database.query_plan(text).await else {
                continue;
            };
            looked_at += 1;
            let is_meant = MEANT.iter().any(|(part, _)| statement.contains(part));
            let tables = walked(&plan);
            if !tables.is_empty() && !is_meant {
                slow.push(format!("{tables:?} in {statement}\n{plan}"));
            }
        }
        assert!(slow.is_empty(), "{}", slow.join("\n\n"));
        assert!(
            looked_at > 120,
            "only {looked_at} of {} were whole",
            all.len()
        );
    })
    .await;
}
