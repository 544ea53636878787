//! Where a referral stands. That an answer is overdue follows from its date.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where a referral stands.
    ReferralState {
        /// Written, not sent.
        Draft = "draft",
        /// Thrown away before it was sent.
        Discarded = "discarded",
        /// On its way.
        Sent = "sent",
        /// The recipient has it.
        Received = "received",
        /// The recipient will help.
        Accepted = "accepted",
        /// The recipient helps.
        InProgress = "in-progress",
        /// Done.
        Completed = "completed",
        /// The recipient cannot help, and said why.
        Rejected = "rejected",
        /// Called back.
        Recalled = "recalled",
    }
}

codes! {
    /// What moves a referral.
    ReferralStep {
        /// Thrown away.
        Discard = "discard",
        /// Sent.
        Send = "send",
        /// Taken in hand by the recipient.
        Receive = "receive",
        /// Accepted.
        Accept = "accept",
        /// Rejected.
        Reject = "reject",
        /// Begun.
        Begin = "begin",
        /// Completed.
        Complete = "complete",
        /// Called back by the sender, or by the person who withdrew consent.
        Recall = "recall",
    }
}

/// What a referral can become.
pub const REFERRAL_TABLE: &[Transition<ReferralState, ReferralStep>] = {
    use ReferralState::{
        Accepted, Completed, Discarded, Draft, InProgress, Recalled, Received, Rejected, Sent,
    };
    use ReferralStep::{Accept, Begin, Complete, Discard, Recall, Receive, Reject, Send};
    &[
        (Draft, Discard, Discarded),
        (Draft, Send, Sent),
        (Sent, Receive, Received),
        (Received, Accept, Accepted),
        (Received, Reject, Rejected),
        (Accepted, Begin, InProgress),
        (InProgress, Complete, Completed),
        (Sent, Recall, Recalled),
        (Received, Recall, Recalled),
        (Accepted, Recall, Recalled),
        (InProgress, Recall, Recalled),
    ]
};
