//! What the comparison of figures can find, and how serious it is.

use serde::{Deserialize, Serialize};
use vocabulary::{DimensionCode, FigureState, Period, RuleAspect};

/// What kind of disagreement was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Institutions that count by the same rule give different numbers.
    ValuesDiffer,
    /// Institutions give different numbers, and no two that differ count by the same rule.
    RulesDiffer,
    /// One gives a number where another says that the question does not arise, or withholds it.
    StateConflict,
    /// One institution alone gives a number, and nobody can confirm it.
    NotCorroborated,
    /// An institution changed a number that it had reported before.
    Revision,
    /// An institution's cells repeat those of the period before, cell by cell.
    CopyOfAnotherPeriod,
    /// The parts of a breakdown do not add up to the total of the same institution.
    PartsDifferFromTotal,
    /// Two breakdowns of one total add up to different bases.
    BaseDiffers,
}

impl Kind {
    /// Every kind, the most serious first.
    pub const ALL: [Self; 8] = [
        Self::ValuesDiffer,
        Self::RulesDiffer,
        Self::StateConflict,
        Self::CopyOfAnotherPeriod,
        Self::PartsDifferFromTotal,
        Self::BaseDiffers,
        Self::Revision,
        Self::NotCorroborated,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ValuesDiffer => "values-differ",
            Self::RulesDiffer => "rules-differ",
            Self::StateConflict => "state-conflict",
            Self::NotCorroborated => "not-corroborated",
            Self::Revision => "revision",
            Self::CopyOfAnotherPeriod => "copy-of-another-period",
            Self::PartsDifferFromTotal => "parts-differ-from-total",
            Self::BaseDiffers => "base-differs",
        }
    }

    /// The kind with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The number under which the database keeps it; never changed, never reused.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::ValuesDiffer => 1,
            Self::RulesDiffer => 2,
            Self::StateConflict => 3,
            Self::NotCorroborated => 4,
            Self::Revision => 5,
            Self::CopyOfAnotherPeriod => 6,
            Self::PartsDifferFromTotal => 7,
            Self::BaseDiffers => 8,
        }
    }

    /// The kind with that number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Whether institutions contradict each other (the other kinds question one institution).
    #[must_use]
    pub const fn is_between_institutions(self) -> bool {
        matches!(
            self,
            Self::ValuesDiffer | Self::RulesDiffer | Self::StateConflict
        )
    }
}

/// How much attention a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Worth knowing, not worth asking.
    Note,
    /// A difference within what late registration explains.
    Minor,
    /// A difference that somebody has to explain.
    Major,
}

impl Weight {
    /// The number under which the database keeps it: 0, 1 or 2.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// The weight with that number; an unknown number is read as major, the safe side.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        match number {
            0 => Self::Note,
            1 => Self::Minor,
            _ => Self::Major,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// From which difference on a disagreement between institutions is major: both must be reached.
/// Source of the defaults: the data quality section of the field reference (2 and 10 %).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Significance {
    /// The least absolute difference, in the indicator's smallest unit.
    pub absolute: i64,
    /// The least difference relative to the larger number, in per cent.
    pub percent: i64,
}

impl Default for Significance {
    fn default() -> Self {
        Self {
            absolute: 2,
            percent: 10,
        }
    }
}

impl Significance {
    /// Weighs a spread between two numbers.
    #[must_use]
    pub const fn weigh(self, low: i64, high: i64) -> Weight {
        let spread = high.saturating_sub(low);
        if spread >= self.absolute
            && spread.saturating_mul(100) >= self.percent.saturating_mul(high)
        {
            Weight::Major
        } else {
            Weight::Minor
        }
    }
}

/// One finding about one cell of one indicator, place and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: Kind,
    /// The number of the breakdown it concerns.
    pub breakdown: i64,
    /// The institution that is questioned; `None` where institutions contradict each other.
    pub institution: Option<i64>,
    /// The dimension whose parts do not fit.
    pub dimension: Option<DimensionCode>,
    /// The other period of a copy.
    pub other_period: Option<Period>,
    /// The smallest and the largest of the numbers compared.
    pub range: Option<(i64, i64)>,
    /// How many institutions gave a number.
    pub reporters: u32,
    /// The aspects in which their counting rules differ, the most telling first.
    pub rule_differences: Vec<RuleAspect>,
    /// How much attention it asks for.
    pub weight: Weight,
    /// A hash over everything that was compared; equal inputs give equal fingerprints.
    pub fingerprint: String,
}

impl Finding {
    /// The difference between the largest and the smallest number; 0 where there is none.
    #[must_use]
    pub fn spread(&self) -> i64 {
        self.range.map_or(0, |(low, high)| high - low)
    }
}

/// What is known about one cell once all institutions are set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The number of the breakdown.
    pub breakdown: i64,
    /// How far it is known.
    pub standing: Standing,
    /// The smallest number that an institution gave.
    pub low: Option<i64>,
    /// The largest.
    pub high: Option<i64>,
    /// How many institutions gave a number.
    pub reporters: u32,
}

/// How far a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A meeting adopted a figure, and no input changed since.
    Adopted,
    /// A figure is proposed for adoption; the meeting has not decided.
    Provisional,
    /// Two or more institutions give the same number.
    Agreed,
    /// One institution alone gives a number.
    SingleSource,
    /// Institutions give different numbers.
    Disputed,
    /// The question does not arise here.
    NotApplicable,
    /// Somebody knows and will not say.
    Withheld,
    /// Nobody has said.
    NotReported,
}

impl Standing {
    /// Every standing, the firmest first.
    pub const ALL: [Self; 8] = [
        Self::Adopted,
        Self::Provisional,
        Self::Agreed,
        Self::SingleSource,
        Self::Disputed,
        Self::NotApplicable,
        Self::Withheld,
        Self::NotReported,
    ];

    /// The number under which the database keeps it; never changed, never reused.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Adopted => 1,
            Self::Provisional => 2,
            Self::Agreed => 3,
            Self::SingleSource => 4,
            Self::Disputed => 5,
            Self::NotApplicable => 6,
            Self::Withheld => 7,
            Self::NotReported => 8,
        }
    }

    /// The standing with that number; an unknown number reads as not reported.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self::ALL
            .into_iter()
            .find(|standing| standing.number() == number)
            .unwrap_or(Self::NotReported)
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Provisional => "provisional",
            Self::Agreed => "agreed",
            Self::SingleSource => "single-source",
            Self::Disputed => "disputed",
            Self::NotApplicable => "not-applicable",
            Self::Withheld => "withheld",
            Self::NotReported => "not-reported",
        }
    }

    /// The standing of a cell for which nobody gives a number.
    #[must_use]
    pub fn without_number(states: impl IntoIterator<Item = FigureState>) -> Self {
        states
            .into_iter()
            .map(|state| match state {
                FigureState::Withheld => Self::Withheld,
                FigureState::NotApplicable => Self::NotApplicable,
                _ => Self::NotReported,
            })
            .min_by_key(|standing| match standing {
                Self::Withheld => 0,
                Self::NotReported => 1,
                _ => 2,
            })
            .unwrap_or(Self::NotReported)
    }
}
