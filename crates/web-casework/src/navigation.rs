//! The frame of a page of this door: where one can go from here.

use crate::{
    TableDoor,
    session::{Insider, Visitor},
    show,
};
use casework::Profession;
use page::{Choice, Frame, NavigationEntry, Person, membership_text};

/// For somebody at the inner door.
pub(crate) fn outside(door: &TableDoor, visitor: &Visitor, title: String) -> Frame {
    let institution = visitor.actor.institution().map(|code| code.as_str());
    Frame {
        words: visitor.words(),
        title,
        person: Some(Person {
            name: visitor.actor.name().to_owned(),
            role: show::institution(door, visitor.words(), institution.unwrap_or_default()),
            memberships: memberships(door, visitor),
        }),
        navigation: entries(
            visitor,
            &[
                ("/table/enter", "table-enter-title"),
                ("/table/guide", "table-guide-title"),
            ],
        ),
        path: visitor.path.clone(),
        csrf: visitor.csrf(),
        notice: None,
    }
}

/// What the header offers to change to; nothing to who holds only one.
fn memberships(door: &TableDoor, visitor: &Visitor) -> Vec<Choice> {
    if visitor.memberships.len() < 2 {
        return Vec::new();
    }
    let present = visitor.actor.membership_id();
    let present = present.map_or_else(String::new, |id| id.to_string());
    let all = visitor.memberships.iter().map(|held| {
        let one = &held.membership;
        let what = (one.role().code(), one.institution(), one.region());
        let label = membership_text(visitor.words(), &door.country, what);
        Choice::new(held.id.to_string(), label, &present)
    });
    all.collect()
}

/// For somebody inside.
pub(crate) fn inside(door: &TableDoor, reader: &Insider, title: String) -> Frame {
    let words = reader.words();
    let profession = words.of("profession", reader.worker().profession().code());
    let institution = show::institution(door, words, reader.worker().institution());
    let mut frame = outside(door, &reader.visitor, title);
    frame.person = frame.person.map(|person| Person {
        role: format!("{profession}, {institution}"),
        ..person
    });
    frame.navigation = entries(&reader.visitor, &DAILY);
    // Whoever is on a page of the second row stands at the entry that leads there.
    let path = reader.visitor.path.split('?').next().unwrap_or_default();
    if MORE.iter().any(|(href, _)| is_under(path, href)) {
        for entry in &mut frame.navigation {
            entry.is_current = entry.href == "/table/more";
        }
    }
    frame
}

/// What is needed every day: one row on a narrow office screen.
const DAILY: [(&str, &str); 8] = [
    ("/table/today", "table-today-title"),
    ("/table/take-in", "table-take-in-title"),
    ("/table/search", "table-search-title"),
    ("/table/referrals", "referral-title"),
    ("/table/received", "received-title"),
    ("/table/matters", "matter-page-list-title"),
    ("/table/emergency", "emergency-title"),
    ("/table/more", "table-more-title"),
];

/// What is needed now and then.
const MORE: [(&str, &str); 11] = [
    ("/table/alarms", "alarm-title"),
    ("/table/conferences", "conference-list-title"),
    ("/table/transfers", "transfer-list-title"),
    ("/table/leads", "lead-title"),
    ("/table/providers", "table-providers-title"),
    ("/table/retention", "retention-title"),
    ("/table/counts", "table-counts-title"),
    ("/table/workers", "table-workers-title"),
    ("/table/custodians", "custodians-title"),
    ("/table/sessions", "seat-title"),
    ("/table/guide", "table-guide-title"),
];

/// What the reader finds on the page of the second row.
pub(crate) fn more(
    door: &TableDoor,
    reader: &Insider,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    // Whoever leads cases answers for their number.
    let may_count = door.gate.is_some() && reader.worker().profession() == Profession::SocialWorker;
    MORE.into_iter()
        .filter(move |(href, _)| may_count || *href != "/table/counts")
}

fn entries(visitor: &Visitor, own: &[(&str, &str)]) -> Vec<NavigationEntry> {
    let words = visitor.words();
    let committee = [("/situation", "table-to-committee")];
    own.iter()
        .chain(&committee)
        .map(|(href, key)| NavigationEntry {
            href: (*href).to_owned(),
            label: words.text(key),
            is_current: visitor
                .path
                .split('?')
                .next()
                .is_some_and(|path| is_under(path, href)),
        })
        .collect()
}

/// Whether a page is an entry's own, or one that lies behind it.
fn is_under(path: &str, href: &str) -> bool {
    path.strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

// words: table-today-title table-take-in-title table-search-title table-workers-title
// words: referral-title received-title table-providers-title matter-page-list-title
// words: transfer-list-title conference-list-title emergency-title
// words: table-guide-title table-to-committee table-enter-title table-more-title retention-title
// words: alarm-title custodians-title seat-title table-counts-title
