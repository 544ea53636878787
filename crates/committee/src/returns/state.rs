//! The life of a return: who may move it from where to where.

use serde::{Deserialize, Serialize};

/// The state of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnState {
    /// Being filled in.
    Draft,
    /// Sent in by the institution.
    Submitted,
    /// Sent back for correction, with a reason.
    Returned,
    /// Checked by somebody other than who sent it in.
    Verified,
    /// Adopted by a meeting of the committee.
    Adopted,
    /// Accepted by the national coordinator.
    Accepted,
}

/// A step in the life of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnStep {
    /// The institution sends it in.
    Submit,
    /// The secretariat confirms it.
    Verify,
    /// The secretariat sends it back, with a reason.
    SendBack,
    /// The chair adopts it in a meeting.
    Adopt,
    /// The national coordinator accepts it.
    Accept,
    /// A verified, adopted or accepted return is opened again, with a reason.
    Reopen,
}

impl ReturnState {
    /// Every state, in the order of a life without detours.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Verified,
        Self::Adopted,
        Self::Accepted,
    ];

    /// The state after a step; `None` where the step is not possible.
    #[must_use]
    pub const fn after(self, step: ReturnStep) -> Option<Self> {
        match (self, step) {
            (Self::Draft | Self::Returned, ReturnStep::Submit) => Some(Self::Submitted),
            (Self::Submitted, ReturnStep::Verify) => Some(Self::Verified),
            (Self::Submitted, ReturnStep::SendBack) => Some(Self::Returned),
            (Self::Verified, ReturnStep::Adopt) => Some(Self::Adopted),
            (Self::Adopted, ReturnStep::Accept) => Some(Self::Accepted),
            (Self::Verified | Self::Adopted | Self::Accepted, ReturnStep::Reopen) => {
                Some(Self::Returned)
            }
            _ => None,
        }
    }

    /// Whether the institution may change its values.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it has been sent in and not sent back.
    #[must_use]
    pub const fn is_received(self) -> bool {
        !matches!(self, Self::Draft | Self::Returned)
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Verified => "verified",
            Self::Adopted => "adopted",
            Self::Accepted => "accepted",
        }
    }

    /// The state with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl ReturnStep {
    /// Every step.
    pub const ALL: [Self; 6] = [
        Self::Submit,
        Self::Verify,
        Self::SendBack,
        Self::Adopt,
        Self::Accept,
        Self::Reopen,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Verify => "verify",
            Self::SendBack => "send-back",
            Self::Adopt => "adopt",
            Self::Accept => "accept",
            Self::Reopen => "reopen",
        }
    }

    /// The step with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Whether a reason has to be given.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Reopen)
    }

    /// Whether another person than the one who sent the return in has to take it.
    #[must_use]
    pub const fn needs_second_person(self) -> bool {
        matches!(self, Self::Verify | Self::Adopt | Self::Accept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_adopted_or_accepted_without_having_been_verified() {
        // Walk every sequence of five steps and watch what must have come before.
        fn walk(state: ReturnState, taken: &mut Vec<ReturnStep>) {
            if state == ReturnState::Adopted || state == ReturnState::Accepted {
                let verified = taken.iter().rposition(|step| *step == ReturnStep::Verify);
                let submitted = taken.iter().rposition(|step| *step == ReturnStep::Submit);
                assert!(verified > submitted, "{taken:?}");
            }
            if taken.len() == 6 {
                return;
            }
            for step in ReturnStep::ALL {
                if let Some(next) = state.after(step) {
                    taken.push(step);
                    walk(next, taken);
                    taken.pop();
                }
            }
        }
        walk(ReturnState::Draft, &mut Vec::new());
    }

    #[test]
    fn only_what_is_with_the_institution_can_be_edited() {
        let editable: Vec<_> = ReturnState::ALL
            .into_iter()
            .filter(|s| s.is_editable())
            .collect();
        assert_eq!(editable, [ReturnState::Draft, ReturnState::Returned]);
    }
}
