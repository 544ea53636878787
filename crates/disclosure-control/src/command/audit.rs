//! `besa table audit`: what a reader finds out from a file, together with everything released
//! before. It must never leave a released file out because it is inconvenient.

use super::report;
use crate::{
    Attacker, Catalogue, Error, System, Table,
    audit::{self, Options},
    certificate::Certificate,
    reader::{self, Cells, Links, Reading},
    table::Missing,
};
use serde_json::Value;
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// What is asked.
#[derive(Debug, Clone)]
pub struct AuditOptions {
    /// The table: long CSV.
    pub file: PathBuf,
    /// The heading of the column with the values.
    pub value: String,
    /// The code of the totals.
    pub total: String,
    /// What a cell stands for that has no row.
    pub missing: Missing,
    /// Dimension and file (child,parent).
    pub hierarchies: Vec<(String, PathBuf)>,
    /// Where the table is rounded: the base, and how many bases a value may be away from its count.
    pub rounded: Option<(i64, i64)>,
    /// Tables released before, in the same form; each with its base and steps where it was rounded.
    pub released: Vec<(PathBuf, Option<(i64, i64)>)>,
    /// Against whom.
    pub attacker: Attacker,
    /// How far apart the possible counts of a hidden cell must be.
    pub width: i64,
    /// Whether a certificate is wanted.
    pub certificate: bool,
    /// Files among these that are no long CSV and were read by the caller (spreadsheets).
    pub sheets: Vec<(PathBuf, Cells)>,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct AuditOutcome {
    /// The report: `cells`, `attributes`, `warnings`, `summary`.
    pub report: Value,
    /// Whether a hidden cell is disclosed.
    pub disclosed: bool,
    /// The certificate, where one is wanted and every cell is wide enough.
    pub certificate: Option<Certificate>,
}

/// Audits a file.
///
/// # Errors
/// Whatever is wrong with the files, their numbers or the attacker, each with its place.
pub fn audit(options: &AuditOptions) -> Result<AuditOutcome, Error> {
    let (system, warnings) = load(options, false)?;
    let asked = Options {
        width: options.width,
        ..Options::default()
    };
    let audit = audit::audit(&system, &options.attacker, &asked)?;
    let certificate = if options.certificate && audit.is_safe() {
        Some(Certificate::of(&system, &audit)?)
    } else {
        None
    };
    Ok(AuditOutcome {
        report: report::of(&system, &audit, &warnings)?,
        disclosed: audit.disclosed().next().is_some(),
        certificate,
    })
}

/// Reads everything; with `is_new`, nothing of the first file was published yet.
pub(super) fn load(options: &AuditOptions, is_new: bool) -> Result<(System, Vec<String>), Error> {
    let (system, warnings, _) = load_apart(options, is_new)?;
    Ok((system, warnings))
}

/// As [`load`]; also says how many tables, the first ones, are those of the first file.
pub(super) fn load_apart(
    options: &AuditOptions,
    is_new: bool,
) -> Result<(System, Vec<String>, usize), Error> {
    let hierarchies = options
        .hierarchies
        .iter()
        .map(|(dimension, path)| {
            let links = reader::read_links(&name(path), open(path)?)?;
            Ok((dimension.clone(), links))
        })
        .collect::<Result<Vec<(String, Links)>, Error>>()?;
    let reading = Reading {
        value: options.value.clone(),
        total: options.total.clone(),
        missing: options.missing,
        hierarchies,
    };
    let mut catalogue = Catalogue::new();
    let mut warnings = Vec::new();
    let mut own_tables = 0;
    let own = (&options.file, options.rounded);
    let released = options.released.iter().map(|(path, how)| (path, *how));
    for (path, rounded) in std::iter::once(own).chain(released) {
        let sheet = match options.sheets.iter().find(|(named, _)| named == path) {
            Some((_, cells)) => reader::read_cells(&name(path), cells, &reading)?,
            None => reader::read(&name(path), open(path)?, &reading)?,
        };
        let is_first = path == &options.file;
        own_tables = own_tables.max(if is_first { sheet.tables.len() } else { 0 });
        for table in sheet.tables {
            let table = match rounded {
                _ if is_new && is_first => counted(table.unpublished(), path)?,
                Some((base, steps)) => table.rounded(base, steps)?,
                None => table,
            };
            catalogue.publish(table)?;
        }
        for relation in sheet.relations {
            if !catalogue.relations().contains(&relation) {
                catalogue.relate(relation)?;
            }
        }
        warnings.extend(sheet.warnings);
    }
    Ok((catalogue.system()?, warnings, own_tables))
}

/// Refuses a table to be protected in which a count is missing.
fn counted(table: Table, path: &Path) -> Result<Table, Error> {
    let is_missing = |position: &u64| {
        table
            .entry(*position)
            .is_some_and(|one| one.truth.is_none())
    };
    match table.positions().into_iter().find(is_missing) {
        Some(position) => Err(Error::File {
            file: name(path),
            reason: format!(
                "{} has no count; a table can only be protected from its true counts",
                table.codes_at(position).join(", ")
            ),
        }),
        None => Ok(table),
    }
}

/// An attacker by name (`strong`, `weak`) or from a JSON file.
///
/// # Errors
/// [`Error::File`] when it is neither, with what is wrong.
pub fn parse_attacker(text: &str) -> Result<Attacker, Error> {
    match text {
        "strong" => Ok(Attacker::default()),
        "weak" => Ok(Attacker::weak()),
        path => {
            let path = Path::new(path);
            serde_json::from_reader(std::io::BufReader::new(open(path)?)).map_err(|error| {
                Error::File {
                    file: name(path),
                    reason: format!("it describes no attacker: {error}"),
                }
            })
        }
    }
}

pub(super) fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|error| Error::File {
        file: path.display().to_string(),
        reason: format!("cannot be opened ({error})"),
    })
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
