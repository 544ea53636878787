//! One step of one return, by whoever has to take it, if its time has come.

use crate::{DemonstrationError, Stage, cast::Cast};
use access::{Action, Actor, Scope};
use committee::returns::{ReturnKey, ReturnStep, StepRequest, return_step};
use jiff::Timestamp;
use vocabulary::PlaceCode;

/// A step to take.
pub(crate) struct Move<'a> {
    pub(crate) id: i64,
    pub(crate) key: &'a ReturnKey,
    pub(crate) region: &'a PlaceCode,
    pub(crate) at: Timestamp,
}

impl Move<'_> {
    pub(crate) fn own_scope(&self) -> Scope {
        Scope::regional(self.region.clone()).of_institution(self.key.institution.clone())
    }

    async fn take<A: Action>(
        &self,
        stage: &Stage<'_>,
        actor: &Actor,
        (step, reason, meeting): (ReturnStep, Option<&str>, Option<i64>),
    ) -> Result<bool, DemonstrationError> {
        if self.at > stage.now {
            return Ok(false);
        }
        let scope = match step {
            ReturnStep::Submit => self.own_scope(),
            _ => Scope::regional(self.region.clone()),
        };
        let request = StepRequest {
            id: self.id,
            step,
            reason: reason.map(str::to_owned),
            meeting,
        };
        let permit = actor.permit::<A>(scope)?;
        return_step(stage.database, stage.catalogue, &permit, &request, self.at).await?;
        Ok(true)
    }

    pub(crate) async fn submit(&self, stage: &Stage<'_>) -> Result<bool, DemonstrationError> {
        let actor = stage.cast.member(&self.key.institution)?;
        let step = (ReturnStep::Submit, None, None);
        self.take::<access::SubmitReturn>(stage, actor, step).await
    }

    pub(crate) async fn verify(&self, stage: &Stage<'_>) -> Result<bool, DemonstrationError> {
        let actor = stage.cast.secretariat(self.region)?;
        let step = (ReturnStep::Verify, None, None);
        self.take::<access::VerifyReturn>(stage, actor, step).await
    }

    pub(crate) async fn send_back(&self, stage: &Stage<'_>) -> Result<bool, DemonstrationError> {
        let actor = stage.cast.secretariat(self.region)?;
        let why = "Shumat nuk përputhen; ju lutemi kontrollojeni. (sintetike)";
        let step = (ReturnStep::SendBack, Some(why), None);
        self.take::<access::VerifyReturn>(stage, actor, step).await
    }

    pub(crate) async fn reopen(&self, stage: &Stage<'_>) -> Result<bool, DemonstrationError> {
        let actor = stage.cast.secretariat(self.region)?;
        let why = "Regjistrim i vonuar, sipas kërkesës së institucionit. (sintetike)";
        let step = (ReturnStep::Reopen, Some(why), None);
        self.take::<access::ReopenReturn>(stage, actor, step).await
    }

    pub(crate) async fn adopt(
        &self,
        stage: &Stage<'_>,
        meeting: i64,
    ) -> Result<bool, DemonstrationError> {
        let actor = stage.cast.chair(self.region)?;
        let step = (ReturnStep::Adopt, None, Some(meeting));
        self.take::<access::AdoptReturn>(stage, actor, step).await
    }

    pub(crate) async fn accept(&self, stage: &Stage<'_>) -> Result<bool, DemonstrationError> {
        let cast: &Cast = stage.cast;
        let step = (ReturnStep::Accept, None, None);
        self.take::<access::AcceptReturn>(stage, cast.analyst()?, step)
            .await
    }
}
