//! The frame of a page of this door: where one can go from here.

use crate::{
    TableDoor,
    session::{Insider, Visitor},
    show,
};
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
    ];
    frame.navigation = entries(&reader.visitor, &inside);
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
// words: referral-title received-title table-providers-title table-guide-title table-to-committee
// words: table-enter-title
