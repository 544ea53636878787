//! What leaves as a file of its own: counts with noise, and records without names (decision 0008). The
//! budget of a group of people is kept here and not in a file that can be copied: it is spent once.
//! What left, when, by whom and with which hash is on record, and in the log.

use crate::{ReleaseError, register::record, written};
use access::{OperateSystem, Permit};
use boxed::boxed;
use disclosure_control::differential_privacy::Ledger;
use jiff::Timestamp;
use store::{Database, Transaction};

/// The longest name of a group of people, and the longest description, in characters.
const LONGEST: usize = 200;

/// How a file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Counts with noise, paid for out of a budget.
    Noise,
    /// Records in which nobody stands out.
    Records,
}

impl FileKind {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Noise => "noise",
            Self::Records => "records",
        }
    }

    const fn event(self) -> &'static str {
        match self {
            Self::Noise => "released-with-noise",
            Self::Records => "released-as-records",
        }
    }
}

/// A budget as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Rises with every release.
    pub number: i64,
    /// The engine's ledger, as text.
    pub ledger: String,
}

/// A file that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedFile {
    /// How it was made: the code of a [`FileKind`].
    pub kind: String,
    /// The group of people that it is about.
    pub people: String,
    /// What it is, in words.
    pub what: String,
    /// The BLAKE3 hash of its content, in hexadecimal.
    pub hash: String,
    /// When it left.
    pub at: Timestamp,
    /// Who released it.
    pub by: String,
}

/// The budget of a group of people; `None` where none was begun.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn budget_read(
    database: &Database,
    _permit: &Permit<OperateSystem>,
    people: &str,
) -> Result<Option<Budget>, ReleaseError> {
    let row: Option<(i64, String)> = store::read!(database, connection => {
        store::query_as("SELECT number, ledger FROM noise_budget WHERE people = $1")
            .bind(people.to_owned())
            .fetch_optional(connection)
    })?;
    Ok(row.map(|(number, ledger)| Budget { number, ledger }))
}

/// Keeps a budget after one more release was paid for out of it, and that release's file, before the
/// file is handed over: what was paid and not handed over is lost, never the other way round.
///
/// # Errors
/// [`ReleaseError::Refused`] when the budget moved meanwhile, when the new ledger is not the old one
/// with exactly one release more, or a text is missing or too long; when the database fails.
#[boxed]
pub async fn budget_spend(
    database: &Database,
    permit: &Permit<OperateSystem>,
    (people, before, ledger): (&str, Option<&Budget>, &str),
    content: &[u8],
    now: Timestamp,
) -> Result<(), ReleaseError> {
    let after = Ledger::read(people, ledger)?;
    let old = before
        .map(|one| Ledger::read(people, &one.ledger))
        .transpose()?;
    let old_spends = old.as_ref().map_or(&[][..], Ledger::spends);
    let Some((spend, earlier)) = after.spends().split_last() else {
        return Err(ReleaseError::Refused("budget-other-ledger"));
    };
    let keeps_limits = old.as_ref().is_none_or(|old| {
        let sum = |ledger: &Ledger| {
            let ((spent, delta), (left, delta_left)) = (ledger.spent(), ledger.left());
            (spent + left, delta + delta_left)
        };
        sum(old) == sum(&after) && old.group == after.group
    });
    if earlier != old_spends || !keeps_limits {
        return Err(ReleaseError::Refused("budget-other-ledger"));
    }
    let what = spend.what.clone();
    let mut transaction = database.begin().await?;
    let moved: u64 = match before {
        Some(before) => store::execute!(
            transaction,
            store::query(
                "UPDATE noise_budget SET number = number + 1, ledger = $1
                 WHERE people = $2 AND number = $3",
            )
            .bind(ledger.to_owned())
            .bind(people.to_owned())
            .bind(before.number)
        )?,
        None => store::execute!(
            transaction,
            store::query(
                "INSERT INTO noise_budget (people, number, ledger) VALUES ($1, 1, $2)
                 ON CONFLICT (people) DO NOTHING",
            )
            .bind(people.to_owned())
            .bind(ledger.to_owned())
        )?,
    };
    if moved != 1 {
        return Err(ReleaseError::Refused("release-try-again"));
    }
    let about = (FileKind::Noise, people, what.as_str());
    keep(&mut transaction, permit, about, content, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Puts records that leave on record, before they are handed over.
///
/// # Errors
/// When a text is missing or too long, or the database fails.
#[boxed]
pub async fn records_keep(
    database: &Database,
    permit: &Permit<OperateSystem>,
    (people, what): (&str, &str),
    content: &[u8],
    now: Timestamp,
) -> Result<(), ReleaseError> {
    let mut transaction = database.begin().await?;
    let about = (FileKind::Records, people, what);
    keep(&mut transaction, permit, about, content, now).await?;
    transaction.commit().await?;
    Ok(())
}

async fn keep(
    transaction: &mut Transaction,
    permit: &Permit<OperateSystem>,
    (kind, people, what): (FileKind, &str, &str),
    content: &[u8],
    now: Timestamp,
) -> Result<(), ReleaseError> {
    if people.trim().is_empty() || what.trim().is_empty() {
        return Err(ReleaseError::Refused("release-needs-explanation"));
    }
    // Kept as they came, since a budget is found by its people's exact name.
    written::open(("people", LONGEST), people)?;
    written::open(("what", LONGEST), what)?;
    let hash = blake3::hash(content).to_hex().to_string();
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO released_file (kind, people, what, hash, released_at, account,
                account_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(kind.code())
        .bind(people.to_owned())
        .bind(what.to_owned())
        .bind(hash.clone())
        .bind(now.as_microsecond())
        .bind(permit.actor().account_id().to_string())
        .bind(permit.actor().name().to_owned())
    )?;
    record(
        transaction,
        permit.actor(),
        (kind.event(), people),
        &hash,
        now,
    )
    .await
}

/// The files that left, the latest first; two hundred at the most.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn released_files(
    database: &Database,
    _permit: &Permit<OperateSystem>,
) -> Result<Vec<ReleasedFile>, ReleaseError> {
    type Row = (String, String, String, String, i64, String);
    let rows: Vec<Row> = store::read!(database, connection => {
        store::query_as(
            "SELECT kind, people, what, hash, released_at, account_name FROM released_file
             ORDER BY id DESC LIMIT 200",
        )
        .fetch_all(connection)
    })?;
    let files = rows.into_iter().map(|(kind, people, what, hash, at, by)| {
        Ok(ReleasedFile {
            kind,
            people,
            what,
            hash,
            at: Timestamp::from_microsecond(at).map_err(|_| ReleaseError::Corrupt("file"))?,
            by,
        })
    });
    files.collect()
}
