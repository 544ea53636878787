//! What is counted of a case: that the person was identified and what followed from it, what help was
//! given, whereto they were referred, what became of the plan.

use super::Item;
use casework::{Age, CaseFact, ReferralFact, ServiceFact};
use jiff::civil::Date;
use vocabulary::{CountedThing, Period};

/// The items of one kind that a case has.
pub(super) fn items(of: CountedThing, fact: &CaseFact, period: Period) -> Vec<Item> {
    match of {
        CountedThing::Service => services(fact),
        CountedThing::Referral => referrals(fact),
        CountedThing::Reintegration => vec![reintegration(fact, period)],
        _ => vec![Item {
            is_met: is_met(of, fact, period),
            ..of_case(fact)
        }],
    }
}

/// Whether a person who was identified has what a part of the whole asks for.
fn is_met(of: CountedThing, fact: &CaseFact, period: Period) -> bool {
    let by = |day: Option<Date>| day.is_some_and(|day| day <= period.last_day());
    match of {
        CountedThing::FormallyIdentified => by(fact.formal),
        CountedThing::ShelteredInADay => fact.sheltered_in_a_day,
        CountedThing::NeedsAssessed => by(fact.assessed),
        CountedThing::Informed => by(fact.briefed),
        _ => false,
    }
}

/// The plan, from its first action to the day on which it was carried out or left.
fn reintegration(fact: &CaseFact, period: Period) -> Item {
    let mut item = of_case(fact);
    let left = fact
        .closed
        .filter(|closed| fact.reintegration.is_some_and(|began| began <= *closed));
    let ended = fact.carried_out.or(left);
    item.happened = fact.reintegration.is_some();
    item.began = fact.reintegration.unwrap_or(fact.opened);
    item.ended = ended;
    item.lasts = true;
    let stands = match ended.filter(|ended| *ended <= period.last_day()) {
        None => "in-programme",
        Some(_) if fact.carried_out.is_some() => "completed",
        Some(_) => "left",
    };
    item.codes.push(("reintegration", stands.into()));
    item
}

fn of_case(fact: &CaseFact) -> Item {
    // Who is not known to be grown up counts as a child: the law of the house, not a country's choice.
    let age = if fact.age.is_protected_as_child() {
        Age::Child
    } else {
        Age::Adult
    };
    Item {
        person: Some(fact.person),
        region: fact.region.clone(),
        residence: fact.statistics.residence.clone(),
        at_risk: fact.at_risk,
        potential: fact.potential,
        formal: fact.formal,
        began: fact.opened,
        ended: fact.closed,
        lasts: false,
        happened: true,
        is_met: false,
        is_of_unknown_age: fact.age == Age::UnknownAge,
        codes: vec![
            ("age", age.code().into()),
            ("source", fact.source.code().into()),
            ("sex", fact.statistics.sex.code().into()),
            ("exploitation", fact.statistics.exploitation.code().into()),
            ("citizenship", fact.statistics.citizenship.code().into()),
            ("scope", fact.statistics.scope.code().into()),
        ],
    }
}

fn services(fact: &CaseFact) -> Vec<Item> {
    let item = |one: &ServiceFact| {
        let mut item = of_case(fact);
        item.began = one.began;
        item.ended = one.ended;
        item.lasts = true;
        item.codes.push(("service", one.service.code().into()));
        item
    };
    fact.services.iter().map(item).collect()
}

fn referrals(fact: &CaseFact) -> Vec<Item> {
    let item = |one: &ReferralFact| {
        let mut item = of_case(fact);
        item.began = one.sent;
        item.ended = Some(one.sent);
        item.codes.push(("referral", one.kind.code().into()));
        item
    };
    fact.referrals.iter().map(item).collect()
}
