//! The coded facts of the cases. No code of a case, no identity, no word that somebody wrote, no hour:
//! only days, places and codes of short lists. Nobody's part in proceedings is among them.

use super::{CountingPermit, ProviderFact};
use crate::{
    Age, Casework, CaseworkError, ConcernSource, MatterFacts, ReferralKind, Service,
    codes::stored,
    statistics::{CaseStatistics, read_statistics},
};
use boxed::boxed;
use jiff::{Timestamp, civil::Date};
use ledger::NewEvent;
use std::collections::BTreeMap;
use vocabulary::{PlaceCode, office_date};

/// What can be counted of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFact {
    /// The same number for cases that are probably one person's; it means nothing outside this
    /// reading.
    pub person: u32,
    /// The region that the case was taken in for.
    pub region: PlaceCode,
    /// What is known of the age.
    pub age: Age,
    /// Who raised the concern.
    pub source: ConcernSource,
    /// What else the case is counted by.
    pub statistics: CaseStatistics,
    /// The day on which it was taken in.
    pub opened: Date,
    /// The day on which a screening first decided: at risk.
    pub at_risk: Option<Date>,
    /// The day on which a screening first decided: potential victim.
    pub potential: Option<Date>,
    /// The day on which a joint team first decided: victim.
    pub formal: Option<Date>,
    /// Whether the person was in a shelter within a day of the first of these decisions, to the hour.
    pub sheltered_in_a_day: bool,
    /// The day on which needs were first assessed.
    pub assessed: Option<Date>,
    /// The day on which the person was first told of their rights, all of them, and understood.
    pub briefed: Option<Date>,
    /// The day on which a first action of the plan began.
    pub reintegration: Option<Date>,
    /// The day on which the plan was carried out: the follow-up began, or the goals were met.
    pub carried_out: Option<Date>,
    /// The day on which it was closed, if it is.
    pub closed: Option<Date>,
    /// The help that was given.
    pub services: Vec<ServiceFact>,
    /// Whereto the person was referred.
    pub referrals: Vec<ReferralFact>,
}

/// Everything that can be counted at the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableFacts {
    /// Of cases.
    pub cases: Vec<CaseFact>,
    /// Of matters before police, prosecution and courts.
    pub matters: Vec<MatterFacts>,
    /// Of what providers have room for.
    pub providers: Vec<ProviderFact>,
}

/// Help that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceFact {
    /// Of which kind.
    pub service: Service,
    /// Since which day.
    pub began: Date,
    /// Until which day; none while it lasts.
    pub ended: Option<Date>,
}

/// A referral that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferralFact {
    /// How far it went.
    pub kind: ReferralKind,
    /// On which day.
    pub sent: Date,
}

type CaseRow = (String, String, String, String, i64, Option<i64>);
type StatisticsRow = (String, String, String, String, String, Option<String>);
type ServiceRow = (String, String, i64, Option<i64>);

/// The help that was given: stays, actions that were carried out, referrals that were taken up.
const SERVICES: &str = "SELECT s.case_code, p.service, s.began_at, s.ended_at
        FROM stay s JOIN provider p ON p.id = s.provider
    UNION ALL SELECT a.case_code, a.service, b.changed_at,
            (SELECT MIN(e.changed_at) FROM action_version e
             WHERE e.action = a.id AND e.change IN ('finished', 'dropped'))
        FROM plan_action a JOIN action_version b ON b.action = a.id AND b.change = 'begun'
    UNION ALL SELECT case_code, service, moved_at, moved_at FROM referral
        WHERE state IN ('in-progress', 'completed') AND moved_at IS NOT NULL";

/// When each screening's decision was first taken, and what else a case is counted by first happened.
/// The first of the follow-up's days is set thirty days after the follow-up begins.
const MOMENTS: &str = "SELECT case_code, decision, MIN(decided_at) FROM screening
    GROUP BY case_code, decision
    UNION ALL SELECT case_code, 'formal', MIN(decided_at) FROM formal_identification
        WHERE state = 'decided-yes' AND decided_at IS NOT NULL GROUP BY case_code
    UNION ALL SELECT case_code, 'closed', MAX(closed_at) FROM closure
        WHERE reopened_at IS NULL GROUP BY case_code
    UNION ALL SELECT case_code, 'assessed', MIN(assessed_at) FROM assessment GROUP BY case_code
    UNION ALL SELECT a.case_code, 'reintegration', MIN(v.changed_at) FROM plan_action a
        JOIN action_version v ON v.action = a.id AND v.change = 'begun' GROUP BY a.case_code
    UNION ALL SELECT case_code, 'followed', MIN(due_at) - 2592000 FROM follow_up
        WHERE month = 1 GROUP BY case_code
    UNION ALL SELECT case_code, 'goals-met', MIN(closed_at) FROM closure
        WHERE reason = 'goals-met' GROUP BY case_code";

/// A day, in seconds.
const DAY: i64 = 24 * 60 * 60;

impl Casework {
    /// The facts of everything, of erased cases too. That they are read is in the log before they are.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn table_facts(
        &self,
        permit: &CountingPermit,
        now: Timestamp,
    ) -> Result<TableFacts, CaseworkError> {
        self.log_counting(permit, now).await?;
        Ok(TableFacts {
            cases: self.case_facts().await?,
            matters: self.justice_facts(permit).await?,
            providers: self.provider_facts().await?,
        })
    }

    /// In the order in which the cases were taken in.
    async fn case_facts(&self) -> Result<Vec<CaseFact>, CaseworkError> {
        let cases: Vec<CaseRow> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT code, region, age, source, opened_at, briefed_at FROM case_file
                 ORDER BY opened_at, code",
            )
            .fetch_all(connection)
        })?;
        let codes: Vec<String> = cases.iter().map(|case| case.0.clone()).collect();
        let persons = self.persons(&codes).await?;
        let mut moments = self.moments().await?;
        let mut statistics = self.all_statistics().await?;
        let mut services = self.services_given().await?;
        let mut referrals = self.referral_facts().await?;
        let facts = cases.into_iter().zip(persons).map(|(case, person)| {
            let (code, region, age, source, opened_at, briefed_at) = case;
            let mut first = |what: &'static str| moments.remove(&(code.clone(), what.to_owned()));
            let (potential, formal) = (first("potential"), first("formal"));
            let services = services.remove(&code).unwrap_or_default();
            let identified = potential.into_iter().chain(formal).min();
            let (followed, met) = (first("followed"), first("goals-met"));
            Ok(CaseFact {
                person,
                region: place(&region)?,
                age: stored(Age::from_code, &age)?,
                source: stored(ConcernSource::from_code, &source)?,
                statistics: statistics
                    .remove(&code)
                    .unwrap_or(CaseStatistics::NOT_ASKED),
                opened: day(opened_at)?,
                at_risk: first("at-risk").map(day).transpose()?,
                potential: potential.map(day).transpose()?,
                formal: formal.map(day).transpose()?,
                sheltered_in_a_day: identified
                    .is_some_and(|at| services.iter().any(|one| one.shelters_in_a_day_of(at))),
                assessed: first("assessed").map(day).transpose()?,
                briefed: briefed_at.map(day).transpose()?,
                reintegration: first("reintegration").map(day).transpose()?,
                carried_out: followed.into_iter().chain(met).min().map(day).transpose()?,
                closed: first("closed").map(day).transpose()?,
                services: given(&services)?,
                referrals: referrals.remove(&code).unwrap_or_default(),
            })
        });
        facts.collect()
    }

    async fn log_counting(
        &self,
        permit: &CountingPermit,
        now: Timestamp,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let event = NewEvent {
            at: now,
            actor: permit.account(),
            kind: "cases-counted",
            subject: permit.region().map_or("country", PlaceCode::as_str),
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        Ok(transaction.commit().await?)
    }

    async fn moments(&self) -> Result<BTreeMap<(String, String), i64>, CaseworkError> {
        let rows: Vec<(String, String, i64)> = store::read!(self.database, connection => {
            store::query_as(MOMENTS).fetch_all(connection)
        })?;
        let rows = rows.into_iter();
        Ok(rows.map(|(code, what, at)| ((code, what), at)).collect())
    }

    async fn all_statistics(&self) -> Result<BTreeMap<String, CaseStatistics>, CaseworkError> {
        let rows: Vec<StatisticsRow> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT case_code, sex, exploitation, citizenship, scope, residence
                 FROM case_statistics",
            )
            .fetch_all(connection)
        })?;
        let rows = rows.into_iter();
        rows.map(|(code, a, b, c, d, e)| Ok((code, read_statistics((a, b, c, d, e))?)))
            .collect()
    }

    async fn services_given(&self) -> Result<BTreeMap<String, Vec<Given>>, CaseworkError> {
        let rows: Vec<ServiceRow> = store::read!(self.database, connection => {
            store::query_as(SERVICES).fetch_all(connection)
        })?;
        let mut all: BTreeMap<String, Vec<Given>> = BTreeMap::new();
        for (code, service, began_at, ended_at) in rows {
            all.entry(code).or_default().push(Given {
                service: stored(Service::from_code, &service)?,
                began_at,
                ended_at,
            });
        }
        Ok(all)
    }

    async fn referral_facts(&self) -> Result<BTreeMap<String, Vec<ReferralFact>>, CaseworkError> {
        let rows: Vec<(String, String, i64)> = store::read!(self.database, connection => {
            store::query_as(
                "SELECT case_code, kind, sent_at FROM referral WHERE sent_at IS NOT NULL",
            )
            .fetch_all(connection)
        })?;
        let mut all: BTreeMap<String, Vec<ReferralFact>> = BTreeMap::new();
        for (code, kind, sent_at) in rows {
            all.entry(code).or_default().push(ReferralFact {
                kind: stored(ReferralKind::from_code, &kind)?,
                sent: day(sent_at)?,
            });
        }
        for referrals in all.values_mut() {
            referrals.sort_by_key(|one| (one.sent, one.kind));
        }
        Ok(all)
    }
}

/// Help that was given, to the second: it is looked at here, and leaves as days.
struct Given {
    service: Service,
    began_at: i64,
    ended_at: Option<i64>,
}

impl Given {
    /// Whether it is a shelter that the person was in at some time from a moment on until a day later.
    fn shelters_in_a_day_of(&self, moment: i64) -> bool {
        self.service.is_shelter()
            && self.began_at <= moment + DAY
            && self.ended_at.is_none_or(|ended_at| ended_at >= moment)
    }
}

/// The days of help, in an order that tells nothing of the cases' rows.
fn given(services: &[Given]) -> Result<Vec<ServiceFact>, CaseworkError> {
    let services = services.iter().map(|one| {
        Ok(ServiceFact {
            service: one.service,
            began: day(one.began_at)?,
            ended: one.ended_at.map(day).transpose()?,
        })
    });
    let mut services = services.collect::<Result<Vec<_>, CaseworkError>>()?;
    services.sort_by_key(|one| (one.began, one.service, one.ended));
    Ok(services)
}

/// The day of a stored second in the offices.
pub(super) fn day(second: i64) -> Result<Date, CaseworkError> {
    Ok(office_date(crate::casework::time(second)?))
}

pub(super) fn place(code: &str) -> Result<PlaceCode, CaseworkError> {
    PlaceCode::parse(code).map_err(|_| CaseworkError::Corrupt("place"))
}
