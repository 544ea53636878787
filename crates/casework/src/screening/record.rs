//! Writing a screening down. It is never changed: another one follows it.

use super::{Advice, Answer, Attendant, Instrument, ScreeningBasis, ScreeningDecision};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::time,
    codes::{joined_codes, split_codes, stored},
    fields::{self, Field},
    grants::{Need, OpenCase},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;
use std::collections::BTreeMap;

/// A screening to record.
#[derive(Debug)]
pub struct NewScreening {
    /// Made once for the form that was shown: a second click finds the first.
    pub request: String,
    /// The code of the instrument.
    pub instrument: String,
    /// Answers by `section/indicator`; whatever is left out was not asked.
    pub answers: Vec<(String, Answer)>,
    /// What it rests on.
    pub basis: ScreeningBasis,
    /// Whether an interpreter helped.
    pub with_interpreter: bool,
    /// Who was there beside the person and the asker.
    pub present: Vec<Attendant>,
    /// Whether the person wished to begin: an interview does not begin without.
    pub voluntary: bool,
    /// What is decided.
    pub decision: ScreeningDecision,
    /// Why: also where the decision is what the instrument advised.
    pub reason: SecretText,
}

/// A screening without what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Its id.
    pub id: RecordId,
    /// Code of the instrument.
    pub instrument: String,
    /// Edition of the instrument.
    pub version: String,
    /// What it rests on.
    pub basis: ScreeningBasis,
    /// Whether an interpreter helped.
    pub with_interpreter: bool,
    /// Who was there beside the person and the asker.
    pub present: Vec<Attendant>,
    /// Whether the person wished to begin.
    pub voluntary: bool,
    /// What the instrument advised.
    pub advice: Advice,
    /// What was decided.
    pub decision: ScreeningDecision,
    /// When.
    pub at: Timestamp,
    /// The account of who decided.
    pub by: String,
}

/// What was said in a screening.
#[derive(Debug)]
pub struct ScreeningText {
    /// Answers by `section/indicator`.
    pub answers: BTreeMap<String, Answer>,
    /// Why it was decided so.
    pub reason: SecretText,
}

store::row! {
    struct Row {
        id: String,
        instrument: String,
        version: String,
        basis: String,
        interpreter: i64,
        present: String,
        voluntary: i64,
        advice: String,
        decision: String,
        decided_at: i64,
        decided_by: String,
    }
}

impl Casework {
    /// Records a screening and moves the case by its decision, on both axes.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `screening-before-briefing` for an
    /// interview before the person knows their rights; `screening-not-voluntary` for one that the
    /// person did not wish; `screening-instrument-unknown`, `screening-answer-unknown`,
    /// `field-invalid` (no reason), `case-step-not-allowed`.
    #[boxed]
    pub async fn screening_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewScreening,
    ) -> Result<RecordId, CaseworkError> {
        let unknown = CaseworkError::Invalid("screening-instrument-unknown");
        let instrument = Instrument::find(&new.instrument).ok_or(unknown)?;
        fields::check_text(&new.reason)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("screening", &new.request)).await? {
            return Ok(id);
        }
        let advised = instrument.advise(&new.answers, open.case.age)?;
        if new.basis == ScreeningBasis::Interview {
            open.expect_briefed("screening-before-briefing")?;
            if !new.voluntary {
                return Err(CaseworkError::Refused("screening-not-voluntary"));
            }
        }
        open.move_phase(new.decision.phase_step()).await?;
        open.assess(new.decision.identification_step()).await?;
        let id = RecordId::fresh(&*self.random);
        open.remember(("screening", &new.request), id.as_str())
            .await?;
        insert(&mut open, (&id, instrument, advised.advice), new).await?;
        let answers: BTreeMap<&str, &str> = new
            .answers
            .iter()
            .map(|(question, answer)| (question.as_str(), answer.code()))
            .collect();
        let answers = SecretText::new(json!(answers).to_string());
        for (field, text) in [
            (Field::ScreeningAnswers, &answers),
            (Field::ScreeningReason, &new.reason),
        ] {
            fields::put(&mut open, (id.as_str(), field), text, &*self.random).await?;
        }
        let more = json!({"instrument": instrument.code, "decision": new.decision.code(),
            "departs": advised.advice.code() != new.decision.code()});
        open.log("screened", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// The screenings of a case, the latest first, without what was said.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn screenings(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Screening>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT id, instrument, version, basis, interpreter, present, voluntary, advice,
                    decision, decided_at, decided_by
                 FROM screening WHERE case_code = $1 ORDER BY decided_at DESC, id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        rows.into_iter().map(Row::read).collect()
    }

    /// What was said in a screening, and why it was decided so.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for a screening of another case.
    #[boxed]
    pub async fn screening_text(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        screening: &RecordId,
    ) -> Result<ScreeningText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let missing = || CaseworkError::NotFound("screening");
        let record = screening.as_str();
        let answers = fields::get(&mut open, (record, Field::ScreeningAnswers)).await?;
        let reason = fields::get(&mut open, (record, Field::ScreeningReason)).await?;
        let fields = "screening-answers,screening-reason";
        open.log("screening-read", (fields, &json!({"screening": record})))
            .await?;
        open.commit().await?;
        let answers = answers.ok_or_else(missing)?;
        let answers: BTreeMap<String, String> = serde_json::from_str(answers.expose())
            .map_err(|_| CaseworkError::Corrupt("answers"))?;
        Ok(ScreeningText {
            answers: answers
                .into_iter()
                .map(|(question, code)| Ok((question, stored(Answer::from_code, &code)?)))
                .collect::<Result<_, CaseworkError>>()?,
            reason: reason.ok_or_else(missing)?,
        })
    }
}

async fn insert(
    open: &mut OpenCase<'_>,
    (id, instrument, advice): (&RecordId, &Instrument, Advice),
    new: &NewScreening,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO screening (id, case_code, instrument, version, basis, interpreter, present,
                voluntary, advice, decision, decided_at, decided_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(id.as_str())
        .bind(open.case.code.as_str())
        .bind(instrument.code.as_str())
        .bind(instrument.version.as_str())
        .bind(new.basis.code())
        .bind(i64::from(new.with_interpreter))
        .bind(joined_codes!(new.present))
        .bind(i64::from(new.voluntary))
        .bind(advice.code())
        .bind(new.decision.code())
        .bind(open.request.second())
        .bind(open.request.worker.account())
    )?;
    Ok(())
}

impl Row {
    fn read(self) -> Result<Screening, CaseworkError> {
        Ok(Screening {
            id: RecordId::stored(self.id),
            instrument: self.instrument,
            version: self.version,
            basis: stored(ScreeningBasis::from_code, &self.basis)?,
            with_interpreter: self.interpreter != 0,
            present: split_codes(&self.present, Attendant::from_code)?,
            voluntary: self.voluntary != 0,
            advice: stored(Advice::from_code, &self.advice)?,
            decision: stored(ScreeningDecision::from_code, &self.decision)?,
            at: time(self.decided_at)?,
            by: self.decided_by,
        })
    }
}
