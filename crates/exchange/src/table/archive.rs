//! The zip archive around a workbook: looked at as a whole, and unpacked once into nothing, before
//! any parser sees it. Declared sizes are never believed.

use super::{
    error::{ForeignKind, ReadError},
    limits::Limits,
};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// The most parts that a workbook may consist of.
const MAXIMUM_PARTS: usize = 4_000;
/// Below this many unpacked bytes no ratio is suspicious.
const HARMLESS_BYTES: u64 = 1 << 20;

/// The workbook families that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Office Open XML (`.xlsx`).
    Xlsx,
    /// OpenDocument (`.ods`).
    Ods,
}

/// Tells which workbook is inside, after checking that all of it unpacks within the limits.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<Family, ReadError> {
    let mut archive = open(bytes)?;
    if archive.len() > MAXIMUM_PARTS {
        return Err(ReadError::Damaged("too many parts".into()));
    }
    unpack_into_nothing(&mut archive, bytes.len() as u64, limits)?;
    let names: Vec<_> = archive.file_names().flatten().map(String::from).collect();
    let has = |name: &str| names.iter().any(|part| part == name);
    let has_folder = |name: &str| names.iter().any(|part| part.starts_with(name));
    if has("xl/workbook.bin") {
        return Err(ReadError::WrongKind(ForeignKind::BinaryWorkbook));
    }
    if has("[Content_Types].xml") {
        return if has_folder("xl/") {
            Ok(Family::Xlsx)
        } else if has_folder("word/") {
            Err(ReadError::WrongKind(ForeignKind::TextDocument))
        } else if has_folder("ppt/") {
            Err(ReadError::WrongKind(ForeignKind::Presentation))
        } else {
            Err(ReadError::WrongKind(ForeignKind::Archive))
        };
    }
    if has("content.xml") && has("mimetype") {
        return open_document(&mut archive);
    }
    Err(ReadError::WrongKind(ForeignKind::Archive))
}

/// One part of an archive that [`inspect`] has accepted, as text.
pub(super) fn part(bytes: &[u8], name: &str, limits: &Limits) -> Result<String, ReadError> {
    read_part(&mut open(bytes)?, name, limits.unpacked_bytes)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ReadError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Truncated)
}

fn unpack_into_nothing(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    packed: u64,
    limits: &Limits,
) -> Result<(), ReadError> {
    let most = limits.unpacked_bytes;
    let ratio_bound = packed
        .saturating_mul(limits.unpacked_ratio)
        .max(HARMLESS_BYTES);
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let file = match archive.by_index(index) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(reason))
                if reason == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                return Err(ReadError::PasswordProtected);
            }
            Err(error) => return Err(ReadError::Damaged(error.to_string())),
        };
        let room = (most - unpacked).min(ratio_bound - unpacked) + 1;
        unpacked += io::copy(&mut file.take(room), &mut io::sink())
            .map_err(|error| ReadError::Damaged(error.to_string()))?;
        if unpacked > most {
            return Err(ReadError::UnpacksTooLarge { limit: most });
        }
        if unpacked > ratio_bound {
            let limit = limits.unpacked_ratio;
            return Err(ReadError::UnpacksTooDense { limit });
        }
    }
    Ok(())
}

fn open_document(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Family, ReadError> {
    let kind = read_part(archive, "mimetype", 1 << 10)?;
    if let Ok(manifest) = read_part(archive, "META-INF/manifest.xml", 1 << 20)
        && manifest.contains("encryption-data")
    {
        return Err(ReadError::PasswordProtected);
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet"
        | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Family::Ods),
        kind if kind.contains("opendocument.text") => {
            Err(ReadError::WrongKind(ForeignKind::TextDocument))
        }
        kind if kind.contains("opendocument.presentation") => {
            Err(ReadError::WrongKind(ForeignKind::Presentation))
        }
        _ => Err(ReadError::WrongKind(ForeignKind::Archive)),
    }
}

fn read_part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    most: u64,
) -> Result<String, ReadError> {
    let damaged = |what: &dyn std::fmt::Display| ReadError::Damaged(format!("{name}: {what}"));
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut content = Vec::new();
    file.take(most)
        .read_to_end(&mut content)
        .map_err(|error| damaged(&error))?;
    String::from_utf8(content).map_err(|_| damaged(&"not UTF-8"))
}
