//! One countable fact, whatever it is of: an identification, help that was given, a step of a matter.
//! The facts of cases and matters become items; the counting knows items alone.

mod cases;
mod decisions;
mod matters;
mod of_matter;
mod places;

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
    /// The number of whom it is counted for in this reading: a person, or an institution that says
    /// what it lacks; none where it is nobody's.
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
    /// Whether it has what a part of a whole asks for, by the end of the period.
    pub is_met: bool,
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

/// What the facts of an indicator are facts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A person's case.
    Person,
    /// A matter before police, prosecution and courts.
    Matter,
    /// An institution that has matters.
    Institution,
    /// A place with a provider.
    Place,
}

/// The items of one kind among the facts, in their order.
pub(crate) fn items(
    (of, rule): (CountedThing, &CountingRule),
    facts: &TableFacts,
    period: Period,
) -> Vec<Item> {
    match subject(of) {
        Subject::Person => {
            let cases = facts.cases.iter();
            cases
                .flat_map(|fact| cases::items(of, fact, period))
                .collect()
        }
        Subject::Matter => {
            let matters = facts.matters.iter();
            let of = (of, rule);
            matters
                .flat_map(|matter| matters::items(of, matter, period))
                .collect()
        }
        Subject::Institution => matters::needs(&facts.matters, period),
        Subject::Place => {
            let providers = facts.providers.iter();
            providers
                .flat_map(|provider| places::items(provider, period))
                .collect()
        }
    }
}

/// What a thing is a fact of.
pub(crate) const fn subject(of: CountedThing) -> Subject {
    use CountedThing as Of;
    match of {
        Of::Identification
        | Of::Repeat
        | Of::Elsewhere
        | Of::FormallyIdentified
        | Of::ShelteredInADay
        | Of::NeedsAssessed
        | Of::Informed
        | Of::AmongResidents
        | Of::Service
        | Of::Referral
        | Of::Reintegration => Subject::Person,
        Of::Place => Subject::Place,
        Of::Need => Subject::Institution,
        Of::RegisteredOffence
        | Of::RegisteredMatter
        | Of::UnderInvestigation
        | Of::InvestigationOpened
        | Of::InvestigationClosed
        | Of::Suspect
        | Of::Prosecuted
        | Of::Convicted
        | Of::Acquitted
        | Of::Decision => Subject::Matter,
    }
}
