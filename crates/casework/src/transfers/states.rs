//! Where a transfer stands: two people beside the manager say yes, in either order, and only then is
//! the case handed over.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where a transfer stands.
    TransferState {
        /// Proposed by whoever leads the case.
        Proposed = "proposed",
        /// A second person of the institution approved.
        Approved = "approved",
        /// The new manager accepted.
        Accepted = "accepted",
        /// Both said yes.
        Ready = "ready",
        /// Handed over.
        HandedOver = "handed-over",
        /// The new manager declined.
        Declined = "declined",
        /// The second person said no.
        TransferRefused = "refused",
        /// Called back.
        TransferRecalled = "recalled",
    }
}

codes! {
    /// What moves a transfer.
    TransferStep {
        /// The second person approves.
        Approve = "approve",
        /// The second person says no.
        Refuse = "refuse",
        /// The new manager accepts.
        Accept = "accept",
        /// The new manager declines.
        Decline = "decline",
        /// Whoever leads the case calls it back.
        Recall = "recall",
        /// Whoever leads the case hands it over.
        HandOver = "hand-over",
    }
}

codes! {
    /// Why a case is handed on.
    TransferReason {
        /// The person moved.
        PersonMoved = "person-moved",
        /// The person asked for somebody else.
        PersonAsks = "person-asks",
        /// The manager goes, or is away for long.
        ManagerLeaves = "manager-leaves",
        /// Too much work.
        Workload = "workload",
        /// Somebody else knows this work better.
        Expertise = "expertise",
        /// A conflict of interest.
        Conflict = "conflict",
    }
}

/// What a transfer can become.
pub const TRANSFER_TABLE: &[Transition<TransferState, TransferStep>] = {
    use TransferState::{
        Accepted, Approved, Declined, HandedOver, Proposed, Ready, TransferRecalled,
        TransferRefused,
    };
    use TransferStep::{Accept, Approve, Decline, HandOver, Recall, Refuse};
    &[
        (Proposed, Approve, Approved),
        (Proposed, Refuse, TransferRefused),
        (Proposed, Accept, Accepted),
        (Proposed, Decline, Declined),
        (Proposed, Recall, TransferRecalled),
        (Approved, Accept, Ready),
        (Approved, Decline, Declined),
        (Approved, Recall, TransferRecalled),
        (Accepted, Approve, Ready),
        (Accepted, Refuse, TransferRefused),
        (Accepted, Recall, TransferRecalled),
        (Ready, HandOver, HandedOver),
        (Ready, Recall, TransferRecalled),
    ]
};
