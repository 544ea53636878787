//! A round inside a write: found, looked at again for whoever writes, and moved along its table.

use super::state::{RoundState, RoundStep};
use crate::{EstimationError, record};
use access::{Action, Actor, JoinRound, Permit};
use jiff::Timestamp;
use store::{Engine, Transaction};

/// A round that is being written to.
pub(super) struct Placed {
    pub(super) id: i64,
    pub(super) code: String,
    pub(super) title: String,
    pub(super) schema: String,
    pub(super) state: RoundState,
    /// Who writes, where it is an institution.
    pub(super) institution: Option<String>,
}

impl Placed {
    /// The round, for whoever holds rounds.
    pub(super) async fn find(
        transaction: &mut Transaction,
        code: &str,
    ) -> Result<Self, EstimationError> {
        let row: Option<(i64, String, String, String)> = store::within!(transaction, connection => {
            store::query_as("SELECT id, title, schema, state FROM linkage_round WHERE code = $1")
                .bind(code.to_owned())
                .fetch_optional(connection)
        })?;
        let (id, title, schema, state) = row.ok_or(EstimationError::NotFound("round"))?;
        Ok(Self {
            id,
            code: code.to_owned(),
            title,
            schema,
            state: RoundState::from_code(&state).ok_or(EstimationError::Corrupt("round"))?,
            institution: None,
        })
    }

    /// The round, for the institution that the permit is about: it has to take part.
    pub(super) async fn of_participant(
        transaction: &mut Transaction,
        permit: &Permit<JoinRound>,
        code: &str,
    ) -> Result<Self, EstimationError> {
        let missing = || EstimationError::NotFound("round");
        let institution = permit.scope().institution.as_ref().ok_or_else(missing)?;
        let mut placed = Self::find(transaction, code).await?;
        let found: i64 = store::within!(transaction, connection => {
            store::query_scalar(
                "SELECT COUNT(*) FROM linkage_round_participant
                 WHERE round_id = $1 AND institution = $2",
            )
            .bind(placed.id)
            .bind(institution.to_string())
            .fetch_one(connection)
        })?;
        if found == 0 {
            return Err(missing());
        }
        placed.institution = Some(institution.to_string());
        Ok(placed)
    }

    /// Takes a step that moves the round.
    pub(super) async fn step(
        &mut self,
        transaction: &mut Transaction,
        step: RoundStep,
    ) -> Result<(), EstimationError> {
        let after = self.state.after(step)?;
        store::execute!(
            transaction,
            store::query("UPDATE linkage_round SET state = $2 WHERE id = $1")
                .bind(self.id)
                .bind(after.code())
        )?;
        self.state = after;
        Ok(())
    }

    /// Something that happened to the round.
    pub(super) fn happened<'a>(
        &'a self,
        kind: &'static str,
        detail: &'a str,
        at: Timestamp,
    ) -> Happened<'a> {
        Happened {
            placed: self,
            kind,
            detail,
            at,
        }
    }
}

/// Something that happened, for the round's own log and the audit log.
pub(super) struct Happened<'a> {
    placed: &'a Placed,
    kind: &'static str,
    detail: &'a str,
    at: Timestamp,
}

impl Happened<'_> {
    /// Writes it down in the act's own transaction.
    pub(super) async fn record(
        self,
        transaction: &mut Transaction,
        actor: &Actor,
    ) -> Result<(), EstimationError> {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO linkage_round_event (round_id, kind, institution, happened_at, actor)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(self.placed.id)
            .bind(self.kind)
            .bind(self.placed.institution.clone())
            .bind(self.at.as_microsecond())
            .bind(actor.name().to_owned())
        )?;
        let detail = (&self.placed.institution, self.detail);
        let (code, at) = (&self.placed.code, self.at);
        record(transaction, actor, self.kind, code, &detail, at).await
    }
}

/// Has the engine overwrite what is deleted from here on, where it would otherwise leave it lying in
/// free pages. PostgreSQL has no such setting: its tables are rewritten when the round is closed.
pub(super) async fn overwrite_deleted(
    transaction: &mut Transaction,
) -> Result<(), EstimationError> {
    if transaction.engine() == Engine::Sqlite {
        store::execute!(transaction, store::query("PRAGMA secure_delete = ON"))?;
    }
    Ok(())
}

/// Whose rounds a permit shows: one institution's, or everybody's.
pub(super) fn institution<A: Action>(permit: &Permit<A>) -> Option<String> {
    permit.scope().institution.as_ref().map(ToString::to_string)
}
