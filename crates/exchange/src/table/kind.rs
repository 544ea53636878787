//! What kind of file this is, by its content: names lie (`.xls` is often a web page or a CSV).

use super::error::{ForeignKind, ReadError};

/// The kinds that begin differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive: a workbook of either family, or something else.
    Archive,
    /// Text in some encoding.
    Text,
}

const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Tells archives from texts and refuses everything else.
pub(super) fn recognise(bytes: &[u8]) -> Result<Kind, ReadError> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Ok(Kind::Archive);
    }
    if starts(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    let foreign = if starts(b"%PDF") {
        ForeignKind::Pdf
    } else if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") {
        ForeignKind::Picture
    } else if starts(b"\x1F\x8B") || starts(b"Rar!") || starts(b"7z\xBC\xAF") {
        ForeignKind::Archive
    } else if starts(b"{\\rtf") {
        ForeignKind::TextDocument
    } else {
        return markup(bytes).map_or(Ok(Kind::Text), |kind| Err(ReadError::WrongKind(kind)));
    };
    Err(ReadError::WrongKind(foreign))
}

/// An OLE compound file is an old workbook, or a new one inside an encrypted envelope.
fn compound_file(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        ReadError::PasswordProtected
    } else if holds("WordDocument") {
        ReadError::WrongKind(ForeignKind::TextDocument)
    } else {
        ReadError::WrongKind(ForeignKind::OldExcel)
    }
}

/// Whether the text is a web page or another XML document.
fn markup(bytes: &[u8]) -> Option<ForeignKind> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head: Vec<u8> = bytes
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(512)
        .map(u8::to_ascii_lowercase)
        .collect();
    let page = [
        &b"<!doctype html"[..],
        b"<html",
        b"<table",
        b"<head",
        b"<meta",
    ];
    if page.iter().any(|tag| head.starts_with(tag)) {
        Some(ForeignKind::WebPage)
    } else if head.starts_with(b"<?xml") {
        let is_page = head.windows(5).any(|window| window == b"<html");
        Some(if is_page {
            ForeignKind::WebPage
        } else {
            ForeignKind::Xml
        })
    } else {
        None
    }
}
