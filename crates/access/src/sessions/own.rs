//! One's own sessions: seen, and ended, by nobody but their owner. What is seen of a session is when
//! it was begun, when it was last used and on which kind of browser; no address is kept.

use super::{Device, SessionToken, end};
use crate::{
    Access, AccessError, Actor,
    access::{instant, record},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// What names it in a form. It opens nothing.
    pub mark: String,
    /// On which kind of browser.
    pub device: Device,
    /// When it was begun.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Access {
    /// Keeps on which kind of browser a session was begun.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn session_device(
        &self,
        token: &SessionToken,
        device: Device,
    ) -> Result<(), AccessError> {
        let mut transaction = self.database.begin().await?;
        store::execute!(
            transaction,
            store::query("UPDATE account_session SET device = $1 WHERE digest = $2")
                .bind(device.stored())
                .bind(token.digest())
        )?;
        Ok(transaction.commit().await?)
    }

    /// The actor's sessions that have not ended, the one last used first.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn own_sessions(
        &self,
        actor: &Actor,
        (token, now): (&SessionToken, Timestamp),
    ) -> Result<Vec<OwnSession>, AccessError> {
        let mut transaction = self.database.begin().await?;
        let rows = live(self, &mut transaction, (actor, now)).await?;
        let this = token.digest();
        rows.into_iter()
            .map(|(digest, began_at, seen_at, device)| {
                Ok(OwnSession {
                    mark: mark(&digest),
                    device: Device::read(&device),
                    began_at: instant(began_at)?,
                    seen_at: instant(seen_at)?,
                    is_this: digest == this,
                })
            })
            .collect()
    }

    /// Ends one of the actor's sessions; gives whether there was such a one. Nobody ends another's.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn own_session_end(
        &self,
        actor: &Actor,
        (ended, now): (&str, Timestamp),
    ) -> Result<bool, AccessError> {
        let fits = |digest: &[u8]| mark(digest) == ended;
        Ok(self.end_own(actor, fits, now).await? > 0)
    }

    /// Ends every session of the actor's but the one that asks; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn own_sessions_end_others(
        &self,
        actor: &Actor,
        (token, now): (&SessionToken, Timestamp),
    ) -> Result<usize, AccessError> {
        let this = token.digest();
        self.end_own(actor, |digest| digest != this, now).await
    }

    async fn end_own(
        &self,
        actor: &Actor,
        fits: impl Fn(&[u8]) -> bool,
        now: Timestamp,
    ) -> Result<usize, AccessError> {
        let mut transaction = self.database.begin().await?;
        let rows = live(self, &mut transaction, (actor, now)).await?;
        let ended = rows.iter().filter(|(digest, ..)| fits(digest));
        let mut count = 0;
        for (digest, ..) in ended {
            end(&mut transaction, digest.clone()).await?;
            count += 1;
        }
        if count > 0 {
            let subject = actor.account_id().to_string();
            let what = ("account-sessions-ended", subject.as_str());
            let detail = json!({ "count": count });
            record(&mut transaction, actor, what, &detail, now).await?;
        }
        transaction.commit().await?;
        Ok(count)
    }
}

type Row = (Vec<u8>, i64, i64, String);

/// The actor's sessions that are not over.
async fn live(
    access: &Access,
    transaction: &mut Transaction,
    (actor, now): (&Actor, Timestamp),
) -> Result<Vec<Row>, AccessError> {
    let since = |span| now.saturating_sub(span).unwrap_or(now).as_microsecond();
    Ok(store::within!(transaction, connection => {
        store::query_as(
            "SELECT digest, began_at, seen_at, device FROM account_session
             WHERE account = $1 AND seen_at > $2 AND began_at > $3
             ORDER BY seen_at DESC, digest",
        )
        .bind(actor.account_id().to_string())
        .bind(since(access.settings.idle))
        .bind(since(access.settings.longest))
        .fetch_all(connection)
    })?)
}

/// What names a session in a form: it follows from the digest, and nothing follows from it.
fn mark(digest: &[u8]) -> String {
    let key = blake3::derive_key("besa 2026-11 session mark", digest);
    blake3::Hash::from_bytes(key)
        .to_hex()
        .chars()
        .take(32)
        .collect()
}
