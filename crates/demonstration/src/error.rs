//! Why the demonstration could not be made.

use committee::CommitteeError;
use estimation::EstimationError;
use release::ReleaseError;

/// A failure to make the demonstration. The text is for whoever starts it on the command line.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// The committee wing refused or failed.
    #[error(transparent)]
    Committee(#[from] CommitteeError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// An estimate could not be made.
    #[error(transparent)]
    Estimation(#[from] EstimationError),
    /// A release was refused or could not be kept.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// A file was refused or could not be kept.
    #[error(transparent)]
    Intake(#[from] intake::IntakeError),
    /// The work beside was stopped with the program.
    #[error("the calculation of the worked example was interrupted")]
    Lost,
    /// The policy does not let a member of the cast do what they have to do.
    #[error("the cast may not do its part: {0}")]
    Refused(#[from] access::Refused),
    /// Nobody in the cast stands for this region or institution.
    #[error("nobody in the cast stands for `{0}`")]
    Missing(String),
    /// The country package lacks an institution that the demonstration needs.
    #[error("the country package has no institution of the kind `{kind}` in `{place}`")]
    Institution {
        /// The kind.
        kind: &'static str,
        /// The place.
        place: String,
    },
}
