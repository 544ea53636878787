//! Shapes that several operations share. Numbers are counts in the indicator's smallest unit: an
//! indicator with two decimals gives 12.34 as 1234.

use committee::{
    adoption::{AdoptedFigure, AdoptedValue, AdoptionRule},
    figures::{FactFigure, FactKey},
    situation::Known,
};
use serde::Serialize;
use utoipa::ToSchema;
use vocabulary::{CountingRule, Names, ReportedValue, RuleAspect};

/// A name in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NamesShape {
    /// In Albanian.
    pub(crate) sq: String,
    /// In English.
    pub(crate) en: String,
}

impl From<&Names> for NamesShape {
    fn from(names: &Names) -> Self {
        Self {
            sq: names.albanian.clone(),
            en: names.english.clone(),
        }
    }
}

/// What an institution reported of one cell.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ValueShape {
    /// Whether there is a number, and why not.
    pub(crate) state: &'static str,
    /// The number, in the indicator's smallest unit.
    pub(crate) number: Option<i64>,
    /// How sure the institution is: a to d.
    pub(crate) confidence: Option<&'static str>,
}

impl From<ReportedValue> for ValueShape {
    fn from(value: ReportedValue) -> Self {
        Self {
            state: value.state().code(),
            number: value.number(),
            confidence: value.confidence().map(vocabulary::Confidence::code),
        }
    }
}

/// One aspect of a counting rule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleShape {
    /// Which aspect.
    pub(crate) aspect: &'static str,
    /// How it is counted; empty where the rule does not say.
    pub(crate) value: String,
}

/// A counting rule, aspect by aspect.
pub(crate) fn rule(rule: &CountingRule) -> Vec<RuleShape> {
    let aspects = RuleAspect::ALL.into_iter();
    aspects
        .map(|aspect| RuleShape {
            aspect: aspect.code(),
            value: rule.aspect(aspect),
        })
        .collect()
}

/// What is counted, where, when, in which cell.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FactShape {
    /// The indicator's code.
    pub(crate) indicator: String,
    /// The place's code.
    pub(crate) place: String,
    /// The period, such as `2024`, `2024H1`, `2024Q3`.
    pub(crate) period: String,
    /// The cell, such as `sex=female`; empty for the total.
    pub(crate) breakdown: String,
}

impl From<&FactKey> for FactShape {
    fn from(fact: &FactKey) -> Self {
        Self {
            indicator: fact.indicator.to_string(),
            place: fact.place.to_string(),
            period: fact.period.to_string(),
            breakdown: fact.breakdown.to_string(),
        }
    }
}

/// One institution's word on a fact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FigureShape {
    /// Who says it.
    pub(crate) institution: String,
    /// What it says.
    pub(crate) value: ValueShape,
    /// The rule that it was counted by.
    pub(crate) counting_rule: Vec<RuleShape>,
    /// Whether the institution stated a rule of its own.
    pub(crate) has_own_rule: bool,
    /// What it adds in words.
    pub(crate) comment: Option<String>,
    /// What it had said before, where it changed its word.
    pub(crate) revised_from: Option<i64>,
    /// When it was written.
    pub(crate) at: String,
    /// By whom.
    pub(crate) by: String,
    /// The number of the import that it came from.
    pub(crate) import: Option<i64>,
    /// The name of the file that it came from.
    pub(crate) file: Option<String>,
    /// That file's BLAKE3 hash.
    pub(crate) file_hash: Option<String>,
    /// The cell of that file.
    pub(crate) cell: Option<String>,
}

impl From<&FactFigure> for FigureShape {
    fn from(figure: &FactFigure) -> Self {
        let file = figure.source_file.as_ref();
        Self {
            institution: figure.institution.to_string(),
            value: figure.value.into(),
            counting_rule: rule(&figure.rule),
            has_own_rule: figure.has_own_rule,
            comment: figure.comment.clone(),
            revised_from: figure.revised_from,
            at: figure.change.at.to_string(),
            by: figure.change.account_name.clone(),
            import: file.map(|file| file.import),
            file: file.map(|file| file.name.clone()),
            file_hash: file.map(|file| file.hash.clone()),
            cell: figure.source_cell.clone(),
        }
    }
}

/// A decision of the committee on a fact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecisionShape {
    /// The rule's name.
    pub(crate) rule: &'static str,
    /// The institution whose figure was taken, under the rule `institution`.
    pub(crate) institution: Option<String>,
    /// The least that it can be; null where nothing was decided.
    pub(crate) low: Option<i64>,
    /// The most that it can be.
    pub(crate) high: Option<i64>,
    /// Why.
    pub(crate) reason: String,
    /// The meeting that decided; null: provisional.
    pub(crate) meeting: Option<i64>,
    /// When it was recorded.
    pub(crate) at: String,
    /// By whom.
    pub(crate) by: String,
    /// When it was replaced.
    pub(crate) superseded_at: Option<String>,
}

impl From<&AdoptedFigure> for DecisionShape {
    fn from(decision: &AdoptedFigure) -> Self {
        let (low, high) = match decision.value {
            AdoptedValue::Number(number) => (Some(number), Some(number)),
            AdoptedValue::Between(low, high) => (Some(low), Some(high)),
            AdoptedValue::Undecided => (None, None),
        };
        let institution = match &decision.rule {
            AdoptionRule::Institution { institution } => Some(institution.to_string()),
            _ => None,
        };
        Self {
            rule: decision.rule.code(),
            institution,
            low,
            high,
            reason: decision.reason.clone(),
            meeting: decision.meeting,
            at: decision.decided_at.to_string(),
            by: decision.account_name.clone(),
            superseded_at: decision.superseded_at.map(|at| at.to_string()),
        }
    }
}

/// What is known of one cell.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnownShape {
    /// How far it is known.
    pub(crate) standing: &'static str,
    /// The least that was said or adopted.
    pub(crate) low: Option<i64>,
    /// The most that was said or adopted.
    pub(crate) high: Option<i64>,
    /// How many institutions gave a number.
    pub(crate) reporters: i64,
    /// How many parts it was added up from; null where it was reported as it is.
    pub(crate) parts_present: Option<u32>,
    /// Of how many parts.
    pub(crate) parts_expected: Option<u32>,
}

impl From<&Known> for KnownShape {
    fn from(known: &Known) -> Self {
        let (parts_present, parts_expected) = known.parts.unzip();
        Self {
            standing: known.standing.code(),
            low: known.low,
            high: known.high,
            reporters: known.reporters,
            parts_present,
            parts_expected,
        }
    }
}
