//! What an action of the plan can become. Nothing begins that the person has not agreed to.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where an action stands.
    ActionState {
        /// Somebody thinks that it might help.
        Proposed = "proposed",
        /// The person agrees.
        Agreed = "agreed",
        /// The person does not.
        Declined = "declined",
        /// Begun.
        InProgress = "in-progress",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

codes! {
    /// What moves an action.
    ActionStep {
        /// The person says yes.
        Agree = "agree",
        /// The person says no.
        Decline = "decline",
        /// The person wants to think about it.
        AskLater = "ask-later",
        /// It begins.
        Begin = "begin",
        /// It is done.
        Finish = "finish",
        /// It is given up.
        Drop = "drop",
    }
}

impl ActionStep {
    /// Whether it is the person's own answer.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Agree | Self::Decline | Self::AskLater)
    }
}

/// What an action can become.
pub const ACTION_TABLE: &[Transition<ActionState, ActionStep>] = {
    use ActionState::{Agreed, Declined, Done, Dropped, InProgress, Proposed};
    use ActionStep::{Agree, AskLater, Begin, Decline, Drop, Finish};
    &[
        (Proposed, Agree, Agreed),
        (Proposed, Decline, Declined),
        (Proposed, AskLater, Proposed),
        (Proposed, Drop, Dropped),
        (Agreed, Decline, Declined),
        (Agreed, Begin, InProgress),
        (Agreed, Drop, Dropped),
        (InProgress, Finish, Done),
        (InProgress, Drop, Dropped),
    ]
};
