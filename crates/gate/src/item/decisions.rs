//! What courts decided in a matter, by what is in the decision: prison, a suspended sentence, assets
//! seized, compensation. All of it on one day is one decision.

use super::{
    Item,
    of_matter::{item, nothing},
};
use casework::{MatterFacts, SuspectFacts, SuspectState};
use jiff::Timestamp;
use vocabulary::office_date;

/// The decisions of a matter; one that did not happen where it has none.
pub(super) fn decisions(matter: &MatterFacts) -> Vec<Item> {
    let mut parts: Vec<(Timestamp, &'static str)> =
        matter.suspects.iter().filter_map(sentence).collect();
    parts.extend(matter.assets_seized_at.map(|at| (at, "asset-seizure")));
    let awards = matter.compensated_at.iter();
    parts.extend(awards.map(|at| (*at, "compensation")));
    parts.sort_unstable();
    let mut items: Vec<Item> = Vec::new();
    for (at, part) in parts {
        let same_day = items.last_mut().filter(|one| one.began == office_date(at));
        let code = ("decision", part.into());
        if let Some(one) = same_day {
            if !one.codes.contains(&code) {
                one.codes.push(code);
            }
        } else {
            let articles = matter.as_of(at).or(matter.stages.first());
            let articles = articles.map_or(&[][..], |fact| fact.articles.as_slice());
            let mut decision = item(matter, (at, true), articles);
            decision.codes.push(code);
            items.push(decision);
        }
    }
    if items.is_empty() {
        items.push(nothing(matter));
    }
    items
}

/// The day of a suspect's sentence; none of months is none.
fn sentence(one: &SuspectFacts) -> Option<(Timestamp, &'static str)> {
    let is_sentenced = one.state == SuspectState::Convicted;
    let at = one.decided_at.filter(|_| is_sentenced)?;
    one.sentence_months.filter(|months| *months > 0)?;
    let part = if one.is_suspended {
        "suspended-sentence"
    } else {
        "imprisonment"
    };
    Some((at, part))
}
