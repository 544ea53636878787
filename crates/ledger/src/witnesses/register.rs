//! Who witnesses a log: a name, a public key, and a token that opens nothing but its checkpoints.

use crate::{CheckpointError, LedgerError, WitnessVerifier};
use boxed::boxed;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt;
use store::Database;
use vocabulary::RandomSource;
use zeroize::Zeroizing;

/// The secret that a witness fetches checkpoints with: 256 random bits. It shows itself on request
/// alone and is wiped when it is dropped; the database keeps its digest.
#[derive(Clone)]
pub struct WitnessToken(Zeroizing<String>);

/// What a token begins with, so that one who finds it knows what it is.
const PREFIX: &str = "besa_witness_";
/// Hexadecimal digits of a token.
const DIGITS: usize = 64;

impl WitnessToken {
    /// A fresh token.
    #[must_use]
    pub fn fresh(random: &dyn RandomSource) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        Self(Zeroizing::new(format!(
            "{PREFIX}{}",
            digits.collect::<String>()
        )))
    }

    /// Reads what was presented; `None` for anything that is no token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(PREFIX)?;
        let is_token =
            digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_token.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text, for the witness and for nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl fmt::Debug for WitnessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WitnessToken")
    }
}

/// A witness of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its name, which stands at its signatures.
    pub name: String,
    /// What its signatures are checked with.
    pub verifier: WitnessVerifier,
    /// When it was entered.
    pub added_at: Timestamp,
    /// When it last fetched a checkpoint.
    pub fetched_at: Option<Timestamp>,
    /// When it last gave its signature back, and of how many rows the checkpoint was.
    pub cosigned: Option<(Timestamp, u64)>,
}

type Row = (String, String, i64, Option<i64>, Option<i64>, Option<i64>);

const COLUMNS: &str =
    "SELECT name, public_key, added_at, fetched_at, cosigned_at, cosigned_size FROM ledger_witness";

pub(super) fn time(second: i64) -> Result<Timestamp, LedgerError> {
    Timestamp::from_second(second).map_err(|_| LedgerError::Corrupt(second))
}

fn read((name, key, added_at, fetched_at, at, size): Row) -> Result<Witness, LedgerError> {
    let cosigned = at.zip(size).map(|(at, size)| {
        let size = u64::try_from(size).map_err(|_| LedgerError::Corrupt(size))?;
        Ok::<_, LedgerError>((time(at)?, size))
    });
    Ok(Witness {
        verifier: WitnessVerifier::parse(&key)?,
        name,
        added_at: time(added_at)?,
        fetched_at: fetched_at.map(time).transpose()?,
        cosigned: cosigned.transpose()?,
    })
}

/// Enters a witness with its public key and the digest of its token. One that is known by that name gets
/// the new key and token in place of the old ones.
///
/// # Errors
/// [`CheckpointError::Key`] when the key is no key of a witness; when the database fails.
#[boxed]
pub async fn witness_add(
    database: &Database,
    (key, token): (&str, &WitnessToken),
    now: Timestamp,
) -> Result<Witness, LedgerError> {
    let verifier = WitnessVerifier::parse(key)?;
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO ledger_witness (name, public_key, token, added_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (name) DO UPDATE SET public_key = excluded.public_key,
                token = excluded.token, added_at = excluded.added_at, fetched_at = NULL,
                cosigned_at = NULL, cosigned_size = NULL, cosigned_note = NULL",
        )
        .bind(verifier.name().to_owned())
        .bind(verifier.to_string())
        .bind(token.digest())
        .bind(now.as_second())
    )?;
    transaction.commit().await?;
    Ok(Witness {
        name: verifier.name().to_owned(),
        verifier,
        added_at: now,
        fetched_at: None,
        cosigned: None,
    })
}

/// Takes a witness off the list: its token opens nothing any more. Gives whether there was such a one.
///
/// # Errors
/// When the database fails.
#[boxed]
pub async fn witness_remove(database: &Database, name: &str) -> Result<bool, LedgerError> {
    let mut transaction = database.begin().await?;
    let gone = store::execute!(
        transaction,
        store::query("DELETE FROM ledger_witness WHERE name = $1").bind(name.to_owned())
    )?;
    transaction.commit().await?;
    Ok(gone > 0)
}

/// The witnesses of a log, by name.
///
/// # Errors
/// When the database fails or holds what cannot be read.
#[boxed]
pub async fn witness_list(database: &Database) -> Result<Vec<Witness>, LedgerError> {
    let text = format!("{COLUMNS} ORDER BY name");
    let rows: Vec<Row> = store::read!(database, connection => {
        store::query_as(store::AssertSqlSafe(text.as_str())).fetch_all(connection)
    })?;
    rows.into_iter().map(read).collect()
}

/// The witness that presents a token; `None` when it is nobody's.
///
/// # Errors
/// When the database fails or holds what cannot be read.
#[boxed]
pub async fn witness_of(
    database: &Database,
    presented: &str,
) -> Result<Option<Witness>, LedgerError> {
    let Some(token) = WitnessToken::parse(presented) else {
        return Ok(None);
    };
    let digest = token.digest();
    let text = format!("{COLUMNS} WHERE token = $1");
    let row: Option<Row> = store::read!(database, connection => {
        store::query_as(store::AssertSqlSafe(text.as_str()))
            .bind(digest.clone())
            .fetch_optional(connection)
    })?;
    row.map(read).transpose()
}

impl From<CheckpointError> for LedgerError {
    fn from(error: CheckpointError) -> Self {
        Self::Checkpoint(error)
    }
}
