//! `besa table protect`: a table with counts in, one that may be published out. What comes out was
//! audited together with everything released before; it must never come out otherwise.

use super::audit::{AuditOptions, load};
use crate::{
    Error,
    rounding::{self, Options},
    table::{Missing, Published},
};
use serde_json::{Value, json};

/// What is asked.
#[derive(Debug, Clone)]
pub struct ProtectOptions {
    /// The table with its counts, what was released before, and against whom.
    pub reading: AuditOptions,
    /// How to round.
    pub rounding: Options,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct ProtectOutcome {
    /// The table that may be published: long CSV with the headings of the input.
    pub csv: String,
    /// The report: `cells`, `base`, `steps`, `change`, `largest_change`, `loose_sums`.
    pub report: Value,
}

/// Rounds a table and audits the result.
///
/// # Errors
/// Whatever is wrong with the files; [`Error::Infeasible`] when the table cannot be rounded, or when
/// a reader who knows everything released before could still tell a count.
pub fn protect(options: &ProtectOptions) -> Result<ProtectOutcome, Error> {
    let (system, warnings) = load(&options.reading, true)?;
    let protected = rounding::protect(&system, &options.reading.attacker, &options.rounding)?;
    let told: Vec<String> = protected
        .audit
        .disclosed()
        .map(|cell| system.label(cell.cell).words)
        .take(5)
        .collect();
    if !told.is_empty() {
        return Err(Error::Infeasible {
            reason: format!(
                "with what was released before, a reader could still tell {}; leave these out or take fewer dimensions",
                told.join("; ")
            ),
        });
    }
    let rounded = &protected.rounded;
    Ok(ProtectOutcome {
        csv: csv(&protected, &options.reading)?,
        report: json!({
            "method": "controlled rounding",
            "cells": rounded.values.iter().flatten().count(),
            "base": rounded.base,
            "steps": rounded.steps,
            "change": rounded.total_change,
            "largest_change": rounded.largest_change,
            "loose_sums": rounded.loose_sums,
            "warnings": warnings,
        }),
    })
}

/// The first file's cells with their multiples. Where a cell without a row is a zero, rounded zeros
/// have no row either: otherwise the rows would tell small counts from true zeros.
fn csv(protected: &rounding::Protected, reading: &AuditOptions) -> Result<String, Error> {
    let system = &protected.system;
    let unwritable = |error: csv::Error| Error::File {
        file: "output".to_owned(),
        reason: error.to_string(),
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut is_headed = false;
    for (number, cell) in system.cells().iter().enumerate() {
        let Published::Rounded { value, .. } = cell.published else {
            continue;
        };
        let (Some((table, position)), Some(_)) =
            (system.place(number), protected.rounded.values[number])
        else {
            continue;
        };
        if value == 0 && reading.missing == Missing::Zero {
            continue;
        }
        let table = &system.tables()[table];
        if !is_headed {
            let context = table.context().iter().map(|(name, _)| name.as_str());
            let names = table.dimensions().iter().map(crate::Dimension::name);
            let heading = context.chain(names).chain([reading.value.as_str()]);
            writer.write_record(heading).map_err(unwritable)?;
            is_headed = true;
        }
        let context = table.context().iter().map(|(_, code)| code.clone());
        let codes = table.codes_at(position).into_iter().map(str::to_owned);
        let row = context.chain(codes).chain([value.to_string()]);
        writer.write_record(row).map_err(unwritable)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::File {
        file: "output".to_owned(),
        reason: error.to_string(),
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
