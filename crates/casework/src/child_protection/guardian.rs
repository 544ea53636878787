//! Whose yes counts beside a child's. A guardian who was found to be part of what happened agrees to
//! nothing more, whatever box is ticked, until there is another.

use super::{ChildMeasure, MeasureProgress, latest::latest};
use crate::{BasisKind, CaseworkError, grants::OpenCase};
use boxed::boxed;

impl OpenCase<'_> {
    /// For a child and for unknown age, lets go on only what a guardian agreed to who may be one.
    #[boxed]
    pub async fn expect_guardian(
        &mut self,
        agrees: bool,
        refusal: &'static str,
    ) -> Result<(), CaseworkError> {
        if !self.case.age.is_protected_as_child() {
            return Ok(());
        }
        if !agrees {
            return Err(CaseworkError::Refused(refusal));
        }
        let all = latest(self).await?;
        let guardian = all.iter().find(|one| one.measure == ChildMeasure::Guardian);
        let is_unsuitable = guardian.is_some_and(|one| one.progress == MeasureProgress::Unsuitable);
        if is_unsuitable {
            return Err(CaseworkError::Refused("guardian-unsuitable"));
        }
        Ok(())
    }
}

/// What an unsuitable guardian agreed to is agreed to by no guardian: it must be asked for anew, also when
/// there is another.
pub(super) async fn disown(open: &mut OpenCase<'_>) -> Result<(), CaseworkError> {
    store::execute!(
        open.transaction,
        store::query(
            "UPDATE disclosure_basis SET guardian = 0 WHERE case_code = $1 AND kind = $2",
        )
        .bind(open.case.code.as_str())
        .bind(BasisKind::Consent.code())
    )?;
    Ok(())
}
