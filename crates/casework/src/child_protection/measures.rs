//! What protects a child: each step is kept, and what was said about it is sealed.

use super::{
    AgeChange, ChildMeasure, MeasureProgress, RecordedMeasure, age, guardian, latest::latest,
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, fields,
    grants::{Need, OpenCase},
};
use boxed::boxed;
use seal::SecretText;
use serde_json::{Value, json};

/// A step to record.
#[derive(Debug)]
pub struct NewChildMeasure {
    /// Made once for the form that was shown.
    pub request: String,
    /// Which measure.
    pub measure: ChildMeasure,
    /// How far it has come.
    pub progress: MeasureProgress,
    /// What was decided and why, who it is, what the child says.
    pub note: Option<SecretText>,
}

/// What is known of a child's protection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildMeasures {
    /// The latest step of each measure, in the order of the list.
    pub latest: Vec<RecordedMeasure>,
    /// Every correction of the age, the latest first.
    pub ages: Vec<AgeChange>,
}

impl Casework {
    /// Keeps a step. Once everything is arranged the task is done; it comes back with a step that
    /// unsettles something.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `child-measure-adult` for an adult,
    /// `child-measure-not-so` for a progress that this measure cannot have, `child-measure-why` where
    /// a reason is wanted, `field-invalid`, `request-missing`.
    #[boxed]
    pub async fn child_measure_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewChildMeasure,
    ) -> Result<RecordId, CaseworkError> {
        if !new.measure.can_be(new.progress) {
            return Err(CaseworkError::Invalid("child-measure-not-so"));
        }
        if new.note.is_none() && new.measure.wants_why(new.progress) {
            return Err(CaseworkError::Invalid("child-measure-why"));
        }
        new.note.as_ref().map_or(Ok(()), fields::check_text)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        if let Some(id) = open.made_before(("child-measure", &new.request)).await? {
            return Ok(id);
        }
        if !open.case.age.is_protected_as_child() {
            return Err(CaseworkError::Refused("child-measure-adult"));
        }
        let id = RecordId::fresh(&*self.random);
        insert(&mut open, &id, new).await?;
        if let Some(note) = &new.note {
            let place = (id.as_str(), Field::ChildNote);
            fields::put(&mut open, place, note, &*self.random).await?;
        }
        if (new.measure, new.progress) == (ChildMeasure::Guardian, MeasureProgress::Unsuitable) {
            guardian::disown(&mut open).await?;
        }
        self.protect_child(&mut open).await?;
        open.remember(("child-measure", &new.request), id.as_str())
            .await?;
        let more = json!({"measure": new.measure.code(), "progress": new.progress.code()});
        open.log("child-measure-recorded", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// How far each measure has come, and how the age was corrected.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn child_measures(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<ChildMeasures, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let latest = latest(&mut open).await?;
        let ages = age::changes(&mut open).await?;
        open.log("child-measures-viewed", ("", &Value::Null))
            .await?;
        open.commit().await?;
        Ok(ChildMeasures { latest, ages })
    }

    /// What was said about a measure.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, for another case's, or where nothing was
    /// said.
    #[boxed]
    pub async fn child_measure_note(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        measure: &RecordId,
    ) -> Result<SecretText, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let note = fields::get(&mut open, (measure.as_str(), Field::ChildNote)).await?;
        let more = json!({"measure": measure.as_str()});
        open.log("child-measure-read", (Field::ChildNote.code(), &more))
            .await?;
        open.commit().await?;
        note.ok_or(CaseworkError::NotFound("child-measure"))
    }
}

async fn insert(
    open: &mut OpenCase<'_>,
    id: &RecordId,
    new: &NewChildMeasure,
) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "INSERT INTO child_measure (id, case_code, measure, progress, has_note, recorded_by,
                recorded_at, position)
             VALUES ($1, $2, $3, $4, $5, $6, $7,
                (SELECT COUNT(*) + 1 FROM child_measure WHERE case_code = $2))",
        )
        .bind(id.as_str())
        .bind(open.case.code.as_str())
        .bind(new.measure.code())
        .bind(new.progress.code())
        .bind(i64::from(new.note.is_some()))
        .bind(open.request.worker.account())
        .bind(open.request.second())
    )?;
    Ok(())
}
