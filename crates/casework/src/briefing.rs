//! Telling the person about rights and services: before it, no referral but emergency care and safe
//! shelter.

use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    codes::{codes, joined_codes},
    grants::Need,
    tasks::TaskKind,
};
use boxed::boxed;
use serde_json::json;
use vocabulary::Language;

codes! {
    /// What was explained.
    BriefingTopic {
        /// Help does not depend on talking to police or prosecutors.
        HelpIsUnconditional = "help-is-unconditional",
        /// Shelters, in the whole country.
        Shelters = "shelters",
        /// Services, and that the person chooses.
        Services = "services",
        /// Consent, refusal, withdrawal.
        Consent = "consent",
        /// The formal identification, and that nobody must ask for it.
        FormalIdentification = "formal-identification",
        /// Compensation, legal aid, non-punishment.
        LegalRights = "legal-rights",
        /// What is written down, who reads it, how long it is kept, and that the person may know.
        OwnData = "own-data",
    }
}

codes! {
    /// How it was explained.
    BriefingMedium {
        /// In conversation.
        Conversation = "conversation",
        /// In writing.
        Written = "written",
        /// With pictures.
        Pictures = "pictures",
    }
}

/// A briefing as it was given.
#[derive(Debug, Clone)]
pub struct NewBriefing {
    /// What was explained: all topics, before it counts.
    pub topics: Vec<BriefingTopic>,
    /// In which language, as an ISO 639 code.
    pub language: String,
    /// How.
    pub medium: BriefingMedium,
    /// Whether an interpreter helped.
    pub with_interpreter: bool,
    /// Whether it was looked at that the interpreter has no tie to whoever exploited the person; with an
    /// interpreter it counts only then.
    pub interpreter_checked: bool,
    /// Whether the person understood; it counts only then.
    pub understood: bool,
}

impl NewBriefing {
    /// A briefing on every topic, in conversation, understood.
    #[must_use]
    pub fn complete(language: Language) -> Self {
        Self {
            topics: BriefingTopic::ALL.to_vec(),
            language: language.code().to_owned(),
            medium: BriefingMedium::Conversation,
            with_interpreter: false,
            interpreter_checked: false,
            understood: true,
        }
    }

    fn counts(&self) -> bool {
        self.understood
            && (!self.with_interpreter || self.interpreter_checked)
            && BriefingTopic::ALL
                .iter()
                .all(|topic| self.topics.contains(topic))
    }
}

impl Casework {
    /// Records a briefing. One that was not understood, left something out, or went through an
    /// interpreter whom nobody looked at, is kept and opens nothing.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant; `briefing-language-invalid`.
    #[boxed]
    pub async fn briefing_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewBriefing,
    ) -> Result<bool, CaseworkError> {
        check_language(&new.language)?;
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO briefing (id, case_code, topics, language, medium, interpreter,
                    understood, given_by, given_at, interpreter_checked)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(RecordId::fresh(&*self.random).as_str())
            .bind(code.as_str())
            .bind(joined_codes!(new.topics))
            .bind(new.language.as_str())
            .bind(new.medium.code())
            .bind(i64::from(new.with_interpreter))
            .bind(i64::from(new.understood))
            .bind(request.worker.account())
            .bind(request.second())
            .bind(i64::from(new.interpreter_checked))
        )?;
        if new.counts() {
            store::execute!(
                open.transaction,
                store::query(
                    "UPDATE case_file SET briefed_at = $1 WHERE code = $2 AND briefed_at IS NULL"
                )
                .bind(request.second())
                .bind(code.as_str())
            )?;
            self.task_done(&mut open, (TaskKind::Brief, "")).await?;
            if open.case.briefed_at.is_none() {
                self.needs_wanted(&mut open).await?;
            }
        }
        let more = json!({"counts": new.counts()});
        open.log("briefed", ("", &more)).await?;
        open.commit().await?;
        Ok(new.counts())
    }
}

/// Takes the ISO 639 code of a language, of two or three letters.
pub(crate) fn check_language(code: &str) -> Result<(), CaseworkError> {
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_lowercase());
    is_code
        .then_some(())
        .ok_or(CaseworkError::Invalid("briefing-language-invalid"))
}
