//! Beginning a session, and finding it again at every request.

use super::{SessionMark, SessionToken};
use crate::{
    Access, AccessError, AccountId, Actor, HeldMembership, MembershipId, access::instant,
    accounts::Columns, memberships,
};
use boxed::boxed;
use jiff::{SignedDuration, Timestamp};
use store::Transaction;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who, in the one membership in which the session acts.
    pub actor: Actor,
    /// All memberships that they may choose among, the oldest first; that one is among them.
    pub memberships: Vec<HeldMembership>,
    /// Whether nothing but changing the password is open to them.
    pub must_change_password: bool,
    /// When the session ends, whatever happens.
    pub ends_at: Timestamp,
}

/// A session is marked as seen at most once in so long: reading a page costs no write.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

store::row! {
    struct Found {
        began_at: i64,
        seen_at: i64,
        acting: String,
        ..account: Columns
        ..held: memberships::Columns
    }
}

/// The query of every request; its plan is tested. One row for each membership of the account.
pub const SESSION: &str =
    "SELECT s.began_at, s.seen_at, s.membership AS acting, a.id, a.sign_in_name, a.name,
        a.language, a.password_hash, a.must_change, a.disabled_at, a.created_at, a.signed_in_at,
        m.id AS held_id, m.role AS held_role, m.region AS held_region,
        m.institution AS held_institution, m.since AS held_since
    FROM account_session s JOIN account a ON a.id = s.account
        JOIN membership m ON m.account = s.account AND m.ended IS NULL
    WHERE s.digest = $1";

impl Access {
    /// Who a token belongs to now; `None` when the session has ended, or never was. Roles and
    /// closings count from the next request on.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn session(
        &self,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<Session>, AccessError> {
        let digest = token.digest();
        let found = self.open_session(&digest, now).await?;
        let Some((session, seen_at)) = found else {
            return Ok(None);
        };
        let unseen = now.duration_since(seen_at);
        if unseen >= SEEN_EVERY {
            // Nobody is signed out at work because others wrote all the time.
            let is_urgent = unseen >= self.settings.idle / 2;
            self.mark_seen(digest, now, is_urgent).await?;
        }
        Ok(Some(session))
    }

    /// The same for whoever keeps something as long as the session lasts: looking does not use it.
    ///
    /// # Errors
    /// As [`Access::session`].
    #[boxed]
    pub async fn session_look(
        &self,
        mark: &SessionMark,
        now: Timestamp,
    ) -> Result<Option<Session>, AccessError> {
        let found = self.open_session(&mark.0, now).await?;
        Ok(found.map(|(session, _)| session))
    }

    /// A session that has not ended, and when it was last used.
    async fn open_session(
        &self,
        digest: &[u8],
        now: Timestamp,
    ) -> Result<Option<(Session, Timestamp)>, AccessError> {
        let rows: Vec<Found> = store::read!(self.database, connection => {
            store::query_as(SESSION).bind(digest.to_vec()).fetch_all(connection)
        })?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        let (began_at, seen_at) = (instant(found.began_at)?, instant(found.seen_at)?);
        let ends_at = began_at
            .saturating_add(self.settings.longest)
            .unwrap_or(began_at);
        let is_idle = now.duration_since(seen_at) >= self.settings.idle;
        let held: Result<_, _> = rows.iter().map(|row| row.held.held()).collect();
        let account = found.account.account(memberships::in_order(held?))?;
        if now >= ends_at || is_idle || account.disabled_at.is_some() {
            return Ok(None);
        }
        let acting = MembershipId::parse(&found.acting);
        let acting = account
            .memberships
            .iter()
            .find(|held| Some(held.id) == acting);
        let Some(actor) = acting.map(|held| account.actor(held)) else {
            return Ok(None);
        };
        let session = Session {
            actor,
            memberships: account.memberships,
            must_change_password: account.must_change_password,
            ends_at,
        };
        Ok(Some((session, seen_at)))
    }

    /// While somebody else writes, the mark waits for a later request rather than the reader for it,
    /// unless it is urgent.
    async fn mark_seen(
        &self,
        digest: Vec<u8>,
        now: Timestamp,
        is_urgent: bool,
    ) -> Result<(), AccessError> {
        let begun = if is_urgent {
            Some(self.database.begin().await?)
        } else {
            self.database.try_begin().await?
        };
        let Some(mut transaction) = begun else {
            return Ok(());
        };
        store::execute!(
            transaction,
            store::query(
                "UPDATE account_session SET seen_at = $2 WHERE digest = $1 AND seen_at < $2"
            )
            .bind(digest)
            .bind(now.as_microsecond())
        )?;
        Ok(transaction.commit().await?)
    }
}

/// Begins a session that acts in a membership.
pub(crate) async fn begin(
    transaction: &mut Transaction,
    access: &Access,
    (id, acting): (AccountId, MembershipId),
    now: Timestamp,
) -> Result<SessionToken, AccessError> {
    let token = SessionToken::fresh(&*access.random);
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO account_session (digest, account, began_at, seen_at, membership)
             VALUES ($1, $2, $3, $3, $4)",
        )
        .bind(token.digest())
        .bind(id.to_string())
        .bind(now.as_microsecond())
        .bind(acting.to_string())
    )?;
    Ok(token)
}
