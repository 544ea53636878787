//! The answer to a step. It was done, and its sender goes onward; or something stands at a field of its
//! form, and the page is shown again with what was typed. Whatever else went wrong is a failure.

use crate::error::InLanguage as _;
use access::AccessError;
use casework::CaseworkError;
use page::{Failure, Problem, Words};

/// Why a step was not done.
pub(crate) enum Stop {
    /// Something at a field of the form; the sender can put it right.
    AtField(Problem),
    /// Nothing that the form could mend.
    Failed(Failure),
}

/// A step that was done, or why it was not.
pub(crate) type Step<Value = ()> = Result<Value, Stop>;

impl Stop {
    /// What stands above the form when its page is shown again.
    ///
    /// # Errors
    /// The failure, where the form cannot mend it.
    pub(crate) fn problems(self) -> Result<Vec<Problem>, Failure> {
        match self {
            Self::AtField(problem) => Ok(vec![problem]),
            Self::Failed(failure) => Err(failure),
        }
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::AtField(problem)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// A refusal of the layers below is a matter of the form; everything else stays a failure.
pub(crate) trait OrAt<Value> {
    /// The value, or the refusal at a field.
    fn or_at(self, field: &str, words: Words) -> Step<Value>;
}

impl<Value> OrAt<Value> for Result<Value, CaseworkError> {
    fn or_at(self, field: &str, words: Words) -> Step<Value> {
        match self {
            Err(CaseworkError::Refused(key) | CaseworkError::Invalid(key)) => {
                Err(Problem::new(field, words.text(key)).into())
            }
            other => Ok(other.shown(words.language())?),
        }
    }
}

impl<Value> OrAt<Value> for Result<Value, AccessError> {
    fn or_at(self, field: &str, words: Words) -> Step<Value> {
        match self {
            Err(error) if !error.is_internal() => {
                Err(Problem::new(field, words.text(error.key())).into())
            }
            other => Ok(other.shown(words.language())?),
        }
    }
}
