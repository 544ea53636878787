//! The frame of a page of this door: where one can go from here.

use crate::{
    TableDoor,
    session::{Insider, Visitor},
    show,
};
use casework::Profession;
use page::{Frame, NavigationEntry, Person};

/// For somebody at the inner door.
pub(crate) fn outside(door: &TableDoor, visitor: &Visitor, title: String) -> Frame {
    let institution = visitor.actor.institution().map(|code| code.as_str());
    Frame {
        words: visitor.words(),
        title,
        person: Some(Person {
            name: visitor.actor.name().to_owned(),
            role: show::institution(door, visitor.words(), institution.unwrap_or_default()),
        }),
        navigation: entries(visitor, &[("/table/enter", "table-enter-title")]),
        path: visitor.path.clone(),
        csrf: visitor.csrf(),
        notice: None,
    }
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
    let inside = [
        ("/table/today", "table-today-title"),
        ("/table/take-in", "table-take-in-title"),
        ("/table/referrals", "referral-title"),
        ("/table/received", "received-title"),
        ("/table/search", "table-search-title"),
        ("/table/providers", "table-providers-title"),
        ("/table/workers", "table-workers-title"),
        ("/table/matters", "matter-page-list-title"),
        ("/table/transfers", "transfer-list-title"),
        ("/table/conferences", "conference-list-title"),
        ("/table/emergency", "emergency-title"),
        ("/table/counts", "table-counts-title"),
    ];
    // Whoever leads cases answers for their number.
    let may_count = door.gate.is_some() && reader.worker().profession() == Profession::SocialWorker;
    let shown: Vec<(&str, &str)> = inside
        .into_iter()
        .filter(|(href, _)| may_count || *href != "/table/counts")
        .collect();
    frame.navigation = entries(&reader.visitor, &shown);
    frame
}

fn entries(visitor: &Visitor, own: &[(&str, &str)]) -> Vec<NavigationEntry> {
    let always = [
        ("/table/guide", "table-guide-title"),
        ("/situation", "table-to-committee"),
    ];
    let words = visitor.words();
    own.iter()
        .chain(&always)
        .map(|(href, key)| NavigationEntry {
            href: (*href).to_owned(),
            label: words.text(key),
            is_current: visitor.path.split('?').next() == Some(href),
        })
        .collect()
}

// words: table-today-title table-take-in-title table-search-title table-workers-title
// words: referral-title received-title table-providers-title matter-page-list-title
// words: transfer-list-title conference-list-title emergency-title
// words: table-guide-title table-to-committee table-enter-title
