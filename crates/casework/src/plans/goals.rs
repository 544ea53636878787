//! Goals, and the plan as a whole. Every reading of it is an event: it says how a person lives.

use super::{ActionState, Domain, reword, text::text};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, Service,
    casework::time,
    codes::stored,
    fields,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::{Value, json};

/// A goal to add.
#[derive(Debug)]
pub struct NewGoal {
    /// Made once for the form that was shown.
    pub request: String,
    /// The domain of life.
    pub domain: Domain,
    /// What the person wants to reach, in their words.
    pub text: SecretText,
}

/// A goal with its actions.
#[derive(Debug)]
pub struct Goal {
    /// Its id.
    pub id: RecordId,
    /// The domain of life.
    pub domain: Domain,
    /// What the person wants to reach.
    pub text: SecretText,
    /// How often it was put in other words, from one: what a change must name.
    pub version: i64,
    /// What it said before, the latest first.
    pub earlier: Vec<SecretText>,
    /// Its actions, the earliest due first.
    pub actions: Vec<PlanAction>,
}

/// An action of the plan.
#[derive(Debug)]
pub struct PlanAction {
    /// Its id.
    pub id: RecordId,
    /// What kind of help.
    pub service: Service,
    /// Who helps, once the person has chosen.
    pub provider: Option<RecordId>,
    /// Where it stands.
    pub state: ActionState,
    /// How often it was changed: what a change must name.
    pub version: i64,
    /// By when.
    pub due_at: Timestamp,
    /// What is done.
    pub text: SecretText,
}

type ActionRow = (String, String, Option<String>, String, i64, i64);

impl Casework {
    /// Adds a goal.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `plan-before-briefing`,
    /// `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn goal_add(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewGoal,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.text)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("goal", &new.request)).await? {
            return Ok(id);
        }
        open.expect_briefed("plan-before-briefing")?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO goal (id, case_code, domain, added_at) VALUES ($1, $2, $3, $4)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(new.domain.code())
            .bind(request.second())
        )?;
        fields::put(
            &mut open,
            (id.as_str(), Field::Goal),
            &new.text,
            &*self.random,
        )
        .await?;
        self.begin_looks(&mut open).await?;
        open.remember(("goal", &new.request), id.as_str()).await?;
        open.log("goal-added", ("", &json!({"goal": id.as_str()})))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// The plan: its goals in the order of the domains, with their actions.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn plan(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Goal>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<(String, String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, domain, version FROM goal WHERE case_code = $1 ORDER BY added_at, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        let mut goals = Vec::with_capacity(rows.len());
        for (id, domain, version) in rows {
            goals.push(Goal {
                domain: stored(Domain::from_code, &domain)?,
                text: text(&mut open, (&id, Field::Goal)).await?,
                version,
                earlier: reword::earlier(&mut open, (&id, version)).await?,
                actions: actions(&mut open, &id).await?,
                id: RecordId::stored(id),
            });
        }
        goals.sort_by_key(|goal| goal.domain);
        open.log("plan-read", ("goal,plan-action", &Value::Null))
            .await?;
        open.commit().await?;
        Ok(goals)
    }
}

pub(super) async fn actions(
    open: &mut OpenCase<'_>,
    goal: &str,
) -> Result<Vec<PlanAction>, CaseworkError> {
    let rows: Vec<ActionRow> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id, service, provider, state, version, due_at FROM plan_action
             WHERE goal = $1 ORDER BY due_at, id",
        )
        .bind(goal)
        .fetch_all(connection)
    })?;
    let mut read = Vec::with_capacity(rows.len());
    for (id, service, provider, state, version, due_at) in rows {
        read.push(PlanAction {
            service: stored(Service::from_code, &service)?,
            provider: provider.map(RecordId::stored),
            state: stored(ActionState::from_code, &state)?,
            version,
            due_at: time(due_at)?,
            text: text(open, (&id, Field::PlanAction)).await?,
            id: RecordId::stored(id),
        });
    }
    Ok(read)
}
