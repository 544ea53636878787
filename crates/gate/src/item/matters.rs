//! What is counted of a matter: what was registered, opened and closed, what stands, and what became of
//! suspects. Victims, and what part they take, are no fact of a matter.

use super::{
    Item,
    decisions::decisions,
    of_matter::{item, nothing},
};
use casework::{MatterFacts, MatterStage, MatterStep, StageFact, SuspectFacts, SuspectState};
use jiff::Timestamp;
use vocabulary::{CountedThing, CountingRule, Period, TermCode, office_day_end};

/// The items of one kind that a matter has; one that did not happen where it has none, so that what
/// is not counted can be explained.
pub(super) fn items(
    (of, rule): (CountedThing, &CountingRule),
    matter: &MatterFacts,
    period: Period,
) -> Vec<Item> {
    match of {
        CountedThing::RegisteredOffence => offences(matter),
        CountedThing::RegisteredMatter => vec![first(matter, MatterStep::Register)],
        CountedThing::UnderInvestigation => vec![standing(matter, period)],
        CountedThing::InvestigationOpened => vec![first(matter, MatterStep::Investigate)],
        CountedThing::InvestigationClosed => closings(matter, rule),
        CountedThing::Decision => decisions(matter),
        _ => {
            let suspects = matter.suspects.iter();
            suspects.map(|one| suspect(of, matter, one)).collect()
        }
    }
}

/// The last second of a period.
fn last_second(period: Period) -> Option<Timestamp> {
    office_day_end(period.last_day())
}

/// The first time that a step was taken.
fn first(matter: &MatterFacts, step: MatterStep) -> Item {
    let found = matter.stages.iter().find(|fact| fact.step == step);
    found.map_or_else(
        || nothing(matter),
        |fact| item(matter, (fact.at, true), &fact.articles),
    )
}

/// An offence for each article, as it was registered.
fn offences(matter: &MatterFacts) -> Vec<Item> {
    let registered = matter.stages.iter();
    let registered = registered
        .filter(|fact| fact.step == MatterStep::Register)
        .take(1);
    let offences: Vec<Item> = registered
        .flat_map(|fact| {
            let articles = fact.articles.chunks(1);
            articles.map(|one| item(matter, (fact.at, true), one))
        })
        .collect();
    if offences.is_empty() {
        vec![nothing(matter)]
    } else {
        offences
    }
}

/// Whether the matter is under investigation when the period ends.
fn standing(matter: &MatterFacts, period: Period) -> Item {
    let then = last_second(period).and_then(|at| matter.as_of(at));
    then.map_or_else(
        || nothing(matter),
        |fact| {
            let stands = fact.stage == MatterStage::Investigation;
            item(matter, (fact.at, stands), &fact.articles)
        },
    )
}

/// What each institution lacks for the matters that it has at hand when the period ends: one item for
/// each matter, and one number for each institution.
pub(super) fn needs(matters: &[MatterFacts], period: Period) -> Vec<Item> {
    let mut institutions: Vec<&str> = matters.iter().map(|one| one.institution.as_str()).collect();
    institutions.sort_unstable();
    institutions.dedup();
    let items = matters.iter().map(|matter| {
        let then = last_second(period).and_then(|at| matter.as_of(at));
        let mut item = then.map_or_else(
            || nothing(matter),
            |fact| {
                let is_over = matches!(
                    fact.stage,
                    MatterStage::Final | MatterStage::Dismissed | MatterStage::Transferred
                );
                let happened = !is_over && !matter.needs.is_empty();
                item(matter, (fact.at, happened), &fact.articles)
            },
        );
        let number = institutions
            .binary_search(&matter.institution.as_str())
            .ok();
        item.person = number.and_then(|number| u32::try_from(number).ok());
        let needs = matter.needs.iter().map(|one| one.as_str().to_owned());
        item.codes.extend(needs.map(|need| ("need", need.into())));
        item
    });
    items.collect()
}

/// Every time that the matter left the desk of who investigates it under these articles.
fn closings(matter: &MatterFacts, rule: &CountingRule) -> Vec<Item> {
    let before = std::iter::once(None).chain(matter.stages.iter().map(Some));
    let steps = before.zip(&matter.stages);
    let closings: Vec<Item> = steps
        .filter(|(_, fact)| closes(fact, rule))
        .map(|(before, fact)| {
            // What is reclassified is closed as what it was before.
            let articles = match before {
                Some(before) if fact.step == MatterStep::Reclassify => &before.articles,
                _ => &fact.articles,
            };
            let mut item = item(matter, (fact.at, true), articles);
            item.codes.push(("step", fact.step.code().into()));
            item
        })
        .collect();
    if closings.is_empty() {
        vec![nothing(matter)]
    } else {
        closings
    }
}

fn closes(fact: &StageFact, rule: &CountingRule) -> bool {
    match fact.step {
        MatterStep::SendToCourt | MatterStep::Dismiss | MatterStep::HandOver => true,
        MatterStep::Suspend => fact.stage == MatterStage::InvestigationSuspended,
        MatterStep::Reclassify => !is_of_articles(fact.articles.iter().map(TermCode::as_str), rule),
        _ => false,
    }
}

/// Whether one of some articles is one that the rule counts. A term's code writes `110-a` for the
/// rule's `110/a`, because a code holds no stroke.
pub(crate) fn is_of_articles<'a>(
    mut articles: impl Iterator<Item = &'a str>,
    rule: &CountingRule,
) -> bool {
    let asked: Vec<String> = rule
        .articles
        .iter()
        .map(|article| article.replace('/', "-"))
        .collect();
    articles.any(|article| asked.iter().any(|one| one == article))
}

fn suspect(of: CountedThing, matter: &MatterFacts, one: &SuspectFacts) -> Item {
    let at = match of {
        CountedThing::Prosecuted => one.prosecuted_at,
        CountedThing::Convicted => one
            .decided_at
            .filter(|_| one.state == SuspectState::Convicted),
        CountedThing::Acquitted => one
            .decided_at
            .filter(|_| one.state == SuspectState::Acquitted),
        _ => Some(one.suspected_at),
    };
    let then = at.and_then(|at| matter.as_of(at));
    let articles = then.or(matter.stages.last());
    let articles = articles.map_or(&[][..], |fact| fact.articles.as_slice());
    let when = (at.unwrap_or(one.suspected_at), at.is_some());
    let mut item = item(matter, when, articles);
    item.codes.extend([
        ("sex", one.sex.code().into()),
        ("age", one.age.code().into()),
        ("citizenship", one.citizenship.code().into()),
    ]);
    item
}
