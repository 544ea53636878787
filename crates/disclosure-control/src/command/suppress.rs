//! `besa table protect --suppress`: a table with counts in, the same table with hidden cells out. It
//! was audited together with everything released before; it must never come out otherwise.

use super::{
    audit::{AuditOptions, load_apart},
    long::csv_rows,
    report, wishes,
};
use crate::{
    Error, Published, System,
    attacker::Zeros,
    certificate::Certificate,
    suppression::{self, Options, Protected},
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The sign of a hidden cell.
const SIGN: &str = "c";

/// What is asked.
#[derive(Debug, Clone)]
pub struct SuppressOptions {
    /// The table with its counts, what was released before, and against whom.
    pub reading: AuditOptions,
    /// How to suppress.
    pub suppression: Options,
    /// A list of cells that must be published.
    pub must_publish: Option<PathBuf>,
    /// A list of cells that must be hidden.
    pub never_publish: Option<PathBuf>,
    /// Whether the smallest and the largest possible count of hidden cells are written.
    pub ranges: bool,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct SuppressOutcome {
    /// The table that may be published: long CSV with the headings of the input.
    pub csv: String,
    /// The report: that of an audit, with `objective`, `bound`, `gap`, `primary` and `secondary`. It
    /// tells unsafe cells from their complements, so it must not be published.
    pub report: Value,
    /// The certificate, where one is wanted.
    pub certificate: Option<Certificate>,
}

/// Suppresses a table; looks for cheaper patterns until it is told that the time is over.
///
/// # Errors
/// Whatever is wrong with the files and lists; [`Error::Infeasible`] when no pattern is safe.
pub fn suppress(
    options: &SuppressOptions,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<SuppressOutcome, Error> {
    let known = &options.reading.attacker;
    if options.ranges && !(known.priors.is_empty() && known.contributions.is_empty()) {
        return Err(Error::Option {
            option: "ranges".to_owned(),
            reason: "what single readers know of cells would show in them; leave the ranges out"
                .to_owned(),
        });
    }
    let (system, mut warnings, own) = load_apart(&options.reading, true)?;
    let may_choose = |cell: usize| {
        let cell = &system.cells()[cell];
        cell.truth.is_some() && !cell.published.is_exact()
    };
    let mut asked = options.suppression.clone();
    for (list, file) in [
        (&mut asked.publish, &options.must_publish),
        (&mut asked.hide, &options.never_publish),
    ] {
        if let Some(file) = file {
            list.extend(wishes::cells(&system, file, may_choose)?);
        }
    }
    let mut attacker = options.reading.attacker.clone();
    if asked.rules.attributes && attacker.zeros == Zeros::AsPrinted {
        attacker.zeros = Zeros::MayBeHidden;
        warnings.push(
            "some zeros are hidden, so a hidden cell may be zero: check the table and the certificate with --attacker weak".to_owned(),
        );
    }
    let protected = suppression::protect_until(&system, &attacker, &asked, is_over)?;
    let certificate = options
        .reading
        .certificate
        .then(|| Certificate::of(&protected.system, &protected.audit))
        .transpose()?;
    Ok(SuppressOutcome {
        csv: csv(&protected, options, own)?,
        report: said(&protected, &asked, &warnings)?,
        certificate,
    })
}

fn said(protected: &Protected, asked: &Options, warnings: &[String]) -> Result<Value, Error> {
    let (system, done) = (&protected.system, &protected.suppressed);
    let mut said = report::of(system, &protected.audit, warnings)?;
    let primary: Vec<Value> = done
        .primary
        .iter()
        .map(|&(cell, reason)| {
            json!({ "coordinates": report::coordinates(system, cell), "reason": reason })
        })
        .collect();
    let secondary: Vec<Value> = done
        .secondary
        .iter()
        .map(|&cell| json!({ "coordinates": report::coordinates(system, cell) }))
        .collect();
    said["method"] = json!("suppression");
    said["objective"] = json!(done.cost);
    said["bound"] = json!(done.bound);
    said["gap"] = json!(done.gap());
    said["cheapest"] = json!(done.is_cheapest());
    said["cost"] = json!(asked.cost);
    said["rules"] = json!(asked.rules);
    said["primary"] = Value::Array(primary);
    said["secondary"] = Value::Array(secondary);
    Ok(said)
}

/// The cells of the first file in the order of the system.
fn csv(protected: &Protected, options: &SuppressOptions, own: usize) -> Result<String, Error> {
    let system = &protected.system;
    let ranges = ranges(system, protected);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, cell) in system.cells().iter().enumerate() {
        let Some((table, position)) = system.place(number).filter(|place| place.0 < own) else {
            continue;
        };
        if !cell.listed {
            continue;
        }
        let table = &system.tables()[table];
        if rows.is_empty() {
            let context = table.context().iter().map(|(name, _)| name.as_str());
            let names = table.dimensions().iter().map(crate::Dimension::name);
            let value = options.reading.value.as_str();
            let ends: &[&str] = if options.ranges {
                &["low", "high"]
            } else {
                &[]
            };
            let heading = context.chain(names).chain([value]);
            let heading = heading.chain(ends.iter().copied());
            rows.push(heading.map(str::to_owned).collect());
        }
        let context = table.context().iter().map(|(_, code)| code.as_str());
        let codes = context.chain(table.codes_at(position));
        let mut row: Vec<String> = codes.map(str::to_owned).collect();
        row.push(match cell.published {
            Published::Exact(value) | Published::Rounded { value, .. } => value.to_string(),
            Published::Hidden { .. } => SIGN.to_owned(),
        });
        if options.ranges {
            let word = |end: Option<i64>| end.map_or_else(String::new, |end| end.to_string());
            let (low, high) = ranges[number].unwrap_or_default();
            row.extend([word(low), word(high)]);
        }
        rows.push(row);
    }
    csv_rows(&rows)
}

/// For each cell the ends that any reader can find.
fn ranges(system: &System, protected: &Protected) -> Vec<Option<(Option<i64>, Option<i64>)>> {
    let mut ranges = vec![None; system.cells().len()];
    for cell in &protected.audit.cells {
        ranges[cell.cell] = Some((cell.low, cell.high));
    }
    ranges
}
