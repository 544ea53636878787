//! Indicators: what is counted, by which rule, and what may be done with the numbers.

use crate::{CountingRule, DimensionCode, IndicatorCode, Names};
use serde::{Deserialize, Serialize};

/// How numbers of shorter periods make the number of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverTime {
    /// A flow: add them.
    Sum,
    /// A stock: take the last.
    Last,
    /// Neither: the longer period needs its own number.
    None,
}

/// Who may see the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Anybody, through a release.
    Public,
    /// Members of the committee; never in a release.
    Committee,
    /// The reporting institution, the secretariat and the national coordinator.
    Restricted,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: more victims identified may mean more trafficking or better work.
    Neither,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    /// Its code, for ever.
    pub code: IndicatorCode,
    /// A short name.
    pub names: Names,
    /// What exactly is counted.
    pub definition: Names,
    /// The group that it is listed under, a term of the code list `indicator-group`.
    pub group: String,
    /// Digits after the decimal mark; numbers are kept as integers of the smallest unit.
    #[serde(default)]
    pub decimals: u8,
    /// How shorter periods add up.
    pub over_time: OverTime,
    /// Whether numbers of different places may be added.
    pub additive_across_places: bool,
    /// Whether numbers of different institutions may be added; almost never.
    #[serde(default)]
    pub additive_across_institutions: bool,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// Which way is better.
    pub direction: Direction,
    /// Whether its numbers count people or cases and therefore need disclosure control.
    pub counts_people: bool,
    /// The rule by which it is counted where an institution does not say otherwise.
    pub counting_rule: CountingRule,
    /// The dimensions by which it may be broken down.
    #[serde(default)]
    pub dimensions: Vec<DimensionCode>,
    /// Where the definition comes from.
    pub source: String,
}
