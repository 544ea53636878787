//! Every version of an action is kept: what changed, who wrote it down, and, where the person answered,
//! who was there. So two people who change one plan lose nothing, and the person can see afterwards
//! what they said yes to.

use super::{ActionStep, Domain, PlanAction, goals, text};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::time,
    codes::{codes, joined_codes, split_codes, stored},
    fields,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;
use vocabulary::RandomSource;

codes! {
    /// Who was there when the person answered.
    Witness {
        /// Nobody but the worker who wrote it down.
        OnlyWorker = "only-worker",
        /// An interpreter.
        Interpreter = "interpreter",
        /// The guardian.
        Guardian = "guardian",
        /// The person's lawyer.
        Lawyer = "lawyer",
        /// A psychologist.
        Psychologist = "psychologist",
        /// Somebody whom the person brought.
        TrustedPerson = "trusted-person",
    }
}

codes! {
    /// What a version of an action changed.
    ActionChange {
        /// It was proposed.
        Proposed = "proposed",
        /// It was put in other words, or for another day or help: the person is asked anew.
        Revised = "revised",
        /// The person chose who helps.
        Chosen = "chosen",
        /// The person said yes.
        Agreed = "agreed",
        /// The person said no.
        Declined = "declined",
        /// The person wants to think about it.
        Later = "later",
        /// It began.
        Begun = "begun",
        /// It was done.
        Finished = "finished",
        /// It was given up.
        Dropped = "dropped",
    }
}

impl ActionChange {
    /// What a step leaves behind.
    pub(super) const fn of(step: ActionStep) -> Self {
        match step {
            ActionStep::Agree => Self::Agreed,
            ActionStep::Decline => Self::Declined,
            ActionStep::AskLater => Self::Later,
            ActionStep::Begin => Self::Begun,
            ActionStep::Finish => Self::Finished,
            ActionStep::Drop => Self::Dropped,
        }
    }
}

/// A version of an action.
#[derive(Debug)]
pub struct ActionVersion {
    /// Its number, from one.
    pub version: i64,
    /// What changed.
    pub change: ActionChange,
    /// Who was there, where the person answered.
    pub present: Vec<Witness>,
    /// The account that wrote it down.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What the action said from then on, where that changed.
    pub text: Option<SecretText>,
}

/// An action with its goal and all its versions.
#[derive(Debug)]
pub struct ActionView {
    /// The goal's domain of life.
    pub domain: Domain,
    /// What the person wants to reach.
    pub goal: SecretText,
    /// The action as it is now.
    pub action: PlanAction,
    /// Its versions, the latest first.
    pub versions: Vec<ActionVersion>,
}

type Row = (i64, String, String, String, i64);

impl Casework {
    /// One action with all its versions. The reading is an event, as that of the plan.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's action.
    #[boxed]
    pub async fn plan_action(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        action: &RecordId,
    ) -> Result<ActionView, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let found: Option<(String, String)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT g.id, g.domain FROM plan_action a JOIN goal g ON g.id = a.goal
                 WHERE a.id = $1 AND a.case_code = $2",
            )
            .bind(action.as_str())
            .bind(code.as_str())
            .fetch_optional(connection)
        })?;
        let (goal, domain) = found.ok_or(CaseworkError::NotFound("action"))?;
        let text = text::text(&mut open, (&goal, Field::Goal)).await?;
        let mut actions = goals::actions(&mut open, &goal).await?;
        actions.retain(|one| one.id == *action);
        let now = actions.pop().ok_or(CaseworkError::Corrupt("plan"))?;
        let versions = versions(&mut open, action).await?;
        let more = json!({"action": action.as_str()});
        open.log("plan-read", ("goal,plan-action", &more)).await?;
        open.commit().await?;
        Ok(ActionView {
            domain: stored(Domain::from_code, &domain)?,
            goal: text,
            action: now,
            versions,
        })
    }
}

async fn versions(
    open: &mut OpenCase<'_>,
    action: &RecordId,
) -> Result<Vec<ActionVersion>, CaseworkError> {
    let rows: Vec<Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT version, change, present, changed_by, changed_at FROM action_version
             WHERE action = $1 ORDER BY version DESC",
        )
        .bind(action.as_str())
        .fetch_all(connection)
    })?;
    let mut read = Vec::with_capacity(rows.len());
    for (version, change, present, by, at) in rows {
        let record = record(action, version);
        read.push(ActionVersion {
            version,
            change: stored(ActionChange::from_code, &change)?,
            present: split_codes(&present, Witness::from_code)?,
            by,
            at: time(at)?,
            text: fields::get(open, (&record, Field::PlanAction)).await?,
        });
    }
    Ok(read)
}

/// The record under which the words of a version are sealed.
fn record(action: &RecordId, version: i64) -> String {
    format!("{}-{version}", action.as_str())
}

/// Keeps what a version changed; the caller logs.
pub(super) async fn keep(
    open: &mut OpenCase<'_>,
    (action, version): (&RecordId, i64),
    (change, present): (ActionChange, &[Witness]),
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO action_version (action, version, change, present, changed_by, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(action.as_str())
        .bind(version)
        .bind(change.code())
        .bind(joined_codes!(present))
        .bind(open.request.worker.account())
        .bind(open.request.second())
    )?;
    Ok(())
}

/// Seals what the action says from a version on.
pub(super) async fn keep_text(
    open: &mut OpenCase<'_>,
    (action, version): (&RecordId, i64),
    text: &SecretText,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let record = record(action, version);
    fields::put(open, (&record, Field::PlanAction), text, random).await?;
    fields::put(open, (action.as_str(), Field::PlanAction), text, random).await
}
