//! Which indicators can be counted from cases, and how: data of a country, read by whoever counts.
//!
//! It names kinds of facts and their codes, never a case: nothing here is about anybody.

use crate::{
    Breakdown, CountingRule, Coverage, DateBasis, DimensionCode, IndicatorCode, Names, PeriodKind,
    TermCode, TerritorialBasis,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one countable fact of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountedThing {
    /// A person was identified.
    Identification,
    /// A person was identified again, after an earlier identification.
    Repeat,
    /// A person was identified somewhere else than where they come from.
    Elsewhere,
    /// Of the persons who were identified: who is formally identified.
    FormallyIdentified,
    /// Of the persons who were identified: who was in a shelter within a day.
    ShelteredInADay,
    /// Of the persons who were identified: whose needs were assessed.
    NeedsAssessed,
    /// Of the persons who were identified: who was told of their rights, and understood.
    Informed,
    /// Of the residents: who was identified.
    AmongResidents,
    /// A person got a service.
    Service,
    /// A person was referred.
    Referral,
    /// A person's plan was carried out, is, or was left.
    Reintegration,
    /// A place that a provider has.
    Place,
    /// An offence was registered: one for each article of a matter.
    RegisteredOffence,
    /// A matter was registered.
    RegisteredMatter,
    /// A matter is under investigation at the end of the period.
    UnderInvestigation,
    /// An investigation was opened.
    InvestigationOpened,
    /// An investigation was closed, or is no longer one of these articles.
    InvestigationClosed,
    /// Somebody was in formal contact with the authorities.
    Suspect,
    /// Somebody was charged.
    Prosecuted,
    /// Somebody was found guilty.
    Convicted,
    /// Somebody was found not guilty.
    Acquitted,
    /// A court decided on a sentence, on assets or on compensation.
    Decision,
    /// An institution has a matter at hand and says what it lacks.
    Need,
}

impl CountedThing {
    /// Whether it is a part of a whole: told as two numbers, counted alike, and never as a figure of
    /// its own.
    #[must_use]
    pub const fn is_part_of_whole(self) -> bool {
        matches!(
            self,
            Self::FormallyIdentified
                | Self::ShelteredInADay
                | Self::NeedsAssessed
                | Self::Informed
                | Self::AmongResidents
        )
    }
}

/// Where the indicator's own rule asks for what cases do not hold: the part of the rule that is
/// counted by instead. The figure then says so, and is compared rule first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OtherRule {
    /// Another territorial basis.
    pub territory: Option<TerritorialBasis>,
    /// Another date basis.
    pub date: Option<DateBasis>,
    /// Another coverage.
    pub coverage: Option<Coverage>,
    /// The articles of law, where the indicator leaves them open.
    pub articles: Option<Vec<String>>,
}

impl OtherRule {
    /// The rule that is counted by.
    #[must_use]
    pub fn over(&self, own: &CountingRule) -> CountingRule {
        CountingRule {
            territory: self.territory.unwrap_or(own.territory),
            date: self.date.unwrap_or(own.date),
            coverage: self.coverage.unwrap_or(own.coverage),
            articles: self
                .articles
                .clone()
                .unwrap_or_else(|| own.articles.clone()),
            ..own.clone()
        }
    }
}

/// An indicator that can be counted from cases.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseCount {
    /// Which.
    pub indicator: IndicatorCode,
    /// What is counted.
    pub of: CountedThing,
    /// What of the indicator's rule cases cannot follow.
    #[serde(default)]
    pub rule: OtherRule,
    /// The cells of a part of a whole, which no return asks for; the total always is one.
    #[serde(default)]
    pub cells: Vec<Breakdown>,
    /// The only kind of period that it is counted for; every kind where none is named.
    pub only: Option<PeriodKind>,
    /// The sources of a concern that tell that the person was identified in another country.
    #[serde(default)]
    pub abroad: Vec<String>,
    /// The population that residents are counted by.
    pub population: Option<String>,
    /// Why these facts are what the indicator means.
    pub source: String,
}

/// What is not counted from cases, and why: of an indicator, or of one cell of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NotCounted {
    /// Which indicator.
    pub indicator: IndicatorCode,
    /// Which cell of it; the whole of it where none is named.
    #[serde(default)]
    pub cell: Breakdown,
    /// Why, for whoever looks for the number.
    pub reason: Names,
}

/// How codes of cases become the terms of a dimension. A code without a term counts in the total and
/// in none of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseDimension {
    /// The dimension.
    pub dimension: DimensionCode,
    /// The kind of code that cases hold, such as `form`.
    pub fact: String,
    /// The term of each code.
    pub terms: BTreeMap<String, TermCode>,
}

/// What a country counts from cases.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseCounts {
    /// The indicators, in the order in which they are shown.
    #[serde(default, rename = "count")]
    pub counts: Vec<CaseCount>,
    /// What is not counted, and why, in the order in which it is shown.
    #[serde(default)]
    pub not_counted: Vec<NotCounted>,
    /// The dimensions.
    #[serde(default, rename = "dimension")]
    pub dimensions: Vec<CaseDimension>,
}

impl CaseCounts {
    /// What is counted for a kind of period.
    pub fn counted_for(&self, kind: PeriodKind) -> impl Iterator<Item = &CaseCount> {
        let counts = self.counts.iter();
        counts.filter(move |one| one.only.is_none_or(|only| only == kind))
    }

    /// What is counted for other kinds of period alone.
    pub fn counted_otherwise(&self, kind: PeriodKind) -> impl Iterator<Item = &CaseCount> {
        let counts = self.counts.iter();
        counts.filter(move |one| one.only.is_some_and(|only| only != kind))
    }
}
