//! Checking a whole log, row by row, without trusting any stored hash. One batch is hashed while the
//! next is read.

use crate::{Event, Hash, Head, LedgerError, tree::leaf_hash};
use boxed::boxed;
use std::fmt;
use store::Database;

/// What is wrong with a log, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Rows are missing: the numbers jump.
    Missing {
        /// The number that should have come.
        expected: i64,
        /// The number that came.
        found: i64,
    },
    /// A row's content is not what was recorded.
    Changed {
        /// The row.
        sequence: i64,
    },
    /// A row stands in another's place.
    Moved {
        /// Where it stands.
        sequence: i64,
        /// Where it was recorded.
        from: i64,
    },
    /// A row's content and hash fit each other, and not the tree over the rows up to it.
    Tree {
        /// The row.
        sequence: i64,
    },
    /// The log is shorter than the checkpoint that somebody kept.
    Cut {
        /// How many rows there are.
        found: u64,
        /// How many there were.
        expected: u64,
    },
    /// The rows up to the checkpoint are not those that it was taken of.
    Rewritten {
        /// The size of the checkpoint.
        size: u64,
    },
}

impl Fault {
    /// A short code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Changed { .. } => "changed",
            Self::Moved { .. } => "moved",
            Self::Tree { .. } => "tree",
            Self::Cut { .. } => "cut",
            Self::Rewritten { .. } => "rewritten",
        }
    }

    /// The first row, counted from 0, that is not what was recorded. Of rows that were written anew
    /// nobody can tell more than that one of them comes before the size that somebody kept.
    #[must_use]
    pub fn row(&self) -> Option<i64> {
        match self {
            Self::Missing { expected, .. } => Some(*expected),
            Self::Changed { sequence } | Self::Moved { sequence, .. } | Self::Tree { sequence } => {
                Some(*sequence)
            }
            Self::Cut { found, .. } => i64::try_from(*found).ok(),
            Self::Rewritten { .. } => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { expected, found } if found > expected => {
                write!(formatter, "rows {expected} to {} were deleted", found - 1)
            }
            Self::Missing { expected, found } => {
                write!(
                    formatter,
                    "row {expected} was expected and row {found} came"
                )
            }
            Self::Changed { sequence } => write!(formatter, "row {sequence} was changed"),
            Self::Moved { sequence, from } => {
                write!(
                    formatter,
                    "row {sequence} is the row recorded as {from}: rows were reordered"
                )
            }
            Self::Tree { sequence } => {
                write!(
                    formatter,
                    "row {sequence} and its hash were replaced together"
                )
            }
            Self::Cut { found, expected } => write!(
                formatter,
                "the log was cut: it has {found} rows and had {expected}"
            ),
            Self::Rewritten { size } => {
                write!(formatter, "the first {size} rows were written anew")
            }
        }
    }
}

/// A row by place, because looking columns up by name for each of
/// millions of rows costs more than hashing them.
type Columns = (i64, i64, String, String, String, String, Vec<u8>, Vec<u8>);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT sequence, at, actor, kind, subject, detail, leaf, node FROM ledger_event ",
            $rest
        )
    };
}

fn event((sequence, at, actor, kind, subject, detail, ..): Columns) -> Event {
    Event {
        sequence,
        at,
        actor,
        kind,
        subject,
        detail,
    }
}

/// How many rows are read at a time.
const BATCH: i64 = 4_000;

async fn batch(database: Database, after: i64) -> Result<Vec<Columns>, LedgerError> {
    Ok(store::read!(database, connection => {
        store::query_as(
            select!("WHERE sequence > $1 ORDER BY sequence LIMIT $2")
        )
        .bind(after)
        .bind(BATCH)
        .fetch_all(connection)
    })?)
}

/// Checks every row, and that the log continues each size and root that somebody kept. Gives the head of
/// the log, or the first fault. Without a checkpoint nobody can tell whether rows were cut off the end
/// or everything was written anew.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    database: &Database,
    kept: impl IntoIterator<Item = (u64, Hash)>,
) -> Result<Result<Head, Fault>, LedgerError> {
    let mut check = Check {
        head: Head::default(),
        kept: kept.into_iter().collect(),
        bytes: Vec::new(),
    };
    let mut rows = batch(database.clone(), -1).await?;
    while let Some(last) = rows.last().map(|row| row.0) {
        let next = tokio::spawn(batch(database.clone(), last));
        if let Some(fault) = rows.into_iter().find_map(|row| check.row(row)) {
            next.abort();
            return Ok(Err(located(database, fault).await?));
        }
        rows = next.await.map_err(|_| LedgerError::Interrupted)??;
    }
    let size = check.head.size();
    let sizes = check.kept.iter().map(|(kept, _)| *kept);
    match sizes.filter(|kept| *kept > size).min() {
        Some(expected) => Ok(Err(Fault::Cut {
            found: size,
            expected,
        })),
        None => Ok(Ok(check.head)),
    }
}

struct Check {
    head: Head,
    kept: Vec<(u64, Hash)>,
    /// Kept between rows, so that each does not take memory anew.
    bytes: Vec<u8>,
}

impl Check {
    fn row(&mut self, row: Columns) -> Option<Fault> {
        let sequence = row.0;
        let expected = i64::try_from(self.head.size()).unwrap_or(i64::MAX);
        if sequence != expected {
            return Some(Fault::Missing {
                expected,
                found: sequence,
            });
        }
        let (leaf, node) = (Hash::from_bytes(&row.6), Hash::from_bytes(&row.7));
        event(row).write_canonical(&mut self.bytes);
        let computed = leaf_hash(&self.bytes);
        if Some(computed) != leaf {
            return Some(Fault::Changed { sequence });
        }
        if Some(self.head.push(computed)) != node {
            return Some(Fault::Tree { sequence });
        }
        let size = self.head.size();
        let mut here = self.kept.iter().filter(|(kept, _)| *kept == size);
        here.any(|(_, root)| *root != self.head.root())
            .then_some(Fault::Rewritten { size })
    }
}

/// A row whose content does not fit its hash may be whole and stand in another's place.
async fn located(database: &Database, fault: Fault) -> Result<Fault, LedgerError> {
    let Fault::Changed { sequence } = fault else {
        return Ok(fault);
    };
    let Some(row) = batch(database.clone(), sequence - 1)
        .await?
        .into_iter()
        .next()
    else {
        return Ok(fault);
    };
    let recorded = Hash::from_bytes(&row.6);
    let last: i64 = store::read!(database, connection => {
        store::query_scalar("SELECT COALESCE(MAX(sequence), 0) FROM ledger_event").fetch_one(connection)
    })?;
    let mut event = event(row);
    let mut bytes = Vec::new();
    for place in 0..=last {
        event.sequence = place;
        event.write_canonical(&mut bytes);
        if Some(leaf_hash(&bytes)) == recorded {
            return Ok(Fault::Moved {
                sequence,
                from: place,
            });
        }
    }
    Ok(fault)
}

/// Events before a row, the latest first: for the page that shows the log.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn event_list(
    database: &Database,
    before: i64,
    limit: u16,
) -> Result<Vec<Event>, LedgerError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(
            select!("WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2")
        )
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(connection)
    })?;
    Ok(rows.into_iter().map(event).collect())
}
