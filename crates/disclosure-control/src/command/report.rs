//! The report of an audit as JSON. Field names are a promise to other programs: add, never rename.

use crate::{
    Error, System,
    audit::{Audit, Explainer},
};
use serde_json::{Map, Value, json};

/// At most so many reasons are written out; intervals are written for every cell.
const MOST_REASONS: usize = 2_000;

/// Writes the report.
pub(super) fn of(system: &System, audit: &Audit, warnings: &[String]) -> Result<Value, Error> {
    let mut explainer = Explainer::new(system, audit)?;
    let mut reasons = 0;
    let cells: Vec<Value> = audit
        .cells
        .iter()
        .map(|found| {
            let mut cell = json!({
                "coordinates": coordinates(system, found.cell),
                "published": system.cells()[found.cell].published.to_string(),
                "low": found.low,
                "high": found.high,
                "exact": found.exact,
                "disclosed": found.disclosed,
                "narrow": found.narrow,
            });
            if found.narrow && reasons < MOST_REASONS {
                reasons += 1;
                let derivation = explainer.explain(found);
                cell["why"] = json!(derivation.english());
                cell["derivation"] = json!(derivation);
            } else {
                cell["why"] = json!(interval(found.low, found.high));
            }
            cell
        })
        .collect();
    let attributes: Vec<Value> = audit
        .attributes
        .iter()
        .map(|found| {
            json!({
                "group": coordinates(system, found.group),
                "dimension": found.dimension,
                "code": found.code,
                "least": found.people.0,
                "most": found.people.1,
                "why": found.english(system),
            })
        })
        .collect();
    Ok(json!({
        "cells": cells,
        "attributes": attributes,
        "warnings": warnings,
        "summary": {
            "hidden": audit.cells.len(),
            "disclosed": audit.disclosed().count(),
            "narrow": audit.cells.iter().filter(|cell| cell.narrow).count(),
            "unproved": audit.cells.iter().filter(|cell| !cell.exact).count(),
            "width": audit.width,
            "safe": audit.is_safe(),
            "tables": system.tables().len(),
            "cells": system.cells().len(),
            "equations": system.equation_count(),
            "attacker": audit.attacker,
            "engine": env!("CARGO_PKG_VERSION"),
        },
    }))
}

pub(super) fn coordinates(system: &System, cell: usize) -> Value {
    let pairs = system.label(cell).coordinates;
    let map: Map<String, Value> = pairs
        .into_iter()
        .map(|(name, code)| (name, Value::String(code)))
        .collect();
    Value::Object(map)
}

fn interval(low: Option<i64>, high: Option<i64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("anything from {low} to {high} is possible"),
        (Some(low), None) => format!("anything from {low} on is possible"),
        (None, Some(high)) => format!("anything up to {high} is possible"),
        (None, None) => "anything is possible".to_owned(),
    }
}
