//! How much of a file is read before it is refused: an upload must never exhaust the machine.

/// Upper bounds on a file and on what it unpacks to. All are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it was sent.
    pub file_bytes: u64,
    /// Bytes of all parts of a workbook together, unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte; looked at only above 1 MiB unpacked.
    pub unpacked_ratio: u64,
    /// Sheets of a workbook.
    pub sheets: u32,
    /// The last row that may hold something.
    pub rows: u32,
    /// The last column that may hold something.
    pub columns: u32,
    /// Cells that hold something, over all sheets.
    pub cells: u32,
    /// Characters in one cell.
    pub cell_characters: u32,
    /// Merged areas on one sheet.
    pub merged_areas: u32,
}

impl Default for Limits {
    /// For what one institution sends at a time: 20 MiB, 100,000 rows, 500 columns.
    fn default() -> Self {
        Self {
            file_bytes: 20 << 20,
            unpacked_bytes: 100 << 20,
            unpacked_ratio: 250,
            sheets: 64,
            rows: 100_000,
            columns: 500,
            cells: 2_000_000,
            cell_characters: 4_000,
            merged_areas: 5_000,
        }
    }
}
