//! Sessions: kept on the server, known to the browser by a random token alone.

use crate::{
    AccessError, Actor, Role,
    accounts::{Columns, verify},
    random::token,
};
use jiff::{Timestamp, ToSpan, Unit};
use ledger::NewEvent;
use store::Database;
use subtle::ConstantTimeEq as _;
use vocabulary::RandomSource;

/// How long a session lasts, and how many wrong passwords are borne.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSettings {
    /// Minutes without a request after which it ends.
    pub idle_minutes: i64,
    /// Hours after which it ends in any case.
    pub absolute_hours: i64,
    /// Wrong passwords for one account in 15 minutes after which it has to wait.
    pub failures_per_account: i64,
    /// Wrong passwords from one client in 15 minutes; an office is one client, so it is many.
    pub failures_per_client: i64,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self {
            idle_minutes: 30,
            absolute_hours: 12,
            failures_per_account: 5,
            failures_per_client: 60,
        }
    }
}

const FAILURE_WINDOW_MINUTES: i64 = 15;

/// A session that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who is signed in.
    pub actor: Actor,
    csrf: String,
}

impl Session {
    /// The secret that each of this session's forms carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// Whether a form carries this session's secret; takes the same time for every wrong one.
    #[must_use]
    pub fn is_own_form(&self, csrf: &str) -> bool {
        self.csrf.as_bytes().ct_eq(csrf.as_bytes()).into()
    }
}

/// What came of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// The token for the browser.
    Welcome {
        /// To be kept in a cookie that scripts cannot read.
        token: String,
        /// The role, which decides where to go first.
        role: Role,
    },
    /// The name or the password is wrong; which of them is not said.
    Wrong,
    /// Too many wrong passwords: wait a quarter of an hour.
    Wait,
}

fn digest(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

fn minutes_before(now: Timestamp, minutes: i64) -> i64 {
    now.checked_sub(minutes.minutes()).unwrap_or(Timestamp::MIN).as_microsecond()
}

/// Signs in. `client` is the address that the request came from.
///
/// # Errors
/// When the database fails.
pub async fn sign_in(
    database: &Database,
    random: &dyn RandomSource,
    settings: &SessionSettings,
    (sign_in_name, password): (&str, String),
    client: &str,
    now: Timestamp,
) -> Result<SignIn, AccessError> {
    let name = sign_in_name.trim().to_lowercase();
    let subjects = [
        (format!("account:{name}"), settings.failures_per_account),
        (format!("client:{client}"), settings.failures_per_client),
    ];
    for (subject, most) in &subjects {
        if failures(database, subject, now).await? >= *most {
            return Ok(SignIn::Wait);
        }
    }
    let found: Option<(String, String, i64, String)> = store::read!(database, connection => {
        sqlx::query_as(
            "SELECT id, password_hash, is_disabled, role FROM account WHERE sign_in_name = $1",
        )
        .bind(name.clone())
        .fetch_optional(connection)
    })?;
    let hash = found.as_ref().map(|account| account.1.clone());
    let is_right = password.chars().count() <= 256 && verify(password, hash).await?;
    let Some((id, _, _, role)) = found.filter(|account| is_right && account.2 == 0) else {
        for (subject, _) in &subjects {
            note_failure(database, subject, now).await?;
        }
        return Ok(SignIn::Wrong);
    };
    let new_token = token(random);
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        sqlx::query("DELETE FROM sign_in_failure WHERE subject = $1").bind(subjects[0].0.clone())
    )?;
    store::execute!(
        transaction,
        sqlx::query("DELETE FROM session WHERE created_at < $1")
            .bind(minutes_before(now, settings.absolute_hours * 60))
    )?;
    store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO session (digest, account_id, csrf, created_at, seen_at)
             VALUES ($1, $2, $3, $4, $4)",
        )
        .bind(digest(&new_token))
        .bind(id.clone())
        .bind(token(random))
        .bind(now.as_microsecond())
    )?;
    let event = NewEvent { at: now, actor: &id, kind: "signed-in", subject: &id, detail: "{}" };
    ledger::append(&mut transaction, &event).await?;
    transaction.commit().await?;
    let role = Role::from_code(&role).ok_or(AccessError::Internal("an account cannot be read"))?;
    Ok(SignIn::Welcome { token: new_token, role })
}

async fn failures(database: &Database, subject: &str, now: Timestamp) -> Result<i64, AccessError> {
    let found: Option<i64> = store::read!(database, connection => {
        sqlx::query_scalar("SELECT failures FROM sign_in_failure WHERE subject = $1 AND since > $2")
            .bind(subject.to_owned())
            .bind(minutes_before(now, FAILURE_WINDOW_MINUTES))
            .fetch_optional(connection)
    })?;
    Ok(found.unwrap_or(0))
}

async fn note_failure(
    database: &Database,
    subject: &str,
    now: Timestamp,
) -> Result<(), AccessError> {
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        sqlx::query("DELETE FROM sign_in_failure WHERE since <= $1")
            .bind(minutes_before(now, FAILURE_WINDOW_MINUTES))
    )?;
    store::execute!(
        transaction,
        sqlx::query(
            "INSERT INTO sign_in_failure (subject, failures, since) VALUES ($1, 1, $2)
             ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures + 1",
        )
        .bind(subject.to_owned())
        .bind(now.as_microsecond())
    )?;
    Ok(transaction.commit().await?)
}

#[derive(sqlx::FromRow)]
struct SessionColumns {
    csrf: String,
    seen_at: i64,
    #[sqlx(flatten)]
    account: Columns,
}

/// The session behind a token, when it still holds; notes that it was used.
///
/// # Errors
/// When the database fails.
pub async fn session_find(
    database: &Database,
    settings: &SessionSettings,
    token: &str,
    now: Timestamp,
) -> Result<Option<Session>, AccessError> {
    let found: Option<SessionColumns> = store::read!(database, connection => {
        sqlx::query_as(
            "SELECT s.csrf, s.seen_at, a.id, a.sign_in_name, a.name, a.language, a.role, a.region,
                a.institution, a.is_disabled
             FROM session s JOIN account a ON a.id = s.account_id
             WHERE s.digest = $1 AND s.seen_at > $2 AND s.created_at > $3 AND a.is_disabled = 0",
        )
        .bind(digest(token))
        .bind(minutes_before(now, settings.idle_minutes))
        .bind(minutes_before(now, settings.absolute_hours * 60))
        .fetch_optional(connection)
    })?;
    let Some(found) = found else {
        return Ok(None);
    };
    // Once a minute is exact enough, and spares a write at every request.
    let seen = Timestamp::from_microsecond(found.seen_at).unwrap_or(now);
    if now.since((Unit::Minute, seen)).is_ok_and(|span| span.get_minutes() >= 1) {
        let mut transaction = database.begin().await?;
        store::execute!(
            transaction,
            sqlx::query("UPDATE session SET seen_at = $2 WHERE digest = $1")
                .bind(digest(token))
                .bind(now.as_microsecond())
        )?;
        transaction.commit().await?;
    }
    let csrf = found.csrf;
    let actor = found.account.account()?.actor();
    Ok(Some(Session { actor, csrf }))
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(database: &Database, token: &str) -> Result<(), AccessError> {
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        sqlx::query("DELETE FROM session WHERE digest = $1").bind(digest(token))
    )?;
    Ok(transaction.commit().await?)
}
