//! Spreadsheets for `besa table`: which sheet, wide or long, and its cells with their addresses.

use anyhow::{Context, bail};
use clap::Args;
use disclosure_control::reader::{Cells, is_sign};
use exchange::{
    table::{Cell, Limits, Sheet, read},
    wide::{Wide, unfold},
};
use std::{fs::File, io::Read as _, path::Path};

/// What totals are called where nobody says it.
const TOTALS: [&str; 8] = [
    "total",
    "totali",
    "gjithsej",
    "gjithësej",
    "shuma",
    "all",
    "sum",
    "grand total",
];

/// How spreadsheets are read.
#[derive(Args)]
pub struct SheetOptions {
    /// The sheet of a workbook (XLSX, ODS); needed where it has several. A CSV that is laid out wide,
    /// with headings over the columns and names before the rows, is read so when any name is given.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Names of the dimensions of a wide sheet: of the columns of names first, then of the heading
    /// rows. Otherwise as the sheet says, or "row" and "column". Also says that it is wide.
    #[arg(long, value_name = "NAME,NAME", value_delimiter = ',')]
    dimensions: Vec<String>,
    /// How many rows of headings a wide sheet has, where it is not seen.
    #[arg(long, value_name = "NUMBER")]
    heading_rows: Option<u32>,
    /// How many columns of row names a wide sheet has, where it is not seen.
    #[arg(long, value_name = "NUMBER")]
    name_columns: Option<u32>,
}

impl SheetOptions {
    /// The cells of a file, or `None` for a long CSV, which the engine reads by itself.
    ///
    /// # Errors
    /// When the file cannot be read, has no such sheet, or holds no table; with the cell.
    pub fn cells(&self, path: &Path, value: &str, total: &str) -> anyhow::Result<Option<Cells>> {
        self.read(path, &[value], Some((value, total)))
    }

    /// The same for a file of records or of counts: long when its first row holds one of `headings`,
    /// and otherwise wide, or, where there can be nothing wide, long all the same.
    ///
    /// # Errors
    /// As [`Self::cells`].
    pub fn read(
        &self,
        path: &Path,
        headings: &[&str],
        wide: Option<(&str, &str)>,
    ) -> anyhow::Result<Option<Cells>> {
        let named = path.display();
        let mut file = File::open(path).with_context(|| format!("cannot open {named}"))?;
        let mut start = [0; 2];
        let is_workbook = file.read(&mut start).is_ok_and(|read| read == 2) && &start == b"PK";
        if !is_workbook && self.sheet.is_none() {
            return Ok(None);
        }
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {named}"))?;
        let sheets = read(&bytes, &Limits::default()).with_context(|| named.to_string())?;
        let sheet = self
            .choose(&sheets, is_workbook)
            .with_context(|| named.to_string())?;
        let counts = (self.heading_rows, self.name_columns);
        let is_said_wide = !self.dimensions.is_empty() || counts != (None, None);
        let is_long = |label: &String| headings.contains(&label.as_str());
        if let Some(cells) = long(sheet)
            && (wide.is_none() || !is_said_wide && cells.headings.iter().any(is_long))
        {
            return Ok(is_workbook.then_some(cells));
        }
        let Some((value, total)) = wide else {
            bail!("{named}: the sheet is empty");
        };
        let mut totals: Vec<String> = vec![total.to_owned()];
        totals.extend(TOTALS.map(str::to_owned));
        let how = Wide {
            total,
            total_names: &totals,
            names: &self.dimensions,
            heading_rows: self.heading_rows,
            name_columns: self.name_columns,
            value,
            is_sign: &is_sign,
        };
        let long = unfold(sheet, &how).with_context(|| named.to_string())?;
        let mut notes = Vec::new();
        if long.blank > 0 {
            notes.push(format!(
                "{named}: {} blank cells are taken as {}",
                long.blank,
                if long.blank_hides {
                    "hidden counts"
                } else {
                    "not published, because the sheet marks hidden counts by a sign"
                }
            ));
        }
        Ok(Some(Cells {
            headings: long.headings,
            rows: long
                .rows
                .into_iter()
                .map(|(cell, fields)| (cell.to_string(), fields))
                .collect(),
            notes,
        }))
    }

    fn choose<'a>(&self, sheets: &'a [Sheet], is_workbook: bool) -> anyhow::Result<&'a Sheet> {
        let visible: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.is_hidden()).collect();
        let listed = || {
            let names: Vec<&str> = visible.iter().map(|sheet| sheet.name()).collect();
            names.join(", ")
        };
        match &self.sheet {
            Some(name) if is_workbook => {
                let found = sheets.iter().find(|sheet| sheet.name() == name);
                // One sheet alone needs no name, so another file's name does no harm.
                let found =
                    found.or_else(|| visible.first().copied().filter(|_| visible.len() == 1));
                found.with_context(|| format!("it has no sheet \"{name}\"; it has {}", listed()))
            }
            _ => match visible.as_slice() {
                [only] => Ok(only),
                [] => bail!("all its sheets are hidden; name one with --sheet"),
                _ => bail!("it has several sheets; name one with --sheet: {}", listed()),
            },
        }
    }
}

/// The cells of a sheet as if it were long: its first filled row holds the headings.
fn long(sheet: &Sheet) -> Option<Cells> {
    let head = sheet.rows().first()?;
    let columns: Vec<(u32, String)> = head
        .cells()
        .map(|(column, cell)| (column, cell.label()))
        .filter(|(_, label)| !label.is_empty())
        .collect();
    let filled = |row: &&exchange::table::Row| row.cells().any(|(_, cell)| !cell.is_blank());
    let last = columns.last()?.0;
    let rows = sheet.rows()[1..].iter().filter(filled).map(|row| {
        let fields = columns
            .iter()
            .map(|(column, _)| row.cell(*column).map_or_else(String::new, Cell::label));
        let place = sheet.source(row.number(), last).to_string();
        (place, fields.collect())
    });
    Some(Cells {
        rows: rows.collect(),
        headings: columns.into_iter().map(|(_, label)| label).collect(),
        notes: Vec::new(),
    })
}
