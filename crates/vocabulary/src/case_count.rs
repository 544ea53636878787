//! Which indicators can be counted from cases, and how: data of a country, read by whoever counts.
//!
//! It names kinds of facts and their codes, never a case: nothing here is about anybody.

use crate::{
    CountingRule, Coverage, DateBasis, DimensionCode, IndicatorCode, TermCode, TerritorialBasis,
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
    /// A person got a service.
    Service,
    /// A person was referred.
    Referral,
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
    /// Why these facts are what the indicator means.
    pub source: String,
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
    /// The dimensions.
    #[serde(default, rename = "dimension")]
    pub dimensions: Vec<CaseDimension>,
}
