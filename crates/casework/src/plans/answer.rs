//! What the person says to an assessment that was written down about them: that it is right, or that it
//! is not, in their own words. Said once for each; whoever thinks otherwise later makes a new one.

use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, codes::codes, fields, grants::Need,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;

codes! {
    /// What the person says to an assessment.
    AssessmentAnswer {
        /// It is right: they sign it too.
        Signed = "signed",
        /// It is not right, or they do not wish to sign: with what they say.
        NotSigned = "not-signed",
    }
}

impl Casework {
    /// Writes down what the person says to an assessment.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant, or for another case's assessment;
    /// `assessment-answered` for a second answer, `field-invalid` where it is not signed and nothing
    /// says why.
    #[boxed]
    pub async fn assessment_answer(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (assessment, answer, says): (&RecordId, AssessmentAnswer, Option<&SecretText>),
    ) -> Result<(), CaseworkError> {
        let says = match (answer, says) {
            (AssessmentAnswer::Signed, None) => None,
            (_, Some(says)) => {
                fields::check_text(says)?;
                Some(says)
            }
            (AssessmentAnswer::NotSigned, None) => {
                return Err(CaseworkError::Invalid("field-invalid"));
            }
        };
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let known: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT id FROM assessment WHERE id = $1 AND case_code = $2")
                .bind(assessment.as_str())
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        known.ok_or(CaseworkError::NotFound("assessment"))?;
        let touched = store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO assessment_answer (assessment, case_code, answer, written_by,
                    answered_at)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (assessment) DO NOTHING",
            )
            .bind(assessment.as_str())
            .bind(code.as_str())
            .bind(answer.code())
            .bind(request.worker.account())
            .bind(request.second())
        )?;
        if touched == 0 {
            return Err(CaseworkError::Refused("assessment-answered"));
        }
        if let Some(says) = says {
            let place = (assessment.as_str(), Field::AssessmentSays);
            fields::put(&mut open, place, says, &*self.random).await?;
        }
        let more = json!({"assessment": assessment.as_str(), "answer": answer.code()});
        open.log("assessment-answered", ("", &more)).await?;
        open.commit().await
    }
}
