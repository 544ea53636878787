//! One countable fact, whatever it is of: an identification, help that was given, a step of a matter.
//! The facts of cases and matters become items; the counting knows items alone.

mod cases;
mod matters;

pub(crate) use matters::is_of_articles;

use casework::TableFacts;
use jiff::civil::Date;
use std::borrow::Cow;
use vocabulary::{CountedThing, CountingRule, Period, PlaceCode};

/// A kind of code, and the code.
pub(crate) type Code = (&'static str, Cow<'static, str>);

/// A countable fact.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The number of the person in this reading; none where it is nobody's.
    pub person: Option<u32>,
    /// Where it happened.
    pub region: PlaceCode,
    /// Where the person comes from.
    pub residence: Option<PlaceCode>,
    /// Since when the person is known to be at risk.
    pub at_risk: Option<Date>,
    /// Since when they are a potential victim.
    pub potential: Option<Date>,
    /// Since when they are formally identified.
    pub formal: Option<Date>,
    /// The day of the fact itself: of the registration, of the referral, of the help's beginning.
    pub began: Date,
    /// The last day of what lasts; none while it does.
    pub ended: Option<Date>,
    /// Whether it lasts from its first day to its last, and belongs to every period in between.
    pub lasts: bool,
    /// Whether it came to what is counted at all: a matter that was never charged is looked at, and
    /// left out.
    pub happened: bool,
    /// Whether the age is unknown, and therefore a child's.
    pub is_of_unknown_age: bool,
    /// Its codes; several of one kind where several hold.
    pub codes: Vec<Code>,
}

impl Item {
    /// The codes of a kind.
    pub fn codes(&self, kind: &str) -> impl Iterator<Item = &str> {
        let codes = self.codes.iter().filter(move |(own, _)| *own == kind);
        codes.map(|(_, code)| code.as_ref())
    }
}

/// The items of one kind among the facts, in their order.
pub(crate) fn items(
    (of, rule): (CountedThing, &CountingRule),
    facts: &TableFacts,
    period: Period,
) -> Vec<Item> {
    if is_of_persons(of) {
        let cases = facts.cases.iter();
        cases.flat_map(|fact| cases::items(of, fact)).collect()
    } else {
        let matters = facts.matters.iter();
        let of = (of, rule);
        matters
            .flat_map(|matter| matters::items(of, matter, period))
            .collect()
    }
}

/// Whether the fact is one of a person's case, and not of a matter.
pub(crate) const fn is_of_persons(of: CountedThing) -> bool {
    matches!(
        of,
        CountedThing::Identification
            | CountedThing::Repeat
            | CountedThing::Service
            | CountedThing::Referral
    )
}
