//! Hierarchies from files: one row for each code, `child,parent`. Cycles and double parents are
//! found when the dimension is made, not here.

use crate::Error;
use std::io::Read;

/// (child, parent) pairs.
pub type Links = Vec<(String, String)>;

/// Reads the pairs; the first line holds headings.
///
/// # Errors
/// [`Error::File`] when the file is not readable or empty, [`Error::Line`] for a row without two
/// codes.
pub fn read_links(name: &str, mut file: impl Read) -> Result<Links, Error> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| Error::File {
        file: name.to_owned(),
        reason: format!("cannot be read ({error})"),
    })?;
    let mut links = Links::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(super::rows::delimiter(&bytes))
        .trim(csv::Trim::All)
        .from_reader(bytes.as_slice());
    for (number, record) in reader.records().enumerate() {
        let line = number as u64 + 2;
        let record = record.map_err(|error| super::rows::unreadable(name, line, &error))?;
        match (record.get(0), record.get(1), record.len()) {
            (Some(child), Some(parent), 2) if !child.is_empty() && !parent.is_empty() => {
                links.push((child.to_owned(), parent.to_owned()));
            }
            _ => {
                return Err(Error::Line {
                    file: name.to_owned(),
                    line,
                    reason: "two codes are needed: child,parent".to_owned(),
                });
            }
        }
    }
    if links.is_empty() {
        return Err(Error::File {
            file: name.to_owned(),
            reason: "it holds no hierarchy; it needs a heading and rows child,parent".to_owned(),
        });
    }
    Ok(links)
}
