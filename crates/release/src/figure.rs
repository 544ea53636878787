//! A figure that may be seen by anybody.

/// What anybody may see in place of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number, in the indicator's smallest unit.
    Number(i64),
    /// There is one, or none, and it would give somebody away.
    Hidden,
    /// Nobody has settled it.
    NotReported,
}

/// A figure that may be published. Only this crate makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}
