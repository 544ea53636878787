//! Where a formal identification stands.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where a formal identification stands.
    FormalState {
        /// The person asked for it.
        Requested = "requested",
        /// The joint team is named.
        Convened = "convened",
        /// Identified.
        DecidedYes = "decided-yes",
        /// Not identified; a review can be asked for.
        DecidedNo = "decided-no",
        /// Being reviewed.
        UnderReview = "under-review",
        /// The review came to the same no.
        Upheld = "upheld",
        /// The person took the request back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What moves a formal identification.
    FormalStep {
        /// The joint team is named.
        Convene = "convene",
        /// Identified.
        DecideYes = "decide-yes",
        /// Not identified.
        DecideNo = "decide-no",
        /// The person asks for a review.
        AskReview = "ask-review",
        /// The person takes the request back.
        Withdraw = "withdraw",
    }
}

/// What a formal identification can become.
pub const FORMAL_TABLE: &[Transition<FormalState, FormalStep>] = {
    use FormalState::{Convened, DecidedNo, DecidedYes, Requested, UnderReview, Upheld, Withdrawn};
    use FormalStep::{AskReview, Convene, DecideNo, DecideYes, Withdraw};
    &[
        (Requested, Convene, Convened),
        (Requested, Withdraw, Withdrawn),
        (Convened, DecideYes, DecidedYes),
        (Convened, DecideNo, DecidedNo),
        (Convened, Withdraw, Withdrawn),
        (DecidedNo, AskReview, UnderReview),
        (UnderReview, DecideYes, DecidedYes),
        (UnderReview, DecideNo, Upheld),
        (UnderReview, Withdraw, Withdrawn),
    ]
};
