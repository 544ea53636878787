//! A figure that may be seen by anybody. Its content is private and made in this crate alone: what
//! shows one to the public cannot show anything else by mistake.

use disclosure_control::Published;
use serde::{Deserialize, Serialize};

/// What anybody may see in place of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "shown", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Shown {
    /// The number itself, in the indicator's smallest unit: it counts no people, or it was public
    /// before.
    Number {
        /// The number; above zero.
        value: i64,
    },
    /// A zero that was counted, where zeros give nobody away.
    Zero,
    /// A multiple of a base near the count.
    Rounded {
        /// The multiple.
        value: i64,
        /// The base.
        base: i64,
        /// How many bases the count may be away: 1 is the next multiple below or above.
        steps: i64,
    },
    /// The count changed a little by its key.
    Perturbed {
        /// What the count became.
        value: i64,
        /// The smallest count that it can stand for.
        low: i64,
        /// The largest.
        high: i64,
    },
    /// There is a count, and nothing is said about it.
    Hidden,
    /// Nobody has settled it.
    NotReported,
    /// The question does not arise.
    NotApplicable,
}

/// A figure that may be published. Only this crate makes one.
///
/// ```compile_fail
/// let forged = release::Figure(release::Shown::Number { value: 3 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Figure(Shown);

impl Figure {
    pub(crate) const fn new(shown: Shown) -> Self {
        Self(shown)
    }

    /// What to show.
    #[must_use]
    pub const fn shown(&self) -> Shown {
        self.0
    }

    /// The smallest and the largest count that a rounded or changed figure can stand for, taken by
    /// itself.
    #[must_use]
    pub fn range(&self) -> Option<(i64, i64)> {
        match (self.0, self.0.published()) {
            (Shown::Rounded { .. } | Shown::Perturbed { .. }, Some(published)) => {
                let (low, high) = published.range();
                Some((low?.max(0), high?))
            }
            _ => None,
        }
    }
}

impl Shown {
    /// The number itself, a true zero told apart.
    pub(crate) const fn exactly(value: i64) -> Self {
        if value == 0 {
            Self::Zero
        } else {
            Self::Number { value }
        }
    }

    /// What it says, in the words of the engine; `None` where it says nothing about a count.
    pub(crate) const fn published(self) -> Option<Published> {
        match self {
            Self::Number { value } => Some(Published::Exact(value)),
            Self::Zero => Some(Published::Exact(0)),
            Self::Rounded { value, base, steps } => Some(Published::Rounded { value, base, steps }),
            Self::Perturbed { low, high, .. } => Some(Published::Hidden {
                low: Some(low),
                high: Some(high),
            }),
            Self::Hidden => Some(Published::hidden()),
            Self::NotReported | Self::NotApplicable => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_zero_is_no_true_zero() {
        let rounded = Figure::new(Shown::Rounded {
            value: 0,
            base: 5,
            steps: 1,
        });
        assert_eq!(rounded.range(), Some((0, 4)));
        assert_eq!(Shown::exactly(0), Shown::Zero);
        assert_eq!(Figure::new(Shown::Zero).range(), None);
    }
}
