//! A dimension with the file of its hierarchy, as options name it.

use std::path::PathBuf;

/// Reads `DIMENSION=FILE`.
///
/// # Errors
/// With how to write it.
pub(super) fn hierarchy(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((dimension, file)) if !dimension.is_empty() && !file.is_empty() => {
            Ok((dimension.to_owned(), file.into()))
        }
        _ => Err("write it as DIMENSION=FILE, such as place=places.csv".to_owned()),
    }
}
