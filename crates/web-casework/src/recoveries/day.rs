//! What the page of the day says about keys: nobody named, a custodian gone, a request for the reader's
//! own key, and requests that wait for the reader.

use crate::{
    TableDoor,
    error::InLanguage as _,
    session::{Insider, names_of},
    sheet::{Link, Part, Sheet},
};
use boxed::boxed;
use casework::{Recovery, RecoveryState};
use jiff::SignedDuration;
use page::Failure;

/// How long the page of the day tells of a recovery that is done.
const TELLS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The page of the day with what there is to say; nothing on most days.
#[boxed]
pub(crate) async fn on_the_day(
    door: &TableDoor,
    reader: &Insider,
    mut sheet: Sheet,
) -> Result<Sheet, Failure> {
    let words = reader.words();
    let overview = door.casework.custody_overview(reader.request()).await;
    let overview = overview.shown(reader.language())?;
    let me = reader.worker().account();
    let waiting = overview.kept.iter().filter(|one| one.waits_for(me));
    let waiting: Vec<&Recovery> = waiting.collect();
    let mut accounts: Vec<&str> = waiting.iter().map(|one| one.worker.as_str()).collect();
    let done = overview.own.iter().find(|one| is_news(reader, one));
    let helpers = done.into_iter().flat_map(|one| [&one.first, &one.second]);
    let helpers: Vec<&str> = helpers.flatten().map(|(by, _)| by.as_str()).collect();
    accounts.extend(&helpers);
    let names = names_of(door, reader.language(), accounts).await?;
    let mut links = Vec::new();
    if overview.own.iter().any(|one| one.state.is_open()) {
        sheet = sheet.with(Part::Note("bad", words.text("recovery-own-asked")));
        links.push(Link::new(
            "/table/custodians",
            words.text("custodians-title"),
        ));
    }
    if done.is_some() {
        let by: Vec<String> = helpers.iter().map(|one| names.of(one)).collect();
        let values = [("names", by.join(", ").into())];
        let text = words.with("recovery-own-done", &values);
        sheet = sheet.with(Part::Note("warn", text));
    }
    for one in waiting {
        let values = [("name", names.of(&one.worker).into())];
        let href = format!("/table/recoveries/{}", one.id.as_str());
        links.push(Link::new(href, words.with("recovery-waits", &values)));
    }
    let key = match &overview.custodians {
        None => Some("custodians-remind"),
        Some(three) if !three.suspended.is_empty() => Some("custodians-remind-suspended"),
        Some(_) => None,
    };
    links.extend(key.map(|key| Link::new("/table/custodians", words.text(key))));
    Ok(if links.is_empty() {
        sheet
    } else {
        sheet.with(Part::Links(links))
    })
}

fn is_news(reader: &Insider, one: &Recovery) -> bool {
    let ended = one.ended.as_ref();
    one.state == RecoveryState::TakenBack
        && ended.is_some_and(|(_, at)| reader.visitor.now.duration_since(*at) < TELLS)
}
