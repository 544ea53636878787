//! A matter in codes, and the list of one's own matters.

use super::{
    CompensationClaim, Hearing, MatterCode, MatterDescription, MatterScope, MatterStage,
    MatterStep, ProtectiveMeasure, StepReason, Suspect, claims::claims_of, matter::terms,
    measures::measures_of, open_matter::OpenMatter, suspects,
};
use crate::{Casework, CaseworkError, Request, casework::time, codes::stored};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::Value;
use vocabulary::{PlaceCode, TermCode};

/// A matter in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterSummary {
    /// Its code.
    pub code: MatterCode,
    /// Where it stands.
    pub stage: MatterStage,
    /// The articles.
    pub articles: Vec<TermCode>,
    /// Who leads it.
    pub leader: String,
    /// When it was reported.
    pub reported_at: Timestamp,
}

/// Something that happened to a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub step: MatterStep,
    /// The stage from then on.
    pub stage: MatterStage,
    /// Why.
    pub reason: Option<StepReason>,
    /// The articles from then on.
    pub articles: Vec<TermCode>,
}

/// A matter as whoever holds a grant on it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterView {
    /// Its code.
    pub code: MatterCode,
    /// The region.
    pub region: PlaceCode,
    /// The authority.
    pub institution: String,
    /// Who leads it.
    pub leader: String,
    /// Where it stands.
    pub stage: MatterStage,
    /// The articles.
    pub articles: Vec<TermCode>,
    /// What else is coded.
    pub description: MatterDescription,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// What happened, in order.
    pub events: Vec<MatterEvent>,
    /// The suspects.
    pub suspects: Vec<Suspect>,
    /// The hearings.
    pub hearings: Vec<Hearing>,
    /// The protective measures.
    pub measures: Vec<ProtectiveMeasure>,
    /// The claims for compensation.
    pub claims: Vec<CompensationClaim>,
}

const MOST_MATTERS: i64 = 500;

type Listed = (String, String, String, String, i64);
type Described = (String, String, String, String, i64, Option<i64>);
type Event = (i64, String, String, Option<String>, String);

impl Casework {
    /// The matters that the worker leads or holds a grant on now, the newest first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn matters_of(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<MatterSummary>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Listed> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT code, stage, articles, leader, reported_at FROM matter
                 WHERE id IN (SELECT id FROM matter WHERE leader = $1
                    UNION SELECT g.matter FROM matter_grant g
                    WHERE g.holder = $1 AND g.revoked_at IS NULL
                      AND g.starts_at <= $2 AND g.ends_at > $2)
                 ORDER BY reported_at DESC, code LIMIT $3",
            )
            .bind(request.worker.account())
            .bind(request.second())
            .bind(MOST_MATTERS)
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(code, stage, articles, leader, reported_at)| {
                Ok(MatterSummary {
                    code: MatterCode::stored(code),
                    stage: stored(MatterStage::from_code, &stage)?,
                    articles: terms(&articles)?,
                    leader,
                    reported_at: time(reported_at)?,
                })
            })
            .collect()
    }

    /// One matter in codes. The look is in the log.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on it.
    #[boxed]
    pub async fn matter_view(
        &self,
        request: Request<'_>,
        code: &MatterCode,
    ) -> Result<MatterView, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row: Described = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT articles, scope, linked_crimes, needs, reported_at, assets_seized_at
                 FROM matter WHERE id = $1",
            )
            .bind(open.matter.id.as_str())
            .fetch_one(connection)
        })?;
        let (articles, scope, linked_crimes, needs, reported_at, seized) = row;
        let events = events(&mut open).await?;
        let suspects = suspects_of(&mut open).await?;
        let hearings = open.hearings().await?;
        let id = open.matter.id.clone();
        let measures = measures_of(&mut open.transaction, &id).await?;
        let claims = claims_of(&mut open.transaction, &id).await?;
        open.record("matter-viewed", ("", &Value::Null)).await?;
        let matter = open.matter.clone();
        open.commit().await?;
        Ok(MatterView {
            code: matter.code,
            region: matter.region,
            institution: matter.institution,
            leader: matter.leader,
            stage: matter.stage,
            articles: terms(&articles)?,
            description: MatterDescription {
                scope: stored(MatterScope::from_code, &scope)?,
                linked_crimes: terms(&linked_crimes)?,
                needs: terms(&needs)?,
                assets_seized_at: seized.map(time).transpose()?,
            },
            reported_at: time(reported_at)?,
            events,
            suspects,
            hearings,
            measures,
            claims,
        })
    }
}

async fn events(open: &mut OpenMatter<'_>) -> Result<Vec<MatterEvent>, CaseworkError> {
    let rows: Vec<Event> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT at, step, stage, reason, articles FROM matter_event
             WHERE matter = $1 ORDER BY position",
        )
        .bind(open.matter.id.as_str())
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(at, step, stage, reason, articles)| {
            let reason = reason.map(|code| stored(StepReason::from_code, &code));
            Ok(MatterEvent {
                at: time(at)?,
                step: stored(MatterStep::from_code, &step)?,
                stage: stored(MatterStage::from_code, &stage)?,
                reason: reason.transpose()?,
                articles: terms(&articles)?,
            })
        })
        .collect()
}

async fn suspects_of(open: &mut OpenMatter<'_>) -> Result<Vec<Suspect>, CaseworkError> {
    let rows: Vec<suspects::Row> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id, matter, state, sex, age, citizenship, suspected_at, prosecuted_at,
                decided_at, sentence_months, is_suspended
             FROM suspect WHERE matter = $1 ORDER BY suspected_at, id",
        )
        .bind(open.matter.id.as_str())
        .fetch_all(connection)
    })?;
    rows.into_iter().map(suspects::Row::read).collect()
}
