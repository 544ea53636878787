//! Everything that can be wrong with what a user hands to the engine.
//!
//! A message says what failed, where, and what to do. It must never quote the content of a cell:
//! messages reach logs and screens, and cells hold people.

use thiserror::Error;

/// What was wrong with a schema, key, list, encoded file or set of parameters.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The schema is no JSON of the expected shape.
    #[error("the schema cannot be read: {0}; compare it with the example in the README")]
    SchemaSyntax(String),
    /// The schema is well formed but contradicts itself.
    #[error("the schema cannot be used: {0}")]
    Schema(String),
    /// The key file is damaged, empty or too short.
    #[error("the key file cannot be used: {0}")]
    Key(String),
    /// The identifier of a round is empty, too long or has other characters.
    #[error(
        "a round is named by 1 to 64 letters, digits, dots, dashes and underscores, unlike \"{0}\""
    )]
    Round(String),
    /// A list could not be read as CSV in UTF-8.
    #[error("list \"{list}\", line {line}: {problem}")]
    ListSyntax {
        /// The name of the list.
        list: String,
        /// The line of the file, counted from 1 with the header.
        line: u64,
        /// What is wrong there.
        problem: String,
    },
    /// A column that the schema names is not in the list.
    #[error(
        "list \"{list}\" has no column \"{column}\"; its columns are: {columns}. Rename the column or name it in the schema"
    )]
    MissingColumn {
        /// The name of the list.
        list: String,
        /// The column that the schema asks for.
        column: String,
        /// The columns that are there.
        columns: String,
    },
    /// The list has no rows.
    #[error("list \"{0}\" has no rows below its header")]
    EmptyList(String),
    /// No row of the list says anything in the columns of the schema.
    #[error(
        "no row of list \"{0}\" says anything in the columns that the schema names: every cell is empty, unknown or filled with one repeated sign. Check that the schema names the right columns"
    )]
    SilentList(String),
    /// The list is longer than the engine accepts.
    #[error("list \"{list}\" has more than {limit} rows")]
    TooManyRows {
        /// The name of the list.
        list: String,
        /// The most rows that are accepted.
        limit: usize,
    },
    /// An encoded file is no encoded file, or cut short, or changed.
    #[error(
        "\"{file}\" is not a whole encoded file: {problem}. Ask its institution to encode and send it again"
    )]
    Damaged {
        /// The name the file was given under.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Two encoded files were made with different keys.
    #[error(
        "\"{first}\" and \"{second}\" were encoded with different keys, so nothing in them can be compared. Both institutions must use the key file of this round"
    )]
    OtherKey {
        /// The file that the others are held against.
        first: String,
        /// The file that differs.
        second: String,
    },
    /// Two encoded files belong to different rounds.
    #[error(
        "\"{first}\" belongs to round \"{first_round}\" and \"{second}\" to round \"{second_round}\". Lists can only be matched within one round"
    )]
    OtherRound {
        /// The file that the others are held against.
        first: String,
        /// Its round.
        first_round: String,
        /// The file that differs.
        second: String,
        /// Its round.
        second_round: String,
    },
    /// Two encoded files were made with different schemas.
    #[error(
        "\"{first}\" and \"{second}\" were encoded with different schemas. All institutions of a round must use the same schema file"
    )]
    OtherSchema {
        /// The file that the others are held against.
        first: String,
        /// The file that differs.
        second: String,
    },
    /// The same list came twice.
    #[error(
        "the list \"{0}\" was given twice. Each list of a round has its own name and comes once"
    )]
    SameList(String),
    /// Too few or too many lists for the question.
    #[error("{given} lists were given; {wanted}")]
    ListCount {
        /// How many came.
        given: usize,
        /// What is possible.
        wanted: &'static str,
    },
    /// A parameter lies outside what makes sense.
    #[error("{name} must be {wanted}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
    /// A file could not be written.
    #[error("the result cannot be written: {0}")]
    Write(String),
}
