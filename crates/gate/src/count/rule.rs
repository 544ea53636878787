//! A counting rule applied to one fact: its status, its day, its place.

use crate::{
    GateError,
    item::{Item, is_of_persons},
};
use jiff::civil::Date;
use vocabulary::{
    AgeBasis, CountedThing, CountingRule, CountingUnit, DateBasis, IdentificationStatus,
    IndicatorCode, Period, PlaceCode, RuleAspect, TerritorialBasis,
};

/// Refuses a rule that cases cannot follow, rather than to count something else by its name.
pub(super) fn expect_countable(
    indicator: &IndicatorCode,
    of: CountedThing,
    rule: &CountingRule,
) -> Result<(), GateError> {
    let is_of_persons = is_of_persons(of);
    let checks = [
        (
            RuleAspect::Status,
            rule.status.is_some() == is_of_persons
                && rule.status != Some(IdentificationStatus::Presumed),
        ),
        (RuleAspect::Unit, rule.unit == unit(of)),
        (
            RuleAspect::Articles,
            is_of_persons == rule.articles.is_empty(),
        ),
        (
            RuleAspect::Territory,
            matches!(
                (is_of_persons, rule.territory),
                (_, TerritorialBasis::IdentifiedIn)
                    | (true, TerritorialBasis::ResidentIn)
                    | (false, TerritorialBasis::ProsecutedIn)
            ),
        ),
        (RuleAspect::Date, dates(of).contains(&rule.date)),
        (RuleAspect::Age, rule.age != AgeBasis::AtExploitation),
    ];
    match checks.into_iter().find(|(_, is_countable)| !is_countable) {
        Some((aspect, _)) => Err(GateError::Uncountable {
            indicator: indicator.clone(),
            aspect,
        }),
        None => Ok(()),
    }
}

/// What one of a thing is.
const fn unit(of: CountedThing) -> CountingUnit {
    use CountedThing as Of;
    match of {
        Of::Identification | Of::Repeat | Of::Service | Of::Suspect => CountingUnit::Person,
        Of::Referral => CountingUnit::Event,
        Of::RegisteredOffence => CountingUnit::Offence,
        Of::RegisteredMatter
        | Of::UnderInvestigation
        | Of::InvestigationOpened
        | Of::InvestigationClosed => CountingUnit::Case,
        Of::Prosecuted | Of::Convicted | Of::Acquitted => CountingUnit::Defendant,
    }
}

/// By which dates a thing can be counted.
const fn dates(of: CountedThing) -> &'static [DateBasis] {
    use CountedThing as Of;
    match of {
        Of::Identification | Of::Repeat => &[
            DateBasis::Referral,
            DateBasis::Registration,
            DateBasis::FirstIdentification,
            DateBasis::FormalIdentification,
        ],
        Of::Referral => &[DateBasis::Referral],
        Of::UnderInvestigation => &[DateBasis::PeriodEnd],
        Of::InvestigationClosed | Of::Convicted | Of::Acquitted => &[DateBasis::Closing],
        Of::Service
        | Of::RegisteredOffence
        | Of::RegisteredMatter
        | Of::InvestigationOpened
        | Of::Suspect
        | Of::Prosecuted => &[DateBasis::Registration],
    }
}

/// Whether a fact has the status that is counted by a day, or at any time where none is given. Where
/// the day of the identification is what is counted by, any time does: it is looked at next.
pub(super) fn has_status(item: &Item, rule: &CountingRule, until: Option<Date>) -> bool {
    let until = match rule.date {
        DateBasis::FirstIdentification | DateBasis::FormalIdentification => None,
        _ => until,
    };
    let by = |day: Option<Date>| day.is_some_and(|day| until.is_none_or(|until| day <= until));
    match rule.status {
        None => item.happened,
        Some(IdentificationStatus::AtRisk) => by(item.at_risk),
        Some(IdentificationStatus::Potential) => by(item.potential),
        Some(IdentificationStatus::Formal) => by(item.formal),
        Some(IdentificationStatus::PotentialAndFormal) => by(item.potential) || by(item.formal),
        Some(IdentificationStatus::Presumed) => false,
    }
}

/// The day that the rule takes; none where it has not come.
pub(super) fn day(item: &Item, rule: &CountingRule) -> Option<Date> {
    match rule.date {
        DateBasis::FirstIdentification => match rule.status {
            Some(IdentificationStatus::AtRisk) => item.at_risk,
            _ => item.potential.into_iter().chain(item.formal).min(),
        },
        DateBasis::FormalIdentification => item.formal,
        DateBasis::Closing => item.ended,
        DateBasis::Referral | DateBasis::Registration | DateBasis::PeriodEnd => Some(item.began),
    }
}

/// Whether a fact belongs to the period.
pub(super) fn is_in_period(item: &Item, rule: &CountingRule, period: Period) -> bool {
    let (first, last) = (period.first_day(), period.last_day());
    let has_begun = item.began <= last;
    match rule.date {
        // What stands on the last day, which its status has said.
        DateBasis::PeriodEnd => has_begun,
        DateBasis::Registration if item.lasts => {
            has_begun && item.ended.is_none_or(|ended| ended >= first)
        }
        _ => day(item, rule).is_some_and(|day| (first..=last).contains(&day)),
    }
}

/// The place that the rule takes; none where it is not known.
pub(super) fn place<'i>(item: &'i Item, rule: &CountingRule) -> Option<&'i PlaceCode> {
    match rule.territory {
        TerritorialBasis::ResidentIn => item.residence.as_ref(),
        _ => Some(&item.region),
    }
}
