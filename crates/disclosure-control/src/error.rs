//! Everything that can be wrong with tables, files and requests, said so that a statistician can
//! mend it.
//!
//! One enum for the crate. A text says what failed, where, and what to do; it must never repeat a
//! hidden value.

use thiserror::Error;

/// What is wrong and where. The text is meant for the person who made the table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A dimension has no name, no code, or a code without letters.
    #[error("dimension \"{dimension}\": {reason}")]
    Dimension {
        /// Name of the dimension.
        dimension: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A code that the dimension does not have.
    #[error(
        "\"{code}\" is no code of the dimension \"{dimension}\": add it there or mend the cell"
    )]
    UnknownCode {
        /// Name of the dimension.
        dimension: String,
        /// The code as given.
        code: String,
    },
    /// A hierarchy that leads back to where it began.
    #[error(
        "dimension \"{dimension}\": \"{code}\" is a part of itself. Mend the hierarchy so that every code leads to the total"
    )]
    Cycle {
        /// Name of the dimension.
        dimension: String,
        /// A code on the cycle.
        code: String,
    },
    /// A table without dimensions, with too many combinations, or otherwise impossible.
    #[error("table \"{table}\": {reason}")]
    Table {
        /// Name of the table.
        table: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A cell was addressed with too few or too many codes, or given an impossible content.
    #[error("table \"{table}\", cell {cell}: {reason}")]
    Cell {
        /// Name of the table.
        table: String,
        /// The coordinates, as words.
        cell: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// The parts of a published total do not add up to it.
    #[error(
        "the table does not add up: {whole} is {published}, but its parts ({parts}) add up to {sum}"
    )]
    Inadditive {
        /// The total, as words.
        whole: String,
        /// Its published value.
        published: i64,
        /// Which parts, as words.
        parts: String,
        /// What they add up to.
        sum: i64,
    },
    /// What was published about one cell, at several times or places, cannot all be true.
    #[error(
        "{cell} is published as {first} and as {second}, which cannot both be true. If the later figure is a revision, say so"
    )]
    ContradictoryReleases {
        /// The cell, as words.
        cell: String,
        /// One statement.
        first: String,
        /// The other.
        second: String,
    },
    /// No complete table of whole numbers agrees with what was published and with the attacker.
    #[error("no table of whole numbers agrees with what is published: {reason}")]
    Contradiction {
        /// The equation that fails, as words.
        reason: String,
    },
    /// The attacker is assumed to know something that is not true of a cell.
    #[error("the attacker is assumed to know that {cell} is {belief}, which is not so: {advice}")]
    FalseBelief {
        /// The cell, as words.
        cell: String,
        /// What the attacker would believe.
        belief: String,
        /// What to change.
        advice: String,
    },
    /// What was asked for cannot be had for these counts.
    #[error("this cannot be protected in this way: {reason}")]
    Infeasible {
        /// Which sums or cells stand in the way, and what to do.
        reason: String,
    },
    /// A number of an option is out of its range.
    #[error("{option}: {reason}")]
    Option {
        /// The option's name.
        option: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A line of a file is faulty.
    #[error("{file}, line {line}: {reason}")]
    Line {
        /// Which file.
        file: String,
        /// Line counted from 1, the header included.
        line: u64,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A place of a file that has no lines (a cell of a spreadsheet) is faulty.
    #[error("{file}, {place}: {reason}")]
    Place {
        /// Which file.
        file: String,
        /// Where in it, as the program that made it would say.
        place: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A file could not be read, or is not of the expected form.
    #[error("{file}: {reason}")]
    File {
        /// Which file.
        file: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A certificate that does not prove what it says.
    #[error("the certificate does not hold: {reason}")]
    Certificate {
        /// What fails, and where.
        reason: String,
    },
}
