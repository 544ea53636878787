//! Adding to the log, inside the transaction of what is recorded.

use crate::{Event, Hash, Head, LedgerError, NewEvent, leaf_hash, tree::peak_ends};
use boxed::boxed;
use store::{Database, Transaction};

/// Records an event. It counts when, and only when, the transaction commits. The cost grows with the
/// logarithm of the log's size.
///
/// # Errors
/// When the database fails, or the log's rows cannot be read.
#[boxed]
pub async fn append(
    transaction: &mut Transaction,
    event: &NewEvent<'_>,
) -> Result<Head, LedgerError> {
    let last: Option<(i64, Vec<u8>)> = store::within!(transaction, connection => {
        store::query_as(LAST_NODE).fetch_optional(connection)
    })?;
    let size = size_after(last.as_ref().map(|(sequence, _)| (*sequence,)));
    let peaks = peaks(transaction, size, last).await?;
    let mut head = Head::of_peaks(size, peaks).ok_or(LedgerError::Corrupt(number(size)?))?;
    let event = Event {
        sequence: number(size)?,
        at: event.at.as_microsecond(),
        actor: event.actor.to_owned(),
        kind: event.kind.to_owned(),
        subject: event.subject.to_owned(),
        detail: event.detail.to_owned(),
    };
    let leaf = leaf_hash(&event.canonical_bytes());
    let node = head.push(leaf);
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO ledger_event (sequence, at, actor, kind, subject, detail, leaf, node)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(event.sequence)
        .bind(event.at)
        .bind(event.actor.clone())
        .bind(event.kind.clone())
        .bind(event.subject.clone())
        .bind(event.detail.clone())
        .bind(leaf.as_bytes().to_vec())
        .bind(node.as_bytes().to_vec())
    )?;
    Ok(head)
}

/// The roots of the complete subtrees that the log consists of, the largest first: one statement for
/// all of them, since a log of thousands of rows has six and every act of everybody writes a row.
async fn peaks(
    transaction: &mut Transaction,
    size: u64,
    last: Option<(i64, Vec<u8>)>,
) -> Result<Vec<Hash>, LedgerError> {
    let Some((_, last)) = last else {
        return Ok(Vec::new());
    };
    let mut ends = peak_ends(size);
    // The smallest subtree ends with the last row, which was read already.
    let own = number(ends.pop().unwrap_or_default())?;
    let own = hash_of(own, Some((last,)))?;
    let mut peaks = Vec::with_capacity(ends.len() + 1);
    if !ends.is_empty() {
        let ends: Vec<i64> = ends.into_iter().map(number).collect::<Result<_, _>>()?;
        let places: Vec<String> = (1..=ends.len()).map(|place| format!("${place}")).collect();
        let statement = format!(
            "SELECT node FROM ledger_event WHERE sequence IN ({}) ORDER BY sequence",
            places.join(", ")
        );
        let found: Vec<(Vec<u8>,)> = store::within!(transaction, connection => {
            let query = store::query_as(store::AssertSqlSafe(statement));
            ends.iter().fold(query, |query, end| query.bind(*end)).fetch_all(connection)
        })?;
        let mut found = found.into_iter();
        for end in ends {
            peaks.push(hash_of(end, found.next())?);
        }
    }
    peaks.push(own);
    Ok(peaks)
}

const LAST_NODE: &str = "SELECT sequence, node FROM ledger_event ORDER BY sequence DESC LIMIT 1";
const LAST: &str = "SELECT sequence FROM ledger_event ORDER BY sequence DESC LIMIT 1";
const NODE: &str = "SELECT node FROM ledger_event WHERE sequence = $1";

fn size_after(last: Option<(i64,)>) -> u64 {
    last.map_or(0, |(sequence,)| {
        u64::try_from(sequence).map_or(0, |sequence| sequence + 1)
    })
}

fn number(place: u64) -> Result<i64, LedgerError> {
    i64::try_from(place).map_err(|_| LedgerError::Corrupt(i64::MAX))
}

fn hash_of(row: i64, found: Option<(Vec<u8>,)>) -> Result<Hash, LedgerError> {
    found
        .and_then(|(bytes,)| Hash::from_bytes(&bytes))
        .ok_or(LedgerError::Corrupt(row))
}

/// The head of the log: its size and root, which others may keep to hold it against later.
///
/// # Errors
/// When the database fails, or the log's rows cannot be read.
#[boxed]
pub async fn head(database: &Database) -> Result<Head, LedgerError> {
    let last: Option<(i64,)> = store::read!(database, connection => {
        store::query_as(LAST).fetch_optional(connection)
    })?;
    let size = size_after(last);
    let mut peaks = Vec::new();
    for end in peak_ends(size) {
        peaks.push(node(database, end).await?);
    }
    Head::of_peaks(size, peaks).ok_or(LedgerError::Corrupt(number(size)?))
}

/// The root of the largest complete subtree that a row ends.
pub(crate) async fn node(database: &Database, place: u64) -> Result<Hash, LedgerError> {
    let row = number(place)?;
    let found: Option<(Vec<u8>,)> = store::read!(database, connection => {
        store::query_as(NODE).bind(row).fetch_optional(connection)
    })?;
    hash_of(row, found)
}

/// The hash of a row, as it was stored with it.
pub(crate) async fn leaf(database: &Database, place: u64) -> Result<Hash, LedgerError> {
    let row = number(place)?;
    let found: Option<(Vec<u8>,)> = store::read!(database, connection => {
        store::query_as("SELECT leaf FROM ledger_event WHERE sequence = $1")
            .bind(row)
            .fetch_optional(connection)
    })?;
    hash_of(row, found)
}
