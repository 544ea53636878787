//! The links by row number, for those inside who may see them.
//!
//! Row numbers point into institutions' lists: the file must never leave the round and is deleted
//! with it.

use std::io::Write;

use super::Matched;
use crate::error::Error;

/// Writes the links as CSV: `list_one,row_one,list_other,row_other,probability`, rows counted from
/// 1 below the header of each list, in ascending order.
///
/// # Errors
/// [`Error::Write`] if `output` fails.
pub fn write_links(matched: &Matched, output: &mut impl Write) -> Result<(), Error> {
    let failed = |error: csv::Error| Error::Write(error.to_string());
    let mut writer = csv::Writer::from_writer(output);
    let header = [
        "list_one",
        "row_one",
        "list_other",
        "row_other",
        "probability",
    ];
    writer.write_record(header).map_err(failed)?;
    for link in &matched.linkage.links {
        let (one, other) = (link.one, link.other);
        writer
            .write_record([
                &matched.lists[one.list],
                &one.row.to_string(),
                &matched.lists[other.list],
                &other.row.to_string(),
                &format!("{:.6}", link.probability),
            ])
            .map_err(failed)?;
    }
    writer
        .flush()
        .map_err(|error| Error::Write(error.to_string()))
}
