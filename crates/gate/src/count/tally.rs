//! One indicator's facts, sorted into counted and left out, each left out for exactly one reason.

use super::rule::{day, has_status, is_in_period, place};
use crate::item::{Code, Item, is_of_articles};
use jiff::civil::Date;
use std::collections::BTreeMap;
use vocabulary::{
    Breakdown, CaseCount, CountedThing, CountingRule, CountingUnit, Country, LeftOut, Period,
    PlaceCode, Repeats, TermCode,
};

/// The facts of one indicator, and what becomes of each.
pub(super) struct Tally<'t> {
    country: &'t Country,
    rule: &'t CountingRule,
    place: &'t PlaceCode,
    items: &'t [Item],
    /// Of each item in its order: why it is left out of the whole country's number, if it is. Repeats
    /// within the period are not: they differ from cell to cell.
    reasons: Vec<Option<LeftOut>>,
    /// The items that pass, the earliest first.
    counted: Vec<&'t Item>,
}

impl<'t> Tally<'t> {
    pub fn new(
        country: &'t Country,
        (count, rule): (&CaseCount, &'t CountingRule),
        items: &'t [Item],
        (place, period): (&'t PlaceCode, Period),
    ) -> Self {
        let first = first_of_each(items, rule);
        let reasons = (0..).zip(items).map(|(number, item): (usize, &Item)| {
            let is_first = item
                .person
                .is_none_or(|person| first.get(&person).is_none_or(|own| *own == number));
            reason(country, (count, rule), item, is_first, period)
        });
        let reasons: Vec<Option<LeftOut>> = reasons.collect();
        let passing = items.iter().zip(&reasons);
        let mut counted: Vec<&Item> = passing
            .filter(|(_, reason)| reason.is_none())
            .map(|(item, _)| item)
            .collect();
        counted.sort_by_key(|item| order(item, rule));
        Self {
            country,
            rule,
            place,
            items,
            reasons,
            counted,
        }
    }

    /// How many are counted in the place, among the items that a cell takes. Persons are counted once
    /// in the whole country, where they come first, with everything that is true of them.
    pub fn number(&self, takes: impl Fn(&Item) -> bool) -> u64 {
        let mut persons: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
        let mut number = 0;
        for item in &self.counted {
            let is_here = self.is_here(place(item, self.rule));
            match item.person.filter(|_| self.counts_persons_once()) {
                Some(person) => persons.entry(person).or_insert((is_here, false)).1 |= takes(item),
                None => number += u64::from(is_here && takes(item)),
            }
        }
        let here = persons.into_values();
        let here = here.filter(|(is_here, is_taken)| *is_here && *is_taken);
        number + here.map(|_| 1).sum::<u64>()
    }

    fn counts_persons_once(&self) -> bool {
        let is_of_whom = matches!(
            self.rule.unit,
            CountingUnit::Person | CountingUnit::Institution
        );
        self.rule.repeats == Repeats::OncePerPeriod && is_of_whom
    }

    /// How many facts are the place's: by the rule, or where that is not known by the case.
    pub fn looked_at(&self) -> u64 {
        let here = self.items.iter().filter(|item| self.is_looked_at(item));
        here.map(|_| 1).sum()
    }

    /// How many of the place's are left out for a reason.
    pub fn left_out(&self, asked: LeftOut) -> u64 {
        let all = self.items.iter().zip(&self.reasons);
        let here = all.filter(|(item, _)| self.is_looked_at(item));
        let (mut named, mut passing) = (0, 0);
        for (_, reason) in here {
            named += u64::from(*reason == Some(asked));
            passing += u64::from(reason.is_none());
        }
        // What passes and is in no number is a person who is counted already.
        let is_repeat = asked == LeftOut::Repeat;
        named
            + if is_repeat {
                passing - self.number(|_| true)
            } else {
                0
            }
    }

    fn is_looked_at(&self, item: &Item) -> bool {
        let place = place(item, self.rule).unwrap_or(&item.region);
        self.is_here(Some(place))
    }

    fn is_here(&self, place: Option<&PlaceCode>) -> bool {
        place.is_some_and(|place| self.country.is_within(place, self.place))
    }

    /// Whether an item has a term in a dimension: none where its case does not say.
    pub fn has_term(&self, item: &Item, dimension: &str) -> bool {
        !terms(self.country, item, dimension).is_empty()
    }

    /// Whether an item belongs to a cell.
    pub fn is_in(&self, item: &Item, breakdown: &Breakdown) -> bool {
        let mut pairs = breakdown.pairs();
        pairs.all(|(dimension, asked)| {
            terms(self.country, item, dimension.as_str()).contains(&asked)
        })
    }
}

fn terms<'t>(country: &'t Country, item: &Item, dimension: &str) -> Vec<&'t TermCode> {
    let mut dimensions = country.case_counts().dimensions.iter();
    let found = dimensions.find(|one| one.dimension.as_str() == dimension);
    found.map_or_else(Vec::new, |found| {
        let codes = item.codes(&found.fact);
        codes.filter_map(|code| found.terms.get(code)).collect()
    })
}

/// Why a fact is not counted anywhere, the first reason that holds.
fn reason(
    country: &Country,
    (count, rule): (&CaseCount, &CountingRule),
    item: &Item,
    is_first: bool,
    period: Period,
) -> Option<LeftOut> {
    let of = count.of;
    // A referral without a term goes nowhere that the indicator speaks of.
    let is_other_kind = of == CountedThing::Referral && terms(country, item, "referral").is_empty();
    let is_other_article =
        !rule.articles.is_empty() && !is_of_articles(item.codes("article"), rule);
    let checks = [
        (is_other_article, LeftOut::OtherArticle),
        (is_other_kind, LeftOut::OtherKind),
        (
            !has_status(item, rule, Some(period.last_day())),
            LeftOut::OtherStatus,
        ),
        (!is_in_period(item, rule, period), LeftOut::OtherPeriod),
        (place(item, rule).is_none(), LeftOut::PlaceUnknown),
        (
            of == CountedThing::Elsewhere && is_at_home(country, item, &count.abroad),
            LeftOut::AtHome,
        ),
        (of == CountedThing::Repeat && is_first, LeftOut::NotARepeat),
        (
            rule.repeats == Repeats::FirstEver && !is_first,
            LeftOut::Repeat,
        ),
    ];
    let found = checks.into_iter().find(|(holds, _)| *holds);
    found.map(|(_, reason)| reason)
}

/// Whether the person was identified in the region that they come from, as far as the case tells.
fn is_at_home(country: &Country, item: &Item, abroad: &[String]) -> bool {
    let residence = item.residence.as_ref();
    let is_same = residence.is_some_and(|place| country.is_within(place, &item.region));
    is_same
        && !item
            .codes("source")
            .any(|source| abroad.iter().any(|one| one == source))
}

/// By what facts come one after the other: their day, and on one day something that is the same
/// whatever order they were read in.
type Order<'i> = (Option<Date>, &'i PlaceCode, Date, &'i [Code]);

fn order<'i>(item: &'i Item, rule: &CountingRule) -> Order<'i> {
    (day(item, rule), &item.region, item.began, &item.codes)
}

/// The number of each person's first item that has the status and a day, at any time and anywhere.
fn first_of_each(items: &[Item], rule: &CountingRule) -> BTreeMap<u32, usize> {
    let mut first: BTreeMap<u32, (Order<'_>, usize)> = BTreeMap::new();
    for (number, item) in items.iter().enumerate() {
        let is_one = has_status(item, rule, None);
        let (Some(person), Some(_), true) = (item.person, day(item, rule), is_one) else {
            continue;
        };
        let this = (order(item, rule), number);
        first
            .entry(person)
            .and_modify(|own| *own = this.min(*own))
            .or_insert(this);
    }
    let first = first.into_iter();
    first
        .map(|(person, (_, number))| (person, number))
        .collect()
}
