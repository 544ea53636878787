//! Moving a case along its two axes, by the tables and never past them.

use super::{
    IDENTIFICATION_TABLE, IdentificationStep, PHASE_TABLE, Phase, PhaseStep,
    unconfirmed::WAITED_TOO_LONG,
};
use crate::{CaseworkError, grants::OpenCase, machine::next};
use boxed::boxed;

impl OpenCase<'_> {
    /// Moves the case, or refuses. Whatever moves a concern decides it for now.
    #[boxed]
    pub async fn move_phase(&mut self, step: PhaseStep) -> Result<(), CaseworkError> {
        let after = next(PHASE_TABLE, self.case.phase, step);
        let after = after.ok_or(CaseworkError::Refused("case-step-not-allowed"))?;
        store::execute!(
            self.transaction,
            store::query("UPDATE case_file SET phase = $1 WHERE code = $2")
                .bind(after.code())
                .bind(self.case.code.as_str())
        )?;
        if matches!(self.case.phase, Phase::Concern | Phase::NotIndicated) {
            let what = (self.case.code.as_str(), self.request.second());
            WAITED_TOO_LONG.decided(&mut self.transaction, what).await?;
        }
        self.case.phase = after;
        Ok(())
    }

    /// Moves the case where the step leads somewhere, and leaves it where it does not.
    #[boxed]
    pub async fn move_phase_if_it_can(&mut self, step: PhaseStep) -> Result<(), CaseworkError> {
        match next(PHASE_TABLE, self.case.phase, step) {
            Some(_) => self.move_phase(step).await,
            None => Ok(()),
        }
    }

    /// Moves the identification, or leaves it where a screening has no say.
    #[boxed]
    pub async fn assess(&mut self, step: IdentificationStep) -> Result<(), CaseworkError> {
        match next(IDENTIFICATION_TABLE, self.case.identification, step) {
            Some(_) => self.identify(step).await,
            None => Ok(()),
        }
    }

    /// Moves the identification, or refuses.
    #[boxed]
    pub async fn identify(&mut self, step: IdentificationStep) -> Result<(), CaseworkError> {
        let after = next(IDENTIFICATION_TABLE, self.case.identification, step);
        let after = after.ok_or(CaseworkError::Refused("formal-not-now"))?;
        store::execute!(
            self.transaction,
            store::query("UPDATE case_file SET identification = $1 WHERE code = $2")
                .bind(after.code())
                .bind(self.case.code.as_str())
        )?;
        self.case.identification = after;
        Ok(())
    }

    /// Lets nothing begin before the person knows their rights.
    pub fn expect_briefed(&self, refusal: &'static str) -> Result<(), CaseworkError> {
        let is_briefed = self.case.briefed_at.is_some();
        is_briefed
            .then_some(())
            .ok_or(CaseworkError::Refused(refusal))
    }
}
