//! Giving numbers to codes, once and for all.

use super::Used;
use crate::CommitteeError;
use std::collections::{HashMap, HashSet};
use store::Database;
use vocabulary::{Breakdown, CountingRule};

/// Codes of one kind, both ways.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    by_code: HashMap<String, i64>,
    by_number: HashMap<i64, String>,
}

impl Numbers {
    pub(super) fn number(&self, code: &str) -> Option<i64> {
        self.by_code.get(code).copied()
    }

    pub(super) fn code(&self, number: i64) -> Option<&str> {
        self.by_number.get(&number).map(String::as_str)
    }

    pub(super) fn find(&self, kind: &'static str, code: &str) -> Result<i64, CommitteeError> {
        self.number(code)
            .ok_or_else(|| CommitteeError::UnknownCode {
                kind,
                code: code.to_owned(),
            })
    }
}

/// Makes sure that each code has a number, and reads all numbers of the kind.
pub(super) async fn intern(
    database: &Database,
    kind: i64,
    codes: Vec<String>,
) -> Result<Numbers, CommitteeError> {
    let known = read(database, kind).await?;
    let mut seen = HashSet::new();
    let missing: Vec<&String> = codes
        .iter()
        .filter(|code| known.number(code).is_none() && seen.insert(code.as_str()))
        .collect();
    if missing.is_empty() {
        return Ok(known);
    }
    let mut transaction = database.begin().await?;
    for code in missing {
        // Another process may have given the number in between: then nothing is inserted.
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO code_number (kind, number, code)
                 SELECT $1, COALESCE(MAX(number), 0) + 1, $2 FROM code_number WHERE kind = $1
                 ON CONFLICT DO NOTHING",
            )
            .bind(kind)
            .bind(code)
        )?;
    }
    transaction.commit().await?;
    read(database, kind).await
}

async fn read(database: &Database, kind: i64) -> Result<Numbers, CommitteeError> {
    let rows: Vec<(i64, String)> = store::read!(database, connection => {
        store::query_as("SELECT number, code FROM code_number WHERE kind = $1")
            .bind(kind)
            .fetch_all(connection)
    })?;
    Ok(Numbers {
        by_code: rows
            .iter()
            .map(|(number, code)| (code.clone(), *number))
            .collect(),
        by_number: rows.into_iter().collect(),
    })
}

pub(super) async fn intern_rules(
    database: &Database,
    rules: &[&CountingRule],
) -> Result<(), CommitteeError> {
    if rules.is_empty() {
        return Ok(());
    }
    let mut transaction = database.begin().await?;
    for rule in rules {
        let content =
            serde_json::to_string(rule).map_err(|_| CommitteeError::Corrupt("counting rule"))?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO counting_rule (number, content)
                 SELECT COALESCE(MAX(number), 0) + 1, $1 FROM counting_rule WHERE 1 = 1
                 ON CONFLICT DO NOTHING",
            )
            .bind(content)
        )?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Reads all breakdowns and rules that have numbers.
pub(super) async fn used(
    database: &Database,
    breakdowns: &Numbers,
) -> Result<Used, CommitteeError> {
    let mut used = Used::default();
    for (number, code) in &breakdowns.by_number {
        let breakdown = Breakdown::parse(code).map_err(|_| CommitteeError::Corrupt("breakdown"))?;
        used.breakdown_numbers.insert(breakdown.clone(), *number);
        used.breakdowns.insert(*number, breakdown);
    }
    let rows: Vec<(i64, String)> = store::read!(database, connection => {
        store::query_as("SELECT number, content FROM counting_rule").fetch_all(connection)
    })?;
    for (number, content) in rows {
        let rule: CountingRule =
            serde_json::from_str(&content).map_err(|_| CommitteeError::Corrupt("counting rule"))?;
        used.rule_numbers.insert(rule.clone(), number);
        used.rules.insert(number, rule);
    }
    Ok(used)
}
