//! The cases of an institution whose lead left, for whoever may decide about them or is to lead them
//! next. Codes and phases; nothing that is in a case.

use super::{
    SuccessionState, SuccessionWay,
    deciders::deciders,
    row::{SuccessionRow, open_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, Phase, RecordId, Request, casework::time, grants::case_row,
};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A new lead who was named and has not taken the case over yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Its id.
    pub id: RecordId,
    /// Where it stands.
    pub state: SuccessionState,
    /// How the keys come to the new lead.
    pub way: SuccessionWay,
    /// The account of the new lead.
    pub to: String,
    /// Who named them.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be finished.
    pub ends_at: Timestamp,
    /// Whether the worker who looks may be the second person.
    pub may_confirm: bool,
}

/// A case whose lead left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderlessCase {
    /// Its code.
    pub code: CaseCode,
    /// Where it stands.
    pub phase: Phase,
    /// The account that led it.
    pub left: String,
    /// By when it should have a lead again.
    pub due_at: Option<Timestamp>,
    /// How another lead comes to its keys; `None` where no two people who are here can open it.
    pub way: Option<SuccessionWay>,
    /// The accounts that may name a lead and agree to one.
    pub deciders: Vec<String>,
    /// The accounts that may lead it next; none for whoever does not decide.
    pub candidates: Vec<String>,
    /// Who was named, if anybody was.
    pub succession: Option<Succession>,
}

/// The cases without a lead of the worker's institution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadOverview {
    /// Those that the worker may decide about, or is to lead next.
    pub cases: Vec<LeaderlessCase>,
    /// How many there are in all.
    pub number: usize,
    /// Everybody who must act about any of them.
    pub deciders: Vec<String>,
}

/// The cases of an institution that nobody of it leads.
const LEADERLESS: &str = "SELECT code FROM case_file
     WHERE institution = $1 AND erased_at IS NULL AND manager IN (
        SELECT account FROM worker WHERE suspended_at IS NOT NULL OR institution <> $1)
     ORDER BY code LIMIT 200";

impl Casework {
    /// The cases of the worker's institution whose lead left; at most 200.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn leads_missing(&self, request: Request<'_>) -> Result<LeadOverview, CaseworkError> {
        let (me, now) = (request.worker.account(), request.second());
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let codes: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(LEADERLESS)
                .bind(request.worker.institution())
                .fetch_all(connection)
        })?;
        let mut overview = LeadOverview {
            number: codes.len(),
            ..LeadOverview::default()
        };
        let mut everybody = BTreeSet::new();
        for (code,) in codes {
            let code = CaseCode::stored(code);
            let Some(case) = case_row(&mut transaction, &code).await? else {
                continue;
            };
            let who = deciders(&mut transaction, (&case, now)).await?;
            everybody.extend(who.people.iter().cloned());
            let row = open_row(&mut transaction, (&code, now)).await?;
            let may_decide = who.includes(me);
            if !may_decide && row.as_ref().is_none_or(|row| row.to != me) {
                continue;
            }
            let due: Option<i64> = store::within!(transaction, connection => {
                store::query_scalar(
                    "SELECT MIN(due_at) FROM task
                     WHERE case_code = $1 AND kind = 'name-lead' AND done_at IS NULL",
                )
                .bind(code.as_str())
                .fetch_one(connection)
            })?;
            let named = row.map(|row| {
                let is_second = who.may_confirm(me, (&row.by, &row.to));
                let waits = row.state == SuccessionState::SuccessionProposed;
                named(row, is_second && waits)
            });
            overview.cases.push(LeaderlessCase {
                phase: case.phase,
                left: case.manager,
                due_at: due.map(time).transpose()?,
                way: who.way,
                deciders: who.people,
                candidates: if may_decide {
                    who.candidates
                } else {
                    Vec::new()
                },
                succession: named.transpose()?,
                code,
            });
        }
        overview.deciders = everybody.into_iter().collect();
        Ok(overview)
    }
}

fn named(row: SuccessionRow, may_confirm: bool) -> Result<Succession, CaseworkError> {
    Ok(Succession {
        id: row.id,
        state: row.state,
        way: row.way,
        to: row.to,
        by: row.by,
        at: time(row.at)?,
        ends_at: time(row.ends_at)?,
        may_confirm,
    })
}
