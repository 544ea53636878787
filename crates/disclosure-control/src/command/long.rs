//! Tables as long CSV: a column for each dimension and one for the value. Cells that are not listed
//! have no row.

use crate::{Error, Table, table::Published};

/// The file of a table whose cells are exact.
pub(super) fn csv_of(table: &Table, value: &str) -> Result<String, Error> {
    let context = table.context().iter().map(|(name, _)| name.as_str());
    let names = table.dimensions().iter().map(crate::Dimension::name);
    let mut rows = vec![
        context
            .chain(names)
            .chain([value])
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    ];
    for position in table.positions() {
        let Some(Published::Exact(count)) = table.entry(position).map(|entry| entry.published)
        else {
            continue;
        };
        let context = table.context().iter().map(|(_, code)| code.as_str());
        let codes = context.chain(table.codes_at(position)).map(str::to_owned);
        rows.push(codes.chain([count.to_string()]).collect());
    }
    csv_rows(&rows)
}

/// Rows as CSV, quoted where need be.
pub(super) fn csv_rows(rows: &[Vec<String>]) -> Result<String, Error> {
    let unwritable = |reason: String| Error::File {
        file: "output".to_owned(),
        reason,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer
            .write_record(row)
            .map_err(|error| unwritable(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| unwritable(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
