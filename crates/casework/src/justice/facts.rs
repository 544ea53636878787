//! What the gate counts: matters as coded facts, without a code, an id, a name or anything of a case.
//! Pure reads that open no key. The counting rules (which article, which year, stock or flow) are the
//! reader's; the facts carry every date that they can turn on.

use super::{
    MatterScope, MatterStage, MatterStep, StepReason, SuspectAge, SuspectCitizenship, SuspectSex,
    SuspectState, matter::terms, suspects,
};
use crate::{Casework, CaseworkError, CountingPermit, casework::time, codes::stored};
use jiff::Timestamp;
use std::collections::BTreeMap;
use vocabulary::{PlaceCode, TermCode};

/// A matter, for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterFacts {
    /// The region of the authority.
    pub region: PlaceCode,
    /// The authority's institution.
    pub institution: String,
    /// Whether it crosses a border (`scope`).
    pub scope: MatterScope,
    /// Terms of `linked-crime`.
    pub linked_crimes: Vec<TermCode>,
    /// Terms of `need`.
    pub needs: Vec<TermCode>,
    /// Every step in order, the first being the report; never empty.
    pub stages: Vec<StageFact>,
    /// Every suspect.
    pub suspects: Vec<SuspectFacts>,
    /// When assets were seized.
    pub assets_seized_at: Option<Timestamp>,
    /// When compensation was awarded, each time.
    pub compensated_at: Vec<Timestamp>,
    /// When a protective measure began, each time.
    pub protected_at: Vec<Timestamp>,
    /// How many victims were punished for what they were made to do: to be nought.
    pub victims_punished: usize,
}

/// A step of a matter, for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFact {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub step: MatterStep,
    /// The stage from then on.
    pub stage: MatterStage,
    /// Why, where the step asks for it.
    pub reason: Option<StepReason>,
    /// The articles from then on (`article`).
    pub articles: Vec<TermCode>,
}

/// A suspect, for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectFacts {
    /// Where they stand now.
    pub state: SuspectState,
    /// `sex`.
    pub sex: SuspectSex,
    /// `age`.
    pub age: SuspectAge,
    /// `citizenship`.
    pub citizenship: SuspectCitizenship,
    /// When in formal contact.
    pub suspected_at: Timestamp,
    /// When charged.
    pub prosecuted_at: Option<Timestamp>,
    /// When judged or cleared, the last time; the state says which.
    pub decided_at: Option<Timestamp>,
    /// The sentence, in months.
    pub sentence_months: Option<i64>,
    /// Whether the sentence is suspended.
    pub is_suspended: bool,
}

impl MatterFacts {
    /// The last step at or before a time; `None` before the report.
    #[must_use]
    pub fn as_of(&self, at: Timestamp) -> Option<&StageFact> {
        self.stages.iter().rev().find(|fact| fact.at <= at)
    }

    /// Whether it is in one of some stages at a time: a stock.
    #[must_use]
    pub fn stands_in(&self, stages: &[MatterStage], at: Timestamp) -> bool {
        self.as_of(at)
            .is_some_and(|fact| stages.contains(&fact.stage))
    }

    /// The times from `from` on and before `until` at which a step was taken: a flow.
    pub fn taken(
        &self,
        step: MatterStep,
        (from, until): (Timestamp, Timestamp),
    ) -> impl Iterator<Item = &StageFact> {
        self.stages
            .iter()
            .filter(move |fact| fact.step == step && fact.at >= from && fact.at < until)
    }
}

store::row! {
    struct Row {
        id: String,
        region: String,
        institution: String,
        scope: String,
        linked_crimes: String,
        needs: String,
        assets_seized_at: Option<i64>,
    }
}

type Event = (String, String, String, Option<String>, String, i64);
type Dated = (String, i64);

impl Casework {
    /// Every matter of the wing as coded facts, in no meaningful order, for whoever may count. Nobody's
    /// grant is asked, because nothing here is anybody's; the caller logs.
    ///
    /// # Errors
    /// When the database fails or holds what cannot be read.
    pub(crate) async fn justice_facts(
        &self,
        _permit: &CountingPermit,
    ) -> Result<Vec<MatterFacts>, CaseworkError> {
        let rows: Vec<Row> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT id, region, institution, scope, linked_crimes, needs, assets_seized_at
                 FROM matter ORDER BY id",
            )
            .fetch_all(connection)
        })?;
        let mut stages = self.stage_facts().await?;
        let mut suspects = self.suspect_facts().await?;
        let mut awarded = self
            .dated(
                "SELECT matter, decided_at FROM compensation_claim
                 WHERE state IN ('awarded', 'paid') AND decided_at IS NOT NULL
                 ORDER BY decided_at, id",
            )
            .await?;
        let mut protected = self
            .dated("SELECT matter, begun_at FROM protective_measure ORDER BY begun_at, id")
            .await?;
        let punished = self
            .dated(
                "SELECT matter, offered_at FROM matter_link
                 WHERE matter IS NOT NULL AND non_punishment = 'punished' ORDER BY id",
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(MatterFacts {
                    stages: stages.remove(&row.id).unwrap_or_default(),
                    suspects: suspects.remove(&row.id).unwrap_or_default(),
                    compensated_at: awarded.remove(&row.id).unwrap_or_default(),
                    protected_at: protected.remove(&row.id).unwrap_or_default(),
                    victims_punished: punished.get(&row.id).map_or(0, Vec::len),
                    region: PlaceCode::parse(&row.region)
                        .map_err(|_| CaseworkError::Corrupt("region"))?,
                    institution: row.institution,
                    scope: stored(MatterScope::from_code, &row.scope)?,
                    linked_crimes: terms(&row.linked_crimes)?,
                    needs: terms(&row.needs)?,
                    assets_seized_at: row.assets_seized_at.map(time).transpose()?,
                })
            })
            .collect()
    }

    async fn stage_facts(&self) -> Result<BTreeMap<String, Vec<StageFact>>, CaseworkError> {
        let rows: Vec<Event> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT matter, step, stage, reason, articles, at FROM matter_event
                 ORDER BY matter, position",
            )
            .fetch_all(connection)
        })?;
        let mut facts: BTreeMap<String, Vec<StageFact>> = BTreeMap::new();
        for (matter, step, stage, reason, articles, at) in rows {
            let reason = reason.map(|code| stored(StepReason::from_code, &code));
            facts.entry(matter).or_default().push(StageFact {
                at: time(at)?,
                step: stored(MatterStep::from_code, &step)?,
                stage: stored(MatterStage::from_code, &stage)?,
                reason: reason.transpose()?,
                articles: terms(&articles)?,
            });
        }
        Ok(facts)
    }

    async fn suspect_facts(&self) -> Result<BTreeMap<String, Vec<SuspectFacts>>, CaseworkError> {
        let rows: Vec<suspects::Row> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT id, matter, state, sex, age, citizenship, suspected_at, prosecuted_at,
                    decided_at, sentence_months, is_suspended FROM suspect ORDER BY id",
            )
            .fetch_all(connection)
        })?;
        let mut facts: BTreeMap<String, Vec<SuspectFacts>> = BTreeMap::new();
        for row in rows {
            let matter = row.matter.clone();
            let suspect = row.read()?;
            facts.entry(matter).or_default().push(SuspectFacts {
                state: suspect.state,
                sex: suspect.sex,
                age: suspect.age,
                citizenship: suspect.citizenship,
                suspected_at: suspect.suspected_at,
                prosecuted_at: suspect.prosecuted_at,
                decided_at: suspect.decided_at,
                sentence_months: suspect.sentence_months,
                is_suspended: suspect.is_suspended,
            });
        }
        Ok(facts)
    }

    async fn dated(
        &self,
        query: &'static str,
    ) -> Result<BTreeMap<String, Vec<Timestamp>>, CaseworkError> {
        let rows: Vec<Dated> = store::read!(self.database, connection => {
            store::query_as(query).fetch_all(connection)
        })?;
        let mut dates: BTreeMap<String, Vec<Timestamp>> = BTreeMap::new();
        for (matter, at) in rows {
            dates.entry(matter).or_default().push(time(at)?);
        }
        Ok(dates)
    }
}
