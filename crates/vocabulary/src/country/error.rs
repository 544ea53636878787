//! What is wrong with a country package, and where.

/// A fault in a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountryError {
    /// A file is missing.
    #[error("the country package has no file `{0}`")]
    Missing(&'static str),
    /// A line of a file does not say what it should.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: u64,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A file as a whole does not say what it should.
    #[error("{file}: {problem}")]
    File {
        /// The file.
        file: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
}
