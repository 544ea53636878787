//! Checking a whole log, row by row, without trusting any stored hash.

use crate::{Event, Head, LedgerError, tree::leaf_hash};
use store::Database;

/// What is wrong with a log, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A row is missing: the numbers jump to another row.
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
    /// A row's tree hashes are not those of the rows up to it.
    Tree {
        /// The row.
        sequence: i64,
    },
    /// The log is shorter than the head that somebody kept.
    Cut {
        /// How many rows there are.
        found: u64,
        /// How many there were.
        expected: u64,
    },
    /// The rows up to the kept head are not those that it was taken of.
    Rewritten {
        /// The size of the kept head.
        size: u64,
    },
}

#[derive(sqlx::FromRow)]
struct Columns {
    sequence: i64,
    at: i64,
    actor: String,
    kind: String,
    subject: String,
    detail: String,
    leaf: String,
    peaks: String,
}

impl Columns {
    fn event(self) -> Event {
        Event {
            sequence: self.sequence,
            at: self.at,
            actor: self.actor,
            kind: self.kind,
            subject: self.subject,
            detail: self.detail,
        }
    }
}

/// How many rows are read at a time.
const BATCH: i64 = 5_000;

async fn batch(database: &Database, after: i64) -> Result<Vec<Columns>, LedgerError> {
    Ok(store::read!(database, connection => {
        sqlx::query_as(
            "SELECT sequence, at, actor, kind, subject, detail, leaf, peaks FROM ledger_event
             WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        )
        .bind(after)
        .bind(BATCH)
        .fetch_all(connection)
    })?)
}

/// Checks every row, and that the log continues the head that somebody kept. Gives the head of the
/// log, or the first fault.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    database: &Database,
    kept: Option<(u64, crate::Hash)>,
) -> Result<Result<Head, Fault>, LedgerError> {
    let mut head = Head::default();
    let mut after = -1;
    loop {
        let rows = batch(database, after).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let expected = after + 1;
            let (sequence, leaf, peaks) = (row.sequence, row.leaf.clone(), row.peaks.clone());
            if sequence != expected {
                return Ok(Err(Fault::Missing {
                    expected,
                    found: sequence,
                }));
            }
            let computed = leaf_hash(&row.event().canonical_bytes());
            if computed.to_string() != leaf {
                return Ok(Err(Fault::Changed { sequence }));
            }
            head.push(computed);
            if head.peaks_text() != peaks {
                return Ok(Err(Fault::Tree { sequence }));
            }
            if kept.is_some_and(|(size, root)| size == head.size() && root != head.root()) {
                return Ok(Err(Fault::Rewritten { size: head.size() }));
            }
            after = sequence;
        }
    }
    if let Some((expected, _)) = kept.filter(|(size, _)| *size > head.size()) {
        return Ok(Err(Fault::Cut {
            found: head.size(),
            expected,
        }));
    }
    Ok(Ok(head))
}

/// Events before a row, the latest first: for the page that shows the log.
///
/// # Errors
/// When the database fails.
pub async fn event_list(
    database: &Database,
    before: i64,
    limit: u16,
) -> Result<Vec<Event>, LedgerError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        sqlx::query_as(
            "SELECT sequence, at, actor, kind, subject, detail, leaf, peaks FROM ledger_event
             WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2",
        )
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(connection)
    })?;
    Ok(rows.into_iter().map(Columns::event).collect())
}
