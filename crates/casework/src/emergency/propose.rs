//! New keepers need two people: one who names them, and a second who has seen the three names and says
//! yes. Where keepers work here already the second is one of them. Whoever could change keepers alone
//! could make themselves, and two friends, able to read every case.

use super::keepers::{key_row, name};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    namings::{Duty, Naming},
    workers::Profession,
};
use boxed::boxed;
use store::Transaction;

const KEEPING: Duty = Duty {
    people: "keepers",
    proposed: "emergency-keepers-proposed",
    dropped: "emergency-keepers-dropped",
    needs_another: "emergency-second-person",
};

impl Casework {
    /// Names three keepers for the worker's institution, in place of any proposal before. Nothing
    /// changes until a second person confirms.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `emergency-social-worker-only`,
    /// `emergency-keepers-invalid` unless they are three different workers of the institution.
    #[boxed]
    pub async fn emergency_keepers_propose(
        &self,
        request: Request<'_>,
        keepers: &[String; 3],
    ) -> Result<RecordId, CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        if worker.profession() != Profession::SocialWorker {
            return Err(CaseworkError::Refused("emergency-social-worker-only"));
        }
        super::keepers::expect_fit(&mut transaction, (keepers, worker.institution())).await?;
        let id = RecordId::fresh(&*self.random);
        let named = (&id, keepers.as_slice());
        KEEPING.name(&mut transaction, request, named).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The keepers who wait for a second person at the worker's institution.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn emergency_keepers_proposed(
        &self,
        request: Request<'_>,
    ) -> Result<Option<Naming>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        waiting(&mut transaction, request).await
    }

    /// Says yes to the keepers who were seen: a new emergency key is made for them, and everybody of
    /// the institution is told. What was wrapped for the old key is destroyed: every case manager
    /// covers their cases anew.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody of another institution, or when there is no such
    /// proposal (any more); `emergency-second-person` for whoever named them, and, where keepers work
    /// here, for everybody else but those; `emergency-keepers-invalid` when one of them left.
    #[boxed]
    pub async fn emergency_keepers_confirm(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let (mut transaction, found) = self.keepers_named(request, id).await?;
        KEEPING.expect_second(&found)?;
        let keepers: [String; 3] = found
            .people
            .try_into()
            .map_err(|_| CaseworkError::Corrupt("keepers"))?;
        let named = (&keepers, found.by.as_str());
        name(self, &mut transaction, (request, named)).await?;
        let institution = request.worker.institution();
        KEEPING.settle(&mut transaction, institution).await?;
        Ok(transaction.commit().await?)
    }

    /// Drops a proposal: by whoever made it, or whoever may confirm it and does not.
    ///
    /// # Errors
    /// As [`Casework::emergency_keepers_confirm`].
    #[boxed]
    pub async fn emergency_keepers_drop(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let (mut transaction, found) = self.keepers_named(request, id).await?;
        KEEPING.drop_it(&mut transaction, request, &found).await?;
        Ok(transaction.commit().await?)
    }

    /// A transaction, and those who were named in it.
    async fn keepers_named(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(Transaction, Naming), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = waiting(&mut transaction, request).await?;
        KEEPING.expect((transaction, found), (request, id)).await
    }
}

async fn waiting(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<Option<Naming>, CaseworkError> {
    let Some(found) = KEEPING.waiting(transaction, request).await? else {
        return Ok(None);
    };
    let account = request.worker.account();
    let key = key_row(transaction, request.worker.institution()).await?;
    let old = key.map_or_else(Vec::new, |key| key.keepers);
    let mut old = crate::workers::active_among(transaction, &old).await?;
    old.retain(|one| *one != found.by);
    let is_second = found.by != account && (old.is_empty() || old.iter().any(|one| one == account));
    Ok(Some(Naming {
        may_confirm: is_second,
        ..found
    }))
}
