//! What is counted of a case: that the person was identified, what help was given, whereto they were
//! referred.

use super::Item;
use casework::{Age, CaseFact, ReferralFact, ServiceFact};
use vocabulary::CountedThing;

/// The items of one kind that a case has.
pub(super) fn items(of: CountedThing, fact: &CaseFact) -> Vec<Item> {
    match of {
        CountedThing::Service => services(fact),
        CountedThing::Referral => referrals(fact),
        _ => vec![of_case(fact)],
    }
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
