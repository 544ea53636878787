//! The frame of a page for somebody who is signed in: where they can go.

use crate::{
    Door, memberships,
    session::{SignedIn, scope},
};
use access::{
    Action, HoldMeeting, ImportFigures, ManageAccounts, ReadDirectory, ReadDiscrepancies,
    ReadEstimate, ReadMeetings, ReadOwnPart, ReadReleased, ReadReturn, ReadRound, ReadSnapshot,
    Role,
};
use page::{Frame, NavigationEntry, Person};

/// The frame of a page.
pub(crate) fn frame(door: &Door, reader: &SignedIn, title: String) -> Frame {
    Frame {
        words: reader.words(),
        title,
        person: Some(Person {
            name: reader.actor.name().to_owned(),
            role: memberships::text_of_actor(door, reader),
            memberships: memberships::choices(door, reader),
        }),
        navigation: entries(door, reader),
        path: reader.path.clone(),
        csrf: reader.csrf(),
        notice: None,
    }
}

fn entries(door: &Door, reader: &SignedIn) -> Vec<NavigationEntry> {
    let own = scope(door, &reader.home(door), reader.actor.institution());
    let place = scope(door, &reader.home(door), None);
    let is_national = reader.actor.role() == Role::NationalAnalyst;
    let mut entries = Vec::new();
    let mut add = |allowed: bool, href: &str, key: &str| {
        if allowed {
            entries.push(NavigationEntry {
                href: href.to_owned(),
                label: reader.words().text(key),
                is_current: reader
                    .path
                    .split('?')
                    .next()
                    .is_some_and(|path| path == href || path.starts_with(&format!("{href}/"))),
            });
        }
    };
    let may = |kind, scope| access::decide(&reader.actor, kind, scope) == access::Decision::Allowed;
    add(
        may(ReadReleased::KIND, &place),
        "/situation",
        "navigation-situation",
    );
    // The wing behind it looks again, and knows more of its people than this one ever will.
    add(
        reader.actor.role() == Role::InstitutionMember,
        "/table",
        "navigation-table",
    );
    add(
        may(ReadReturn::KIND, &own) || is_national,
        "/returns",
        "navigation-returns",
    );
    add(
        may(ImportFigures::KIND, &own),
        "/imports",
        "navigation-imports",
    );
    add(
        may(ReadDiscrepancies::KIND, &place) || may(ReadOwnPart::KIND, &own),
        "/discrepancies",
        "navigation-discrepancies",
    );
    add(
        may(ReadMeetings::KIND, &place) || may(HoldMeeting::KIND, &place),
        "/meetings",
        "navigation-meetings",
    );
    add(
        may(ReadSnapshot::KIND, &place),
        "/snapshots",
        "navigation-snapshots",
    );
    add(
        may(ReadSnapshot::KIND, &place),
        "/releases",
        "navigation-releases",
    );
    add(
        may(ReadDirectory::KIND, &place),
        "/indicators",
        "navigation-indicators",
    );
    add(may(ReadRound::KIND, &own), "/rounds", "navigation-rounds");
    add(
        may(ReadEstimate::KIND, &place),
        "/estimates",
        "navigation-estimates",
    );
    add(
        may(ManageAccounts::KIND, &place),
        "/accounts",
        "navigation-accounts",
    );
    entries
}
