//! Asking for a decision whose time has come: whoever leads the case decides, the keepers of its
//! institution see that somebody does. Nothing is decided by itself, and nobody is asked twice.

use crate::{Casework, CaseworkError, RecordId, tasks::TaskKind};
use jiff::Timestamp;
use ledger::NewEvent;
use store::Transaction;

/// The most decisions that one look asks for; the next look asks for the rest.
pub(crate) const MOST_AT_ONCE: i64 = 500;
/// Who stands in the log for what the program does by itself.
const PROGRAM: &str = "program";

/// A decision that nobody was asked for yet: the record that it is about (nothing for the case itself),
/// the case's code, its institution, its lead, the second by which it is due, and the accounts of the
/// institution's keepers, with commas.
pub(crate) type Waiting = (String, String, String, String, i64, Option<String>);

/// How a decision is asked for.
pub(crate) struct Asking {
    /// What whoever leads the case is asked.
    pub lead: TaskKind,
    /// What the keepers are asked.
    pub keepers: TaskKind,
    /// What the log calls it.
    pub event: &'static str,
}

impl Asking {
    /// Nobody is asked about a case any more: somebody decided, or there is nothing left to decide.
    pub(crate) async fn decided(
        &self,
        transaction: &mut Transaction,
        (code, now): (&str, i64),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE case_code = $2 AND kind IN ($3, $4) AND done_at IS NULL",
            )
            .bind(now)
            .bind(code)
            .bind(self.lead.code())
            .bind(self.keepers.code())
        )?;
        Ok(())
    }
}

impl Casework {
    /// Gives their tasks to whoever leads each case and to the keepers of its institution, and writes
    /// an event for each case.
    pub(crate) async fn ask_to_decide(
        &self,
        transaction: &mut Transaction,
        (waiting, asking): (&[Waiting], &Asking),
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        for (concerns, code, institution, lead, due_at, keepers) in waiting {
            let keepers = keepers.as_deref().unwrap_or_default().split(',');
            let keepers = keepers.filter(|one| !one.is_empty() && one != lead);
            let asked = std::iter::once((asking.lead, lead.as_str()))
                .chain(keepers.map(|one| (asking.keepers, one)));
            for (kind, worker) in asked {
                store::execute!(
                    transaction,
                    store::query(
                        "INSERT INTO task (id, kind, case_code, shown_code, institution, worker,
                            concerns, due_at)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    )
                    .bind(RecordId::fresh(&*self.random).as_str())
                    .bind(kind.code())
                    .bind(code.as_str())
                    .bind(code.as_str())
                    .bind(institution.as_str())
                    .bind(worker)
                    .bind(concerns.as_str())
                    .bind(*due_at)
                )?;
            }
            let event = NewEvent {
                at: now,
                actor: PROGRAM,
                kind: asking.event,
                subject: code,
                detail: "{}",
            };
            ledger::append(transaction, &event).await?;
        }
        Ok(())
    }
}
