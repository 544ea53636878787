//! One's own tokens, the newest first, without their secrets.

use super::{Token, TokenId, TokenName};
use crate::{Access, AccessError, Actor, access::instant, memberships};
use boxed::boxed;

store::row! {
    struct Columns {
        id: String,
        name: String,
        read_only: i64,
        created_at: i64,
        ends_at: i64,
        revoked_at: Option<i64>,
        used_at: Option<i64>,
        ..held: memberships::Columns
    }
}

impl Columns {
    fn token(self) -> Result<Token, AccessError> {
        Ok(Token {
            id: TokenId::parse(&self.id).ok_or(AccessError::Corrupt("token id"))?,
            name: TokenName::parse(&self.name).map_err(|_| AccessError::Corrupt("token name"))?,
            acts_in: self.held.held()?,
            is_read_only: self.read_only != 0,
            created_at: instant(self.created_at)?,
            ends_at: instant(self.ends_at)?,
            revoked_at: self.revoked_at.map(instant).transpose()?,
            used_at: self.used_at.map(instant).transpose()?,
        })
    }
}

/// The query of the list of tokens; its plan is tested.
pub const TOKENS_OF_ACCOUNT: &str =
    "SELECT t.id, t.name, t.read_only, t.created_at, t.ends_at, t.revoked_at, t.used_at,
        m.id AS held_id, m.role AS held_role, m.region AS held_region,
        m.institution AS held_institution, m.since AS held_since
    FROM access_token t JOIN membership m ON m.id = t.membership
    WHERE t.account = $1 ORDER BY t.id DESC";

impl Access {
    /// The tokens of the actor's own account: the good ones, and those that ended lately.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn token_list(&self, actor: &Actor) -> Result<Vec<Token>, AccessError> {
        let account = actor.account_id().to_string();
        let rows: Vec<Columns> = store::read!(self.database, connection => {
            store::query_as(TOKENS_OF_ACCOUNT).bind(account.clone()).fetch_all(connection)
        })?;
        rows.into_iter().map(Columns::token).collect()
    }
}
