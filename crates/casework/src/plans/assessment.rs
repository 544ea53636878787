//! What the person needs and what endangers them, told domain by domain. What was said is sealed; the
//! risk's level alone is open, for the date of the next look.

use super::{AssessmentAnswer, Domain, NeedLevel, RiskLevel};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::{DAY, time},
    codes::stored,
    fields,
    grants::{Need, OpenCase},
    tasks::{NewTask, TaskKind},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;
use std::collections::BTreeMap;

/// What was said about one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainNeed {
    /// Which.
    pub domain: Domain,
    /// How much is needed.
    pub need: NeedLevel,
    /// Whether the person wants it first.
    pub is_priority: bool,
}

/// An assessment to record.
#[derive(Debug)]
pub struct NewAssessment {
    /// Made once for the form that was shown.
    pub request: String,
    /// Domains; whatever is left out was not asked.
    pub needs: Vec<DomainNeed>,
    /// How dangerous it is.
    pub risk: RiskLevel,
    /// Whether it was made together with the person.
    pub together: bool,
    /// What was said, and what makes it safer.
    pub note: SecretText,
}

/// An assessment without what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: RecordId,
    /// How dangerous it is.
    pub risk: RiskLevel,
    /// Whether it was made together with the person.
    pub together: bool,
    /// When.
    pub at: Timestamp,
    /// When it is looked at again.
    pub review_at: Timestamp,
    /// What the person says to it; none while nobody asked.
    pub answer: Option<AssessmentAnswer>,
}

/// What was said in an assessment.
#[derive(Debug)]
pub struct AssessmentText {
    /// Every domain that was talked about.
    pub needs: Vec<DomainNeed>,
    /// What was said.
    pub note: SecretText,
    /// What the person says to it in their own words, if anything.
    pub says: Option<SecretText>,
}

type Row = (String, String, i64, i64, i64, Option<String>);

impl Casework {
    /// Records an assessment and sets the day of the next look.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `plan-before-briefing`,
    /// `assessment-domain-twice`, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn assessment_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewAssessment,
    ) -> Result<RecordId, CaseworkError> {
        fields::check_text(&new.note)?;
        let by_domain: BTreeMap<&str, (&str, bool)> = new
            .needs
            .iter()
            .map(|need| (need.domain.code(), (need.need.code(), need.is_priority)))
            .collect();
        if by_domain.len() != new.needs.len() {
            return Err(CaseworkError::Invalid("assessment-domain-twice"));
        }
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("assessment", &new.request)).await? {
            return Ok(id);
        }
        open.expect_briefed("plan-before-briefing")?;
        let id = RecordId::fresh(&*self.random);
        let days = new.risk.review_days(open.case.age.is_protected_as_child());
        let review_at = request.second() + days * DAY;
        insert(&mut open, (&id, review_at), new).await?;
        let needs = SecretText::new(json!(by_domain).to_string());
        for (field, text) in [(Field::Needs, &needs), (Field::AssessmentNote, &new.note)] {
            fields::put(&mut open, (id.as_str(), field), text, &*self.random).await?;
        }
        for asked in [TaskKind::AssessNeeds, TaskKind::ReviewRisk] {
            self.task_done(&mut open, (asked, "")).await?;
        }
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let task = NewTask::of_worker(TaskKind::ReviewRisk, (&institution, &manager), review_at);
        self.task_open(&mut open, &task).await?;
        open.remember(("assessment", &new.request), id.as_str())
            .await?;
        let more = json!({"assessment": id.as_str(), "risk": new.risk.code()});
        open.log("assessed", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// The assessments of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn assessments(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Assessment>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT a.id, a.risk, a.together, a.assessed_at, a.review_at, w.answer
                 FROM assessment a LEFT JOIN assessment_answer w ON w.assessment = a.id
                 WHERE a.case_code = $1 ORDER BY a.assessed_at DESC, a.id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, risk, together, at, review_at, answer)| {
                Ok(Assessment {
                    id: RecordId::stored(id),
                    risk: stored(RiskLevel::from_code, &risk)?,
                    together: together != 0,
                    at: time(at)?,
                    review_at: time(review_at)?,
                    answer: answer
                        .map(|code| stored(AssessmentAnswer::from_code, &code))
                        .transpose()?,
                })
            })
            .collect()
    }

    /// What was said in an assessment.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's assessment.
    #[boxed]
    pub async fn assessment_text(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        assessment: &RecordId,
    ) -> Result<AssessmentText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let missing = || CaseworkError::NotFound("assessment");
        let record = assessment.as_str();
        let needs = fields::get(&mut open, (record, Field::Needs)).await?;
        let note = fields::get(&mut open, (record, Field::AssessmentNote)).await?;
        let says = fields::get(&mut open, (record, Field::AssessmentSays)).await?;
        let read = "needs,assessment-note,assessment-says";
        let more = json!({"assessment": record});
        open.log("assessment-read", (read, &more)).await?;
        open.commit().await?;
        let needs = needs.ok_or_else(missing)?;
        let needs: BTreeMap<String, (String, bool)> =
            serde_json::from_str(needs.expose()).map_err(|_| CaseworkError::Corrupt("needs"))?;
        let mut read = Vec::with_capacity(needs.len());
        for domain in Domain::ALL {
            if let Some((need, is_priority)) = needs.get(domain.code()) {
                read.push(DomainNeed {
                    domain: *domain,
                    need: stored(NeedLevel::from_code, need)?,
                    is_priority: *is_priority,
                });
            }
        }
        Ok(AssessmentText {
            needs: read,
            note: note.ok_or_else(missing)?,
            says,
        })
    }
}

/// By when needs are known, in days from the briefing: where somebody is in danger, and otherwise.
const URGENT_DAYS: i64 = 3;
const WHOLE_DAYS: i64 = 14;

impl Casework {
    /// Asks for the first assessment, once the person knows their rights.
    pub(crate) async fn needs_wanted(&self, open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
        let days = if self.task_waits(open, TaskKind::Danger).await? {
            URGENT_DAYS
        } else {
            WHOLE_DAYS
        };
        let (institution, manager) = (open.case.institution.clone(), open.case.manager.clone());
        let whose = (institution.as_str(), manager.as_str());
        let due_at = open.request.second() + days * DAY;
        let task = NewTask::of_worker(TaskKind::AssessNeeds, whose, due_at);
        self.task_open(open, &task).await
    }
}

async fn insert(
    open: &mut OpenCase<'_>,
    (id, review_at): (&RecordId, i64),
    new: &NewAssessment,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO assessment (id, case_code, risk, together, assessed_at, assessed_by,
                review_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.as_str())
        .bind(open.case.code.as_str())
        .bind(new.risk.code())
        .bind(i64::from(new.together))
        .bind(open.request.second())
        .bind(open.request.worker.account())
        .bind(review_at)
    )?;
    Ok(())
}
