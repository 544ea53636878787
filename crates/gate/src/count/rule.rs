//! A counting rule applied to one fact: its status, its day, its place.

use crate::{
    GateError,
    item::{Item, Subject, subject},
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
    let subject = subject(of);
    let is_of_persons = subject == Subject::Person;
    let checks = [
        (
            RuleAspect::Status,
            rule.status.is_some() == is_of_persons
                && rule.status != Some(IdentificationStatus::Presumed),
        ),
        (RuleAspect::Unit, rule.unit == unit(of)),
        (
            RuleAspect::Articles,
            (subject == Subject::Matter) != rule.articles.is_empty(),
        ),
        (
            RuleAspect::Territory,
            matches!(
                (subject, rule.territory),
                (
                    Subject::Person | Subject::Matter,
                    TerritorialBasis::IdentifiedIn
                ) | (Subject::Person, TerritorialBasis::ResidentIn)
                    | (Subject::Matter, TerritorialBasis::ProsecutedIn)
                    | (
                        Subject::Institution | Subject::Place,
                        TerritorialBasis::HeldIn
                    )
            ) && (of != CountedThing::Elsewhere || rule.territory == TerritorialBasis::ResidentIn),
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

/// The rule by which the whole is counted that a part is of: the persons who were first identified in
/// the period. The indicator's own rule says when the part is looked at.
pub(super) fn of_whole(of: CountedThing, rule: &CountingRule) -> CountingRule {
    let is_share = unit(of) == CountingUnit::Percent;
    let potential = of == CountedThing::FormallyIdentified;
    let status = potential.then_some(IdentificationStatus::Potential);
    if !is_share {
        return rule.clone();
    }
    CountingRule {
        status: status.or(rule.status),
        unit: CountingUnit::Person,
        date: DateBasis::FirstIdentification,
        ..rule.clone()
    }
}

/// What one of a thing is.
const fn unit(of: CountedThing) -> CountingUnit {
    use CountedThing as Of;
    match of {
        Of::Identification
        | Of::Repeat
        | Of::Elsewhere
        | Of::AmongResidents
        | Of::Service
        | Of::Reintegration
        | Of::Suspect => CountingUnit::Person,
        Of::FormallyIdentified | Of::ShelteredInADay | Of::NeedsAssessed | Of::Informed => {
            CountingUnit::Percent
        }
        Of::Place => CountingUnit::Place,
        Of::Need => CountingUnit::Institution,
        Of::Referral => CountingUnit::Event,
        Of::RegisteredOffence => CountingUnit::Offence,
        Of::RegisteredMatter
        | Of::UnderInvestigation
        | Of::InvestigationOpened
        | Of::InvestigationClosed
        | Of::Decision => CountingUnit::Case,
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
        Of::AmongResidents => &[DateBasis::FirstIdentification],
        Of::Referral | Of::Elsewhere => &[DateBasis::Referral],
        Of::UnderInvestigation
        | Of::FormallyIdentified
        | Of::ShelteredInADay
        | Of::NeedsAssessed
        | Of::Informed
        | Of::Reintegration
        | Of::Place
        | Of::Need => &[DateBasis::PeriodEnd],
        Of::InvestigationClosed | Of::Convicted | Of::Acquitted | Of::Decision => {
            &[DateBasis::Closing]
        }
        Of::Service
        | Of::RegisteredOffence
        | Of::RegisteredMatter
        | Of::InvestigationOpened
        | Of::Suspect
        | Of::Prosecuted => &[DateBasis::Registration],
    }
}

/// Whether it came to the fact, and it has the status that is counted by a day, or at any time where none is given. Where
/// the day of the identification is what is counted by, any time does: it is looked at next.
pub(super) fn has_status(item: &Item, rule: &CountingRule, until: Option<Date>) -> bool {
    let until = match rule.date {
        DateBasis::FirstIdentification | DateBasis::FormalIdentification => None,
        _ => until,
    };
    let by = |day: Option<Date>| day.is_some_and(|day| until.is_none_or(|until| day <= until));
    item.happened
        && match rule.status {
            None => true,
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
        DateBasis::PeriodEnd if !item.lasts => has_begun,
        DateBasis::Registration | DateBasis::PeriodEnd if item.lasts => {
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
