//! How a request goes on, as a table.

use crate::{
    codes::codes,
    machine::{Transition, next},
};

codes! {
    /// Where a request stands.
    RecoveryState {
        /// The worker has asked.
        Asked = "asked",
        /// One custodian has opened their part.
        HalfOpened = "half-opened",
        /// Two have: the worker's new passphrase takes the key back.
        Ready = "ready",
        /// The worker has the key again.
        TakenBack = "taken-back",
        /// A custodian has refused.
        Refused = "refused",
        /// The worker has withdrawn it.
        Withdrawn = "withdrawn",
        /// Its time has run out.
        Expired = "expired",
    }
}

codes! {
    /// What is done about it.
    RecoveryStep {
        /// A custodian opens their part for the others.
        Begin = "begin",
        /// Another custodian opens theirs.
        Finish = "finish",
        /// The worker takes the key back.
        TakeBack = "take-back",
        /// A custodian refuses.
        Refuse = "refuse",
        /// The worker withdraws it.
        Withdraw = "withdraw",
        /// Its time runs out.
        Expire = "expire",
    }
}

/// Every step that there is.
pub const RECOVERY_TABLE: &[Transition<RecoveryState, RecoveryStep>] = {
    use RecoveryState as S;
    use RecoveryStep as T;
    &[
        (S::Asked, T::Begin, S::HalfOpened),
        (S::HalfOpened, T::Finish, S::Ready),
        (S::Ready, T::TakeBack, S::TakenBack),
        (S::Asked, T::Refuse, S::Refused),
        (S::HalfOpened, T::Refuse, S::Refused),
        (S::Ready, T::Refuse, S::Refused),
        (S::Asked, T::Withdraw, S::Withdrawn),
        (S::HalfOpened, T::Withdraw, S::Withdrawn),
        (S::Ready, T::Withdraw, S::Withdrawn),
        (S::Asked, T::Expire, S::Expired),
        (S::HalfOpened, T::Expire, S::Expired),
        (S::Ready, T::Expire, S::Expired),
    ]
};

impl RecoveryState {
    /// Whether it goes on still.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::HalfOpened | Self::Ready)
    }

    pub(super) fn after(self, step: RecoveryStep) -> Result<Self, crate::CaseworkError> {
        next(RECOVERY_TABLE, self, step).ok_or(crate::CaseworkError::Refused("recovery-over"))
    }
}
