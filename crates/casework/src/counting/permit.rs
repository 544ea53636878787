//! The capability to count. It opens nothing sealed: facts are codes, and nobody's key is asked for.
//!
//! ```compile_fail
//! fn forge() -> casework::CountingPermit {
//!     casework::CountingPermit { account: String::new(), region: None }
//! }
//! ```

use crate::{Casework, CaseworkError, Request, workers::Profession};
use access::{OperateSystem, Permit};
use boxed::boxed;
use vocabulary::PlaceCode;

/// Leave to count the cases of a region, or of the whole country.
#[derive(Debug)]
pub struct CountingPermit {
    account: String,
    region: Option<PlaceCode>,
}

impl CountingPermit {
    /// Of whoever runs the command line on the server's own disk.
    #[must_use]
    pub fn of_operator(permit: &Permit<OperateSystem>) -> Self {
        Self {
            account: permit.actor().account_id().to_string(),
            region: None,
        }
    }

    /// The region whose count may be shown; `None` for the whole country and every region.
    #[must_use]
    pub const fn region(&self) -> Option<&PlaceCode> {
        self.region.as_ref()
    }

    pub(super) fn account(&self) -> &str {
        &self.account
    }
}

impl Casework {
    /// Leave to count the cases of the worker's own region. Social workers lead the cases, so they
    /// answer for their number.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker, another profession, or who works for no
    /// region.
    #[boxed]
    pub async fn counting_permit(
        &self,
        request: Request<'_>,
    ) -> Result<CountingPermit, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let worker = request.worker;
        let region = worker.actor().region().cloned();
        if worker.profession() != Profession::SocialWorker || region.is_none() {
            return Err(CaseworkError::NotFound("count"));
        }
        Ok(CountingPermit {
            account: worker.account().to_owned(),
            region,
        })
    }
}
