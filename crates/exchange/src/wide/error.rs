//! What keeps a sheet from being understood. For the command line, in English, always with the cell.

use vocabulary::SourceCell;

/// Why a sheet is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WideError {
    /// Fewer than two rows with at least two cells.
    #[error(
        "the sheet holds no table: at least one row of headings and one row with a name and values are needed"
    )]
    NoTable,
    /// A column with values, but nothing above them.
    #[error(
        "{0}: the values of this column have no heading; give it one, or say how many heading rows there are"
    )]
    NoHeading(SourceCell),
    /// A row with values, but no name before them.
    #[error(
        "{0}: the values of this row have no name; give it one, or say how many columns of names there are"
    )]
    NoName(SourceCell),
    /// A row with a name and nothing else, between rows with values.
    #[error(
        "{0}: this row has a name but no values; if it is the heading of a group, put the group into a column of its own"
    )]
    NoValues(SourceCell),
    /// One number for several cells.
    #[error("{0}: merged cells hold one value for several; split them")]
    MergedValue(SourceCell),
    /// A percentage, date, truth value or error where a count is due.
    #[error("{cell}: it holds {what}, where a count or a sign for a hidden count is due")]
    NoCount {
        /// The cell.
        cell: SourceCell,
        /// What it holds.
        what: &'static str,
    },
    /// More or fewer names than dimensions.
    #[error("the sheet has {dimensions} dimensions, but {names} names were given")]
    Names {
        /// Dimensions of the sheet.
        dimensions: usize,
        /// Names given.
        names: usize,
    },
}
